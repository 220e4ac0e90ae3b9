"""Members' pages: inviting, changing a role, leaving and coming back."""

import re
from typing import Any

from django.core import mail
from django.test import Client

from accounts.models import Invitation, Membership
from tests.world import World

INVITE = "/settings/members/invite/"


def _errors(answer: Any, field: str) -> list[str]:
    assert answer.status_code == 422
    return list(answer.context["form"].errors.get(field, []))


def _invite(world: World, django_capture_on_commit_callbacks: Any, **changes: Any) -> str:
    given = {"email": "new@north.example", "role": "analyst", "brands": [str(world.alder.pk)], **changes}
    with django_capture_on_commit_callbacks(execute=True):
        assert world.browser(world.owner).post(INVITE, given).status_code == 302
    found = re.search(r"/invitations/\S+", str(mail.outbox[-1].body))
    assert found is not None
    return found[0]


def test_an_invited_newcomer_chooses_a_password_and_is_on_the_brand(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    link = _invite(world, django_capture_on_commit_callbacks)
    assert "new@north.example" in world.browser(world.owner).get("/settings/members/").content.decode()
    guest = Client(HTTP_HOST="localhost")
    page = guest.get(link)
    assert b"Northwind Comms" in page.content
    # opening the link takes nothing
    assert Invitation.objects.get().accepted_at is None
    weak = guest.post(link, {"name": "Nia", "password": "short"})
    assert weak.status_code == 422
    guest.post(link, {"name": "Nia", "password": "nine horses in a stable"})
    member = Membership.objects.get(user__email="new@north.example")
    assert member.role == "analyst"
    assert b"Alder Coffee" in world.browser(member).get("/brands/").content
    again = guest.post(link, {"name": "Eve", "password": "nine horses in a stable"})
    assert again.status_code == 409
    assert b"already been used" in again.content


def test_a_taken_back_invitation_opens_nothing(world: World, django_capture_on_commit_callbacks: Any) -> None:
    link = _invite(world, django_capture_on_commit_callbacks)
    world.browser(world.admin).post(f"/settings/invitations/{Invitation.objects.get().pk}/revoke/")
    answer = Client(HTTP_HOST="localhost").get(link)
    assert answer.status_code == 409
    assert b"withdrawn" in answer.content


def test_an_invitation_serves_nobody_else(world: World, django_capture_on_commit_callbacks: Any) -> None:
    link = _invite(world, django_capture_on_commit_callbacks)
    thief = Client(HTTP_HOST="localhost")
    thief.force_login(world.rival_owner.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert thief.post(link).status_code == 403
    assert not Membership.objects.filter(user=world.rival_owner.user, agency=world.north).exists()


def test_who_cannot_be_invited_is_said_at_the_field(world: World) -> None:
    browser = world.browser(world.owner)
    assert _errors(browser.post(INVITE, {"email": "nobody", "role": "analyst"}), "email")
    assert _errors(browser.post(INVITE, {"email": "a@b.example", "role": "king"}), "role")
    here = browser.post(INVITE, {"email": "priya@north.example", "role": "analyst"})
    assert "is already a member" in _errors(here, "email")[0]
    foreign = {"email": "a@b.example", "role": "analyst", "brands": [str(world.rival_brand.pk)]}
    assert _errors(browser.post(INVITE, foreign), "brands")
    assert not Invitation.objects.exists()
    assert mail.outbox == []


def test_an_admin_makes_no_owner(world: World) -> None:
    browser = world.browser(world.admin)
    assert _errors(browser.post(INVITE, {"email": "a@b.example", "role": "owner"}), "role")
    assert _errors(browser.post(f"/settings/members/{world.analyst.pk}/", {"role": "owner"}), "role")
    assert browser.post(f"/settings/members/{world.owner.pk}/", {"role": "analyst"}).status_code == 403
    assert browser.post(f"/settings/members/{world.owner.pk}/deactivate/").status_code == 403


def test_a_new_role_holds_at_once(world: World) -> None:
    analyst = world.browser(world.analyst)
    assert analyst.get("/settings/keys/").status_code == 403
    world.browser(world.owner).post(f"/settings/members/{world.analyst.pk}/", {"role": "admin"})
    assert analyst.get("/settings/keys/").status_code == 200


def test_the_last_owner_stays_one(world: World) -> None:
    browser = world.browser(world.owner)
    answer = browser.post(f"/settings/members/{world.owner.pk}/", {"role": "manager"})
    assert "at least one owner" in _errors(answer, "__all__")[0]
    assert browser.post(f"/settings/members/{world.owner.pk}/deactivate/").status_code == 409
    assert Membership.objects.get(pk=world.owner.pk).role == "owner"


def test_somebody_deactivated_is_out_at_once_and_can_be_let_in_again(world: World) -> None:
    heads, analyst = world.browser(world.owner), world.browser(world.analyst)
    heads.post(f"/settings/members/{world.analyst.pk}/deactivate/")
    assert analyst.get("/brands/").status_code == 302
    assert heads.post(f"/settings/members/{world.analyst.pk}/deactivate/").status_code == 409
    heads.post(f"/settings/members/{world.analyst.pk}/reactivate/")
    assert analyst.get("/brands/").status_code == 302  # they log in anew
    assert world.browser(world.fresh(world.analyst)).get("/brands/").status_code == 200


def test_the_rivals_people_are_not_there(world: World) -> None:
    browser = world.browser(world.owner)
    assert browser.get(f"/settings/members/{world.rival_owner.pk}/").status_code == 404
    assert browser.post(f"/settings/members/{world.rival_owner.pk}/deactivate/").status_code == 404
    assert "Rita Rival" not in browser.get("/settings/members/").content.decode()


def test_the_page_of_ones_addresses_is_in_our_words(world: World, client: Any) -> None:
    client.force_login(world.admin.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/accounts/email/", HTTP_HOST="localhost").content.decode()
    assert "Your addresses" in page and "Email Addresses" not in page
