"""Members, invitations and keys."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from accounts.brands.models import BrandTeam
from accounts.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from accounts.models import AccessLog, ApiKey, Invitation, Membership
from accounts.notifications.services.webhooks import Wanted, add_webhook
from accounts.roles import KEY_SCOPES
from accounts.services import api_keys, invitations, members
from tests.world import World, person

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
NEWCOMER = {"name": "Nora New", "password": "correct horse battery"}


def _invite(world: World, capture: Any, email: str = "nora@new.example", role: str = "manager") -> str:
    with capture(execute=True):
        invitations.invite(world.admin, email=email, role=role, brand_ids=[world.alder.pk], now=NOW)
    return mail.outbox[-1].body.split("/invitations/")[1].split("/")[0]


def test_an_invitation_is_mailed_and_its_token_is_stored_hashed(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    token = _invite(world, django_capture_on_commit_callbacks)
    assert mail.outbox[-1].to == ["nora@new.example"]
    assert not Invitation.objects.filter(token_hash=token).exists()


def test_a_newcomer_accepts_once_and_joins_the_brand(world: World, django_capture_on_commit_callbacks: Any) -> None:
    token = _invite(world, django_capture_on_commit_callbacks)
    member = invitations.accept(token, user=None, newcomer=NEWCOMER, now=NOW)
    world.enter()
    assert (member.role, member.agency) == ("manager", world.north)
    assert BrandTeam.objects.filter(brand=world.alder, user=member.user).exists()
    with pytest.raises(Conflict) as refused:
        invitations.accept(token, user=None, newcomer=NEWCOMER, now=NOW)
    assert refused.value.code == "invitation_used"


def test_an_invitation_ends(world: World, django_capture_on_commit_callbacks: Any) -> None:
    token = _invite(world, django_capture_on_commit_callbacks)
    with pytest.raises(Conflict) as refused:
        invitations.accept(token, user=None, newcomer=NEWCOMER, now=NOW + timedelta(days=8))
    assert refused.value.code == "invitation_expired"


def test_an_invitation_taken_back_opens_nothing(world: World, django_capture_on_commit_callbacks: Any) -> None:
    token = _invite(world, django_capture_on_commit_callbacks)
    invitations.revoke(world.admin, invitation_id=Invitation.objects.get().pk, now=NOW)
    with pytest.raises(Conflict) as refused:
        invitations.accept(token, user=None, newcomer=NEWCOMER, now=NOW)
    assert refused.value.code == "invitation_revoked"


def test_taking_an_invitation_back_again_changes_nothing(world: World, django_capture_on_commit_callbacks: Any) -> None:
    _invite(world, django_capture_on_commit_callbacks)
    for later in (0, 5):
        pk = Invitation.objects.get().pk
        invitations.revoke(world.admin, invitation_id=pk, now=NOW + timedelta(minutes=later))
    assert Invitation.objects.get().revoked_at == NOW
    assert AccessLog.objects.filter(action="member.invitation_revoked").count() == 1


def test_an_invitation_serves_the_person_it_is_for(world: World, django_capture_on_commit_callbacks: Any) -> None:
    token = _invite(world, django_capture_on_commit_callbacks)
    with pytest.raises(Forbidden) as refused:
        invitations.accept(token, user=world.rival_owner.user, newcomer=None, now=NOW)
    assert refused.value.code == "invitation_for_another"
    assert Invitation.objects.get().accepted_at is None


def test_somebody_with_an_account_logs_in_to_accept(world: World, django_capture_on_commit_callbacks: Any) -> None:
    token = _invite(world, django_capture_on_commit_callbacks, email="owner@rival.example")
    with pytest.raises(Forbidden) as refused:
        invitations.accept(token, user=None, newcomer=NEWCOMER, now=NOW)
    assert refused.value.code == "log_in_first"
    assert invitations.accept(token, user=world.rival_owner.user, newcomer=None, now=NOW).agency == world.north


def test_an_unknown_link_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        invitations.accept("nothing", user=None, newcomer=NEWCOMER, now=NOW)


@pytest.mark.parametrize(("email", "role", "field"), [("x", "manager", "email"), ("a@b.example", "boss", "role")])
def test_a_bad_invitation_is_refused_at_its_field(world: World, email: str, role: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        invitations.invite(world.admin, email=email, role=role, brand_ids=[], now=NOW)
    assert list(refused.value.fields) == [field]


def test_another_agencys_brand_can_not_be_offered(world: World) -> None:
    with pytest.raises(Invalid):
        invitations.invite(world.admin, email="a@b.example", role="manager", brand_ids=[world.rival_brand.pk], now=NOW)


def test_only_an_owner_makes_owners(world: World) -> None:
    with pytest.raises(Forbidden):
        members.change_role(world.admin, membership_id=world.manager.pk, role="owner")
    with pytest.raises(Forbidden):
        invitations.invite(world.admin, email="a@b.example", role="owner", brand_ids=[], now=NOW)
    with pytest.raises(Forbidden):
        members.deactivate(world.admin, membership_id=world.owner.pk)


def test_the_last_owner_stays_one(world: World) -> None:
    with pytest.raises(Conflict) as refused:
        members.change_role(world.owner, membership_id=world.owner.pk, role="admin")
    assert refused.value.code == "last_owner"


def test_two_owners_who_demote_each_other_at_once_leave_one(committed_world: World) -> None:
    world = committed_world
    second = person(world.north, "second@north.example", "Second", "owner")
    refused: list[DomainError] = []

    def demote(by: Membership, whom: Membership) -> None:
        try:
            members.change_role(world.fresh(by), membership_id=whom.pk, role="admin")
        except DomainError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=demote, args=pair) for pair in ((world.owner, second), (second, world.owner))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert Membership.objects.filter(agency=world.north, role="owner", status="active").count() == 1
    assert len(refused) == 1


def test_a_change_of_power_is_in_the_access_log(world: World) -> None:
    members.change_role(world.owner, membership_id=world.analyst.pk, role="manager")
    entry = AccessLog.objects.get(action="member.role")
    assert (entry.subject, entry.detail) == ("priya@north.example", {"from": "analyst", "to": "manager"})


def test_a_key_is_shown_once_and_stored_hashed(world: World) -> None:
    row, key = api_keys.make_key(world.owner, name="Script", scopes=["read"], days=7, now=NOW)
    assert key.startswith("fb_")
    assert key not in str(ApiKey.objects.values().get(pk=row.pk))
    assert row.expires_at == NOW + timedelta(days=7)


@pytest.mark.parametrize(
    ("name", "scopes", "days", "field"),
    [("", ["read"], 1, "name"), ("x", [], 1, "scopes"), ("x", ["everything"], 1, "scopes"), ("x", ["read"], 0, "days")],
)
def test_a_bad_key_is_refused_at_its_field(world: World, name: str, scopes: list[str], days: int, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        api_keys.make_key(world.owner, name=name, scopes=scopes, days=days, now=NOW)
    assert list(refused.value.fields) == [field]


def test_another_agencys_key_can_not_be_revoked(world: World) -> None:
    row, _ = api_keys.make_key(world.rival_owner, name="Theirs", scopes=["read"], days=1, now=NOW)
    with pytest.raises(NotFound):
        api_keys.revoke_key(world.owner, key_id=row.pk, now=NOW)


def test_an_older_invitation_opens_no_door_again(world: World, django_capture_on_commit_callbacks: Any) -> None:
    first = _invite(world, django_capture_on_commit_callbacks, role="analyst")
    second = _invite(world, django_capture_on_commit_callbacks, role="admin")
    member = invitations.accept(first, user=None, newcomer=NEWCOMER, now=NOW)
    for _ in ("while here", "after being put out"):
        with pytest.raises(Conflict) as refused:
            invitations.accept(second, user=member.user, newcomer=None, now=NOW)
        assert refused.value.code == "invitation_revoked"
        if Membership.objects.get(pk=member.pk).status == "active":
            members.deactivate(world.admin, membership_id=member.pk)
    after = Membership.objects.get(pk=member.pk)
    assert (after.status, after.role) == ("deactivated", "analyst")


def test_who_is_put_out_has_no_invitation_left(world: World, django_capture_on_commit_callbacks: Any) -> None:
    _invite(world, django_capture_on_commit_callbacks, email="nora@new.example")
    nora = person(world.north, "Nora@new.example", "Nora", "manager")
    members.deactivate(world.admin, membership_id=nora.pk)
    assert Invitation.objects.get().revoked_at is not None


@pytest.mark.parametrize(("offered", "stands"), [("owner", False), ("admin", True), ("analyst", True)])
def test_who_may_give_less_has_offered_no_more_than_that(world: World, offered: str, stands: bool) -> None:
    second = person(world.north, "second@north.example", "Second", "owner")
    made = invitations.invite(second, email="evil@attacker.example", role=offered, brand_ids=[], now=NOW)
    members.change_role(world.owner, membership_id=second.pk, role="admin")
    assert (Invitation.objects.get(pk=made.pk).revoked_at is None) is stands


@pytest.mark.parametrize("lost", [{"role": "admin"}, {"role": "analyst"}, {"status": "deactivated"}])
def test_an_offer_is_worth_what_its_maker_may_give_when_it_is_accepted(
    world: World, lost: dict[str, str], django_capture_on_commit_callbacks: Any
) -> None:
    """Also where it was written in the moment in which its maker lost the power, so that nothing took it back."""
    second = person(world.north, "second@north.example", "Second", "owner")
    with django_capture_on_commit_callbacks(execute=True):
        made = invitations.invite(second, email="nora@new.example", role="owner", brand_ids=[], now=NOW)
    token = mail.outbox[-1].body.split("/invitations/")[1].split("/")[0]
    Membership.objects.filter(pk=second.pk).update(**lost)
    with pytest.raises(Conflict) as refused:
        invitations.accept(token, user=None, newcomer=NEWCOMER, now=NOW)
    assert refused.value.code == "invitation_revoked"
    invitations.resend(world.owner, invitation_id=made.pk, now=NOW)
    assert Invitation.objects.get(pk=made.pk).invited_by == world.owner.user


def test_an_invitation_back_in_brings_its_own_brands_and_none_from_before(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    BrandTeam.objects.create(brand=world.lumen, user=world.manager.user, page_order=2)
    members.deactivate(world.owner, membership_id=world.manager.pk)
    token = _invite(world, django_capture_on_commit_callbacks, email="ines@north.example", role="analyst")
    invitations.accept(token, user=world.manager.user, newcomer=None, now=NOW)
    world.enter()
    kept = BrandTeam.objects.filter(user=world.manager.user).values_list("brand", "page_order")
    assert list(kept) == [(world.alder.pk, None)], "and nobody is woken again because they once were"


def test_who_has_a_place_already_keeps_it_as_it_is(world: World, django_capture_on_commit_callbacks: Any) -> None:
    token = _invite(world, django_capture_on_commit_callbacks, role="client")
    nora = person(world.north, "nora@new.example", "Nora", "owner")
    with pytest.raises(Conflict) as refused:
        invitations.accept(token, user=nora.user, newcomer=None, now=NOW)
    assert refused.value.code == "already_member"
    assert Membership.objects.get(pk=nora.pk).role == "owner"
    assert Invitation.objects.get().accepted_at is None


def _key(world: World, who: Any, scopes: list[str]) -> Membership:
    """The member as an API key of theirs acts."""
    member: Membership = world.fresh(who)
    member.key_scopes = frozenset(scopes)
    return member


@pytest.mark.parametrize(
    ("scopes", "role", "may"),
    [
        (["manage"], "owner", False),
        (list(KEY_SCOPES), "owner", False),
        (list(KEY_SCOPES), "admin", False),
        (["manage"], "client", False),
        (["manage", "read"], "analyst", False),
        (["manage", "read", "incidents"], "client", False),  # a client approves answers, which no key does
        (list(KEY_SCOPES), "manager", False),
        (list(KEY_SCOPES), "analyst", True),
    ],
)
def test_a_key_gives_no_power_above_its_own(world: World, scopes: list[str], role: str, may: bool) -> None:
    key, target = _key(world, world.owner, scopes), world.analyst.pk
    acts = [
        lambda: invitations.invite(key, email="evil@new.example", role=role, brand_ids=[], now=NOW),
        lambda: members.change_role(key, membership_id=target, role=role),
    ]
    for act in acts:
        if may:
            act()
        else:
            with pytest.raises(Forbidden, match="This key can't make anybody"):
                act()
    assert Invitation.objects.exists() is may


def test_a_key_lets_nobody_in_again_who_may_do_more_than_it(world: World) -> None:
    Membership.objects.filter(pk=world.deactivated.pk).update(role="admin")
    with pytest.raises(Forbidden):
        members.reactivate(_key(world, world.owner, list(KEY_SCOPES)), membership_id=world.deactivated.pk)


def test_a_key_that_can_not_read_has_nothing_sent_elsewhere(world: World) -> None:
    with pytest.raises(Forbidden):
        add_webhook(_key(world, world.owner, ["manage"]), url="https://hooks.example/x", wanted=Wanted())
