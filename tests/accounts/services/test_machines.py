"""Machine members: they act by keys alone, on their brands, and go on after their maker has left."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.account.forms import ResetPasswordForm, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import authenticate
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory

from accounts.brands.models import Brand
from accounts.encryption import token_hash
from accounts.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from accounts.models import AccessLog, ApiKey, HandoffCode, Membership, User
from accounts.notifications.services import notifying
from accounts.services import api_keys, handoff, invitations, leaving, machines, members, operators
from accounts.services.agencies import origin_of
from incidents.services import people
from monitoring.inbox.services import mentions
from tests.world import World

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"


@pytest.fixture
def machine(world: World) -> Membership:
    return machines.make_machine(world.owner, name="Zapier bridge", role="manager", brands=[world.alder.pk])


def _key(world: World, machine: Membership, maker: Any = None, **more: Any) -> Client:
    given: dict[str, Any] = {"name": "k", "scopes": ["read", "incidents"], "days": 9, **more}
    _, key = api_keys.make_key(maker or world.owner, machine_id=machine.pk, now=datetime.now(UTC), **given)
    return Client(HTTP_HOST="north.localhost", headers={"Authorization": f"Bearer {key}"})


def test_it_acts_by_its_key_on_its_brands_only(world: World, machine: Membership) -> None:
    key = _key(world, machine)
    me = key.get("/api/v1/me/").json()
    assert (me["name"], me["role"], me["is_machine"]) == ("Zapier bridge", "manager", True)
    assert [one["name"] for one in key.get("/api/v1/brands/").json()["results"]] == ["Alder Coffee"]


def test_it_goes_on_when_its_maker_has_left(world: World, machine: Membership) -> None:
    made = machines.make_machine(world.admin, name="Board", role="analyst", brands=[world.alder.pk])
    key = _key(world, made, world.admin, scopes=["read"])
    held = [one for one in leaving.holdings(world.owner, membership_id=world.admin.pk).held if one.kind == "machine"]
    assert [one.title for one in held] == ["Board, which goes on acting"]
    members.deactivate(world.owner, membership_id=world.admin.pk)
    assert key.get("/api/v1/brands/").status_code == 200
    passed = leaving.pass_on(world.owner, membership_id=world.admin.pk, to=world.owner.user_id, now=NOW)
    assert [one.kind for one in passed.done] == ["machine"]
    assert Membership.with_machines.get(pk=made.pk).made_by_id == world.owner.user_id
    assert ApiKey.objects.get(member=made).made_by_id == world.owner.user_id


def test_it_is_passed_on_only_to_somebody_who_could_have_made_it(world: World, machine: Membership) -> None:
    passed = leaving.pass_on(world.owner, membership_id=world.owner.pk, to=world.analyst.user_id, now=NOW)
    [(held, error)] = [one for one in passed.refused if one[0].kind == "machine"]
    assert held.key == str(machine.pk) and isinstance(error, Forbidden)


def test_deactivating_it_ends_its_keys_for_good(world: World, machine: Membership) -> None:
    key = _key(world, machine)
    machines.deactivate_machine(world.owner, machine_id=machine.pk, now=NOW)
    assert key.get("/api/v1/me/").status_code == 401
    machines.reactivate_machine(world.owner, machine_id=machine.pk)
    assert key.get("/api/v1/me/").status_code == 401
    assert _key(world, machine).get("/api/v1/me/").status_code == 200
    with pytest.raises(Conflict):
        machines.reactivate_machine(world.owner, machine_id=machine.pk)


def test_no_key_is_made_for_one_that_is_deactivated(world: World, machine: Membership) -> None:
    machines.deactivate_machine(world.owner, machine_id=machine.pk, now=NOW)
    with pytest.raises(Invalid) as refused:
        _key(world, machine)
    assert list(refused.value.fields) == ["machine_id"]


def test_other_brands_or_another_role_reach_its_keys_at_once(world: World, machine: Membership) -> None:
    key = _key(world, machine, scopes=["read", "incidents"])
    machines.change_machine(world.owner, machine_id=machine.pk, name="Board", role="analyst", brands=[world.lumen.pk])
    me = key.get("/api/v1/me/").json()
    assert (me["name"], "incidents.run" in me["capabilities"]) == ("Board", False)
    assert [one["name"] for one in key.get("/api/v1/brands/").json()["results"]] == ["Lumen Air"]


def test_changing_nothing_leaves_no_entry(world: World, machine: Membership) -> None:
    same = {"name": "Zapier bridge", "role": "manager", "brands": [world.alder.pk]}
    machines.change_machine(world.owner, machine_id=machine.pk, **same)  # type: ignore[arg-type]
    assert not AccessLog.objects.filter(action="machine.changed").exists()


# --- nobody logs in as one: each door by itself, though the schema keeps it inactive


def test_the_schema_refuses_one_that_could_log_in(world: World, machine: Membership) -> None:
    for change in ({"is_active": True}, {"is_operator": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=machine.user_id).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.with_machines.filter(pk=machine.pk).update(role="owner")


def test_a_password_opens_nothing(world: World, machine: Membership) -> None:
    machine.user.set_password(PASSWORD)
    machine.user.save(update_fields=["password"])
    request = RequestFactory().post("/")
    assert authenticate(request, username=machine.user.email, password=PASSWORD) is None
    platform = Client(HTTP_HOST="localhost")
    platform.post("/accounts/login/", {"login": machine.user.email, "password": PASSWORD})
    assert "_auth_user_id" not in platform.session


def test_a_session_in_its_name_is_nobodys(world: World, machine: Membership) -> None:
    browser = world.browser(machine)
    answer = browser.get("/brands/")
    assert (answer.status_code, answer["Location"][:7]) == (302, "/enter/")
    assert browser.get("/api/v1/me/").status_code == 401
    with pytest.raises(Membership.DoesNotExist):
        Membership.objects.get(pk=machine.pk)


def test_no_hand_off_is_issued_or_taken(world: World, machine: Membership) -> None:
    session = Client().session
    with pytest.raises(Forbidden):
        handoff.issue(machine.user, world.north, state_hash="x", session=session, next_path="/", now=NOW)
    HandoffCode.objects.create(
        code_hash=token_hash("code"), user=machine.user, agency=world.north, host=origin_of(world.north),
        state_hash=token_hash("state"), session_hash="x", expires_at=NOW + timedelta(minutes=1),
    )  # fmt: skip
    with pytest.raises(Forbidden):
        handoff.redeem(world.north, code="code", state="state", now=NOW, ip=None)


def test_no_password_is_reset(world: World, machine: Membership) -> None:
    form = ResetPasswordForm({"email": machine.user.email})
    form.is_valid()
    assert getattr(form, "users", []) == []
    key = f"{user_pk_to_url_str(machine.user)}-{default_token_generator.make_token(machine.user)}"
    platform = Client(HTTP_HOST="localhost")
    page = platform.get(f"/accounts/password/reset/key/{key}/", follow=True)
    platform.post(page.request["PATH_INFO"], {"password1": "n3w horse battery", "password2": "n3w horse battery"})
    assert not User.objects.get(pk=machine.user_id).check_password("n3w horse battery")


def test_no_invitation_makes_it_a_person(world: World, machine: Membership) -> None:
    invitations.invite(world.owner, email=machine.user.email, role="admin", brand_ids=[], now=NOW)
    [offer] = invitations.open_invitations(world.owner, now=NOW)
    assert invitations.has_account(
        offer
    )  # a newcomer may not take it over: its person logs in first, and there is none
    assert machine.user.email not in [to for sent in mail.outbox for to in sent.to if sent.subject.startswith("Reset")]


def test_no_operator_lets_it_log_in(world: World, machine: Membership) -> None:
    with pytest.raises(Invalid):
        operators.reactivate_person(machine.user, by=world.operator)


# --- it is no person: not counted, not chosen, not told


def test_it_is_not_among_people(world: World, machine: Membership) -> None:
    assert machine.pk not in [one.pk for one in members.members_of(world.owner)]
    with pytest.raises(NotFound):
        members.change_role(world.owner, membership_id=machine.pk, role="admin")
    assert machine.user_id not in [one.user_id for one in people.on_brand(world.alder.pk)]
    assert machine.user_id not in mentions.assignable(world.alder.pk).values_list("user_id", flat=True)
    assert machine.user_id not in notifying.people_to_page(world.alder)
    assert machine.user_id not in [user.pk for user in leaving.holders(world.owner, world.analyst)]


def test_it_can_not_be_put_on_a_team(world: World, machine: Membership) -> None:
    browser = world.browser(world.owner)
    places = {"team": [{"user_id": machine.user_id, "page_order": 1}]}
    answer = browser.post(f"/api/v1/brands/{world.alder.pk}/set_team/", places, content_type="application/json")
    assert answer.status_code == 400


# --- who may make one


def test_a_manager_makes_machines_on_their_own_brands(world: World) -> None:
    made = machines.make_machine(world.manager, name="Board", role="analyst", brands=[world.alder.pk])
    assert machines.looks_after(world.fresh(world.manager), made)
    assert not machines.looks_after(world.fresh(world.other), made)
    with pytest.raises(Invalid) as refused:
        machines.make_machine(world.fresh(world.manager), name="Board", role="analyst", brands=[world.lumen.pk])
    assert list(refused.value.fields) == ["brands"]


@pytest.mark.parametrize("role", ["owner", "admin", "captain"])
def test_a_machine_stays_below_admin(world: World, role: str) -> None:
    with pytest.raises(Invalid) as refused:
        machines.make_machine(world.owner, name="Board", role=role, brands=[world.alder.pk])
    assert list(refused.value.fields) == ["role"]


def test_a_manager_does_not_touch_a_machine_that_reaches_further(world: World) -> None:
    wide = machines.make_machine(world.owner, name="Wide", role="analyst", brands=[world.alder.pk, world.lumen.pk])
    manager = world.fresh(world.manager)
    acts: list[Any] = [
        lambda: machines.deactivate_machine(manager, machine_id=wide.pk, now=NOW),
        lambda: machines.change_machine(manager, machine_id=wide.pk, name="x", role="analyst", brands=[world.alder.pk]),
        lambda: _key(world, wide, manager),
    ]
    for act in acts:
        with pytest.raises(DomainError):
            act()
    assert not ApiKey.objects.exists()


@pytest.mark.parametrize("who", ["analyst", "client"])
def test_nobody_else_makes_one(world: World, who: str) -> None:
    with pytest.raises(Forbidden):
        machines.make_machine(getattr(world, who), name="Board", role="analyst", brands=[world.alder.pk])


def test_a_machine_needs_a_name_and_a_brand(world: World) -> None:
    for field, given in (("name", {"name": " "}), ("brands", {"brands": []}), ("brands", {"brands": ["x"]})):
        with pytest.raises(Invalid) as refused:
            machines.make_machine(
                world.owner, **{"name": "Board", "role": "analyst", "brands": [world.alder.pk], **given}
            )
        assert list(refused.value.fields) == [field]
    assert not Membership.with_machines.filter(is_machine=True).exists()
    assert Brand.objects.count() == 2
