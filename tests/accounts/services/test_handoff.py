"""The code between two hosts: for whoever has a place when it is issued, and still when it is redeemed."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.backends.db import SessionStore

from accounts.encryption import token_hash
from accounts.errors import Forbidden
from accounts.models import AccessLog, Membership
from accounts.services import handoff
from tests.world import World

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _issued(world: World) -> tuple[str, str]:
    state, _ = handoff.begin(world.north, next_path="/")
    session = SessionStore()
    session.create()
    address = handoff.issue(
        world.manager.user, world.north, state_hash=token_hash(state), session=session, next_path="/", now=NOW
    )
    return parse_qs(urlsplit(address).query)["code"][0], state


def test_a_code_serves_once(world: World) -> None:
    code, state = _issued(world)
    row = handoff.redeem(world.north, code=code, state=state, now=NOW, ip=None)
    assert row.user == world.manager.user
    with pytest.raises(Forbidden):
        handoff.redeem(world.north, code=code, state=state, now=NOW, ip=None)


def test_who_lost_the_place_while_the_code_was_on_its_way_is_not_let_in(world: World) -> None:
    code, state = _issued(world)
    Membership.objects.filter(pk=world.manager.pk).update(status="deactivated")
    before = AccessLog.objects.filter(action="login").count()
    with pytest.raises(Forbidden):
        handoff.redeem(world.north, code=code, state=state, now=NOW, ip=None)
    assert AccessLog.objects.filter(action="login").count() == before


def test_a_code_is_good_for_a_minute_in_the_browser_it_began_in_and_at_its_agency(world: World) -> None:
    code, state = _issued(world)
    for agency, given, at in (
        (world.north, state, NOW + timedelta(seconds=handoff.SECONDS + 1)),
        (world.north, "another browser's", NOW),
        (world.north, "", NOW),
        (world.rival, state, NOW),
    ):
        with pytest.raises(Forbidden):
            handoff.redeem(agency, code=code, state=given, now=at, ip=None)
    assert handoff.redeem(world.north, code=code, state=state, now=NOW, ip=None)
