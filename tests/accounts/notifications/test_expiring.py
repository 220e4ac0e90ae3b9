"""Keys about to expire: told 30, 7 and 1 days before, once each, to whoever answers for them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from accounts.models import ApiKey
from accounts.notifications.jobs import warn_agency_of_keys, warn_of_keys
from accounts.notifications.models import Delivery, Notification
from accounts.notifications.services import expiring
from accounts.services import api_keys, machines, members
from tests.world import World

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def _key(member: Any, days: int = 90, **more: Any) -> ApiKey:
    return api_keys.make_key(member, name="Board", scopes=["read"], days=days, now=NOW, **more)[0]


def _told(world: World, now: datetime) -> list[tuple[int, str]]:
    """To whom and what a sweep at that time says; a second one at once says nothing."""
    before = set(Notification.objects.values_list("pk", flat=True))
    expiring.warn(world.north, now=now)
    expiring.warn(world.north, now=now)
    new = Notification.objects.exclude(pk__in=before).order_by("user_id")
    return list(new.values_list("user_id", "title"))


def test_a_warning_comes_thirty_seven_and_one_days_before_once_each(world: World) -> None:
    _key(world.owner)
    said = {day: _told(world, NOW + timedelta(days=day)) for day in range(90)}
    owner = world.owner.user_id
    assert {day: rows for day, rows in said.items() if rows} == {
        60: [(owner, "The API key “Board” expires in 30 days")],
        83: [(owner, "The API key “Board” expires in 7 days")],
        89: [(owner, "The API key “Board” expires within a day")],
    }
    assert Delivery.objects.filter(channel="mail", target="owner@north.example").count() == 3


def test_a_sweep_that_was_late_gives_the_nearest_warning_only(world: World) -> None:
    _key(world.owner)
    assert [title for _, title in _told(world, NOW + timedelta(days=85))] == ["The API key “Board” expires in 5 days"]


def test_whoever_makes_a_key_for_a_week_is_not_told_at_once_that_it_ends_in_one(world: World) -> None:
    _key(world.owner, days=7)
    assert _told(world, NOW) == []
    assert len(_told(world, NOW + timedelta(days=6))) == 1


def test_of_a_key_that_is_over_nobody_is_told(world: World) -> None:
    api_keys.revoke_key(world.owner, key_id=_key(world.owner).pk, now=NOW)
    assert _told(world, NOW + timedelta(days=89)) == []
    _key(world.owner)
    assert _told(world, NOW + timedelta(days=91)) == []


def test_after_a_rotation_that_makes_it_last_longer_the_warnings_begin_anew(world: World) -> None:
    row = _key(world.owner, days=31)
    assert len(_told(world, NOW + timedelta(days=30))) == 1
    api_keys.rotate_key(world.owner, key_id=row.pk, days=90, now=NOW + timedelta(days=30))
    assert _told(world, NOW + timedelta(days=31)) == []
    assert len(_told(world, NOW + timedelta(days=90))) == 1


def test_where_the_maker_of_a_machines_key_has_left_the_owners_are_told(world: World) -> None:
    machine = machines.make_machine(world.owner, name="Bridge", role="analyst", brands=[world.alder.pk])
    _key(world.manager, machine_id=machine.pk)
    assert [user for user, _ in _told(world, NOW + timedelta(days=60))] == [world.manager.user_id]
    members.deactivate(world.owner, membership_id=world.manager.pk)
    assert [user for user, _ in _told(world, NOW + timedelta(days=83))] == [world.owner.user_id]
    assert "It acts for Bridge." in Notification.objects.latest("created_at").body


def test_the_jobs_reach_each_agency_that_has_such_keys(world: World) -> None:
    row = _key(world.owner)
    soon = datetime.now(UTC) + timedelta(days=5)
    ApiKey.objects.filter(pk=row.pk).update(expires_at=soon)
    assert expiring.agencies_due(datetime.now(UTC)) == [world.north]
    warn_of_keys()
    world.enter()
    warn_agency_of_keys()
    assert [one.user_id for one in Notification.objects.filter(kind="key")] == [world.owner.user_id]
