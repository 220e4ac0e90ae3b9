"""Private links: whose, shown once, stored hashed, ended with the place, and limited."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from accounts.models import AccessLog, PrivateLink
from accounts.services import members, private_links
from tests.world import World

NOW = datetime(2026, 11, 30, 12, 0, 0, 500_000, tzinfo=UTC)


def _make(member: Any, kind: str = "calendar") -> tuple[PrivateLink, str]:
    return private_links.make_link(member, kind=kind, now=NOW)


def _status(address: str) -> int:
    return Client(HTTP_HOST="north.localhost").get("/" + address.split("/", 3)[3]).status_code


def test_the_secret_is_stored_nowhere(world: World) -> None:
    row, address = _make(world.manager)
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert token.startswith("fbl_") and address.startswith("http://north.localhost")
    row.refresh_from_db()
    assert token not in "".join(str(value) for value in vars(row).values())
    entry = AccessLog.objects.get(action="link.made")
    assert token not in f"{entry.subject}{entry.detail}" and entry.actor == world.manager.user


def test_there_is_one_of_a_kind_until_it_is_revoked(world: World) -> None:
    row, _ = _make(world.manager)
    with pytest.raises(Conflict, match="already"):
        _make(world.manager)
    private_links.revoke_link(world.manager, link_id=row.pk, now=NOW)
    private_links.revoke_link(world.manager, link_id=row.pk, now=NOW)
    _make(world.manager)
    assert AccessLog.objects.filter(action="link.revoked").count() == 1
    assert [one.kind for one in private_links.links_of(world.manager)] == ["calendar"]


def test_a_new_address_ends_the_one_before(world: World) -> None:
    row, old = _make(world.manager)
    _, new = private_links.rotate_link(world.manager, link_id=row.pk, now=NOW)
    assert (_status(old), _status(new)) == (404, 200)
    private_links.revoke_link(world.manager, link_id=row.pk, now=NOW)
    assert _status(new) == 404
    with pytest.raises(NotFound):
        private_links.rotate_link(world.manager, link_id=row.pk, now=NOW)


def test_another_persons_link_is_not_there(world: World) -> None:
    row, _ = _make(world.manager)
    for verb in (private_links.rotate_link, private_links.revoke_link):
        with pytest.raises(NotFound):
            verb(world.owner, link_id=row.pk, now=NOW)


def test_a_client_has_a_calendar_and_no_alerts(world: World) -> None:
    assert private_links.kinds_for(world.client) == ["calendar"]
    with pytest.raises(Forbidden):
        _make(world.client, "alerts")
    with pytest.raises(Invalid):
        _make(world.manager, "mentions")


def test_a_key_makes_none(world: World) -> None:
    world.manager.key_scopes = frozenset({"read", "manage"})
    with pytest.raises(Forbidden):
        _make(world.manager)


def test_a_lost_place_and_a_lowered_role_end_them_for_good(world: World) -> None:
    _, address = _make(world.manager)
    members.change_role(world.owner, membership_id=world.manager.pk, role="analyst")
    assert _status(address) == 404
    _, address = _make(world.fresh(world.manager))
    members.deactivate(world.owner, membership_id=world.manager.pk)
    assert _status(address) == 404
    members.reactivate(world.owner, membership_id=world.manager.pk)
    assert _status(address) == 404


def test_since_when_it_says_the_same_never_goes_back_and_tells_two_changes_of_a_second_apart(world: World) -> None:
    row, _ = _make(world.manager)
    first = private_links.fetched(row, "a" * 64, now=NOW)
    assert private_links.fetched(row, "a" * 64, now=NOW + timedelta(hours=1)) == first
    second = private_links.fetched(row, "b" * 64, now=NOW)
    assert second > first
    row.refresh_from_db()
    assert (row.digest, row.changed_at, row.last_used_at) == ("b" * 64, second, NOW)
