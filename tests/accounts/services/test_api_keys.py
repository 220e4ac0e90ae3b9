"""API keys: whose, how far they reach, what they say of their use, and a new secret without a gap."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from accounts.models import AccessLog, ApiKey
from accounts.scoping import brand_ids
from accounts.services import api_keys, machines
from tests.world import World


def _client(key: str, **more: Any) -> Client:
    return Client(HTTP_HOST="north.localhost", headers={"Authorization": f"Bearer {key}"}, **more)


def _make(member: Any, **more: Any) -> tuple[ApiKey, str]:
    given: dict[str, Any] = {"name": "Board", "scopes": ["read"], "days": 90, "now": datetime.now(UTC), **more}
    return api_keys.make_key(member, **given)


# --- whose


def test_a_manager_makes_a_key_for_themselves_which_reaches_as_far_as_they(world: World) -> None:
    _, key = _make(world.manager, scopes=["read", "incidents"])
    assert [one["name"] for one in _client(key).get("/api/v1/brands/").json()["results"]] == ["Alder Coffee"]


@pytest.mark.parametrize("who", ["analyst", "client"])
def test_nobody_below_makes_keys(world: World, who: str) -> None:
    with pytest.raises(Forbidden):
        _make(getattr(world, who))


def test_a_manager_sees_and_ends_their_own_keys_and_their_machines(world: World) -> None:
    machine = machines.make_machine(world.owner, name="Bridge", role="analyst", brands=[world.alder.pk])
    owners, _ = _make(world.owner)
    bridges, _ = _make(world.owner, machine_id=machine.pk)
    own, _ = _make(world.manager)
    manager = world.fresh(world.manager)
    assert {key.pk for key in api_keys.keys_of(manager)} == {bridges.pk, own.pk}
    assert {key.pk for key in api_keys.keys_of(world.admin)} == {owners.pk, bridges.pk, own.pk}
    with pytest.raises(NotFound):
        api_keys.revoke_key(manager, key_id=owners.pk, now=datetime.now(UTC))
    api_keys.revoke_key(manager, key_id=bridges.pk, now=datetime.now(UTC))
    assert [key.pk for key in ApiKey.objects.filter(revoked_at=None).order_by("created_at")] == [owners.pk, own.pk]


def test_a_scope_within_which_the_role_allows_nothing_is_refused(world: World) -> None:
    machine = machines.make_machine(world.owner, name="Bridge", role="analyst", brands=[world.alder.pk])
    with pytest.raises(Invalid) as refused:
        _make(world.owner, machine_id=machine.pk, scopes=["read", "plans"])
    assert (refused.value.code, refused.value.data) == ("empty_scope", {"empty": ["plans"]})


# --- brands


def test_a_key_is_narrowed_to_brands_its_maker_is_on(world: World) -> None:
    row, key = _make(world.owner, scopes=["read", "manage"], brands=[world.lumen.pk])
    assert row.brand_ids == [str(world.lumen.pk)]
    client = _client(key)
    assert [one["name"] for one in client.get("/api/v1/brands/").json()["results"]] == ["Lumen Air"]
    assert client.get(f"/api/v1/brands/{world.alder.pk}/").status_code == 404
    for brands in ([world.lumen.pk], [world.rival_brand.pk], ["x"]):
        with pytest.raises(Invalid) as refused:
            _make(world.fresh(world.manager), brands=brands)
        assert list(refused.value.fields) == ["brands"]


def test_a_machines_key_is_narrowed_to_brands_of_the_machine(world: World) -> None:
    both = [world.alder.pk, world.lumen.pk]
    machine = machines.make_machine(world.owner, name="Bridge", role="manager", brands=both)
    _, key = _make(world.owner, machine_id=machine.pk, brands=[world.lumen.pk])
    assert [one["name"] for one in _client(key).get("/api/v1/brands/").json()["results"]] == ["Lumen Air"]
    machines.change_machine(world.owner, machine_id=machine.pk, name="Bridge", role="manager", brands=[world.alder.pk])
    assert _client(key).get("/api/v1/brands/").json()["results"] == []
    with pytest.raises(Invalid):
        _make(world.owner, machine_id=machine.pk, brands=[world.lumen.pk])


@pytest.mark.parametrize(
    ("method", "path", "needs"),
    [
        ("post", "brands/", "brands.create"),
        ("patch", "agency/", "agency.settings"),
        ("post", "invitations/", "members.manage"),
        ("get", "webhooks/", "webhooks.manage"),
        ("get", "accesslog/", "accesslog.see"),
    ],
)
def test_what_is_the_agencys_is_closed_to_a_narrowed_key(world: World, method: str, path: str, needs: str) -> None:
    _, key = _make(world.owner, scopes=["read", "manage"], brands=[world.lumen.pk])
    answer = getattr(_client(key), method)(f"/api/v1/{path}", {}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "more_than_the_key")
    assert answer.json()["data"]["needs"] == needs
    assert answer.json()["detail"].endswith("It is for its brands only.")


def test_a_narrowed_key_staffs_no_other_brand(world: World) -> None:
    _, key = _make(world.owner, scopes=["read", "manage"], brands=[world.lumen.pk])
    team = {"team": [{"user_id": world.analyst.user_id, "page_order": None}]}
    for brand, status in ((world.alder, 404), (world.lumen, 200)):
        answer = _client(key).post(f"/api/v1/brands/{brand.pk}/set_team/", team, content_type="application/json")
        assert answer.status_code == status


def test_a_member_is_narrowed_to_the_keys_brands_they_are_on_still(world: World) -> None:
    member = world.fresh(world.manager)
    member.key_scopes, member.key_brands = frozenset({"read"}), frozenset({world.lumen.pk})
    assert brand_ids(member) == []
    member = world.fresh(world.manager)
    member.key_scopes, member.key_brands = frozenset({"read"}), frozenset({world.alder.pk})
    assert brand_ids(member) == [world.alder.pk]


# --- use


def test_its_last_use_says_when_and_from_where(world: World) -> None:
    row, key = _make(world.owner)
    assert _client(key, REMOTE_ADDR="203.0.113.9").get("/api/v1/me/").status_code == 200
    row.refresh_from_db()
    assert (row.last_used_ip, row.last_used_at is not None) == ("203.0.113.9", True)
    # Another place is noted at once, the same one every five minutes.
    _client(key, REMOTE_ADDR="2001:db8:1:2:3:4:5:6").get("/api/v1/me/")
    row.refresh_from_db()
    assert row.last_used_ip == "2001:db8:1:2::"
    [shown] = world.browser(world.owner).get("/api/v1/keys/").json()["results"]
    assert shown["last_used_ip"] == "2001:db8:1:2::" and shown["last_used_at"] is not None
    assert AccessLog.objects.filter(action="key.first_used").count() == 1


def test_a_key_says_of_itself_how_far_it_reaches(world: World) -> None:
    row, key = _make(world.owner, scopes=["read", "triage"], brands=[world.lumen.pk])
    shown = _client(key).get("/api/v1/me/").json()["key"]
    assert shown == {
        "id": str(row.pk),
        "name": "Board",
        "scopes": ["read", "triage"],
        "brands": [str(world.lumen.pk)],
        "expires_at": row.expires_at.isoformat().replace("+00:00", "Z"),
    }
    assert world.browser(world.owner).get("/api/v1/me/").json()["key"] is None


# --- a new secret


def test_after_a_rotation_both_secrets_open_until_the_overlap_ends(world: World) -> None:
    now = datetime.now(UTC)
    row, old = _make(world.owner)
    again, new = api_keys.rotate_key(world.owner, key_id=row.pk, now=now)
    assert (again.pk, again.expires_at, again.prefix) == (row.pk, row.expires_at, new[:8])
    assert [_client(key).get("/api/v1/me/").status_code for key in (old, new)] == [200, 200]
    later = now + timedelta(hours=24, seconds=1)
    assert api_keys.found_by(old, world.north, now=later) is None
    assert api_keys.found_by(new, world.north, now=later) == row
    assert AccessLog.objects.filter(action="key.rotated", subject="Board").count() == 1


def test_without_an_overlap_the_old_secret_stops_at_once(world: World) -> None:
    row, old = _make(world.owner)
    _, new = api_keys.rotate_key(world.owner, key_id=row.pk, hours=0, now=datetime.now(UTC))
    assert [_client(key).get("/api/v1/me/").status_code for key in (old, new)] == [401, 200]


def test_a_second_rotation_ends_the_oldest_secret(world: World) -> None:
    row, first = _make(world.owner)
    _, second = api_keys.rotate_key(world.owner, key_id=row.pk, now=datetime.now(UTC))
    _, third = api_keys.rotate_key(world.owner, key_id=row.pk, now=datetime.now(UTC))
    assert [_client(key).get("/api/v1/me/").status_code for key in (first, second, third)] == [401, 200, 200]


def test_revoking_ends_both_secrets(world: World) -> None:
    row, old = _make(world.owner)
    _, new = api_keys.rotate_key(world.owner, key_id=row.pk, now=datetime.now(UTC))
    api_keys.revoke_key(world.owner, key_id=row.pk, now=datetime.now(UTC))
    assert [_client(key).get("/api/v1/me/").status_code for key in (old, new)] == [401, 401]


def test_a_rotation_may_let_the_key_last_longer(world: World) -> None:
    now = datetime.now(UTC)
    row, _ = _make(world.owner, days=2)
    again, _ = api_keys.rotate_key(world.owner, key_id=row.pk, days=90, now=now)
    assert again.expires_at == now + timedelta(days=90)


def test_nobody_gets_the_secret_of_another_persons_key(world: World) -> None:
    row, _ = _make(world.manager)
    for who in (world.owner, world.admin, world.fresh(world.other)):
        with pytest.raises(NotFound):
            api_keys.rotate_key(who, key_id=row.pk, now=datetime.now(UTC))


def test_a_key_that_is_over_gets_no_new_secret(world: World) -> None:
    row, _ = _make(world.owner)
    with pytest.raises(Conflict):
        api_keys.rotate_key(world.owner, key_id=row.pk, now=row.expires_at)
    api_keys.revoke_key(world.owner, key_id=row.pk, now=datetime.now(UTC))
    with pytest.raises(Conflict):
        api_keys.rotate_key(world.owner, key_id=row.pk, now=datetime.now(UTC))


@pytest.mark.parametrize(("field", "value"), [("hours", -1), ("hours", 169), ("days", 0), ("days", 367)])
def test_a_rotation_keeps_within_its_bounds(world: World, field: str, value: int) -> None:
    row, _ = _make(world.owner)
    with pytest.raises(Invalid) as refused:
        api_keys.rotate_key(world.owner, key_id=row.pk, now=datetime.now(UTC), **{field: value})  # type: ignore[arg-type]
    assert list(refused.value.fields) == [field]
