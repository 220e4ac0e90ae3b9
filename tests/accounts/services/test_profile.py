"""A person's own settings hold in every agency."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.errors import Forbidden, Invalid
from accounts.models import Membership, User
from accounts.notifications.models import Delivery, Notification
from accounts.notifications.services import notifying, timing
from accounts.notifications.services.timing import Times
from accounts.services import agencies
from accounts.services.profile import edit_profile
from tests.happened import happened
from tests.world import World


def test_a_profile_belongs_to_the_person(world: World) -> None:
    edit_profile(world.manager, name="  Ines   M ", time_zone="Asia/Tokyo", theme="dark", keys_on=False)
    user = User.objects.get(pk=world.manager.user_id)
    assert (user.name, user.time_zone, user.theme, user.keys_on) == ("Ines M", "Asia/Tokyo", "dark", False)
    assert User.objects.get(pk=world.analyst.user_id).name == "Priya Nair"


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "x" * 101), ("name", "a\x00"), ("time_zone", "Berlin"), ("theme", "red")],
)
def test_what_can_not_be_taken_names_its_field(world: World, field: str, value: str) -> None:
    good = {"name": "Ines", "time_zone": "", "theme": ""}
    with pytest.raises(Invalid) as refused:
        edit_profile(world.manager, keys_on=True, **{**good, field: value})
    assert field in refused.value.fields


def test_a_deactivated_person_changes_nothing(world: World) -> None:
    with pytest.raises(Forbidden):
        edit_profile(world.deactivated, name="Gus", time_zone="", theme="", keys_on=True)


def _digested(world: World, who: Membership, now: datetime, **more: Any) -> list[Notification]:
    return notifying.notify(
        [who.user_id], of=happened(), brand=None, kind="incident", title="t", body="", path="/", dedupe="d", now=now, digest=True, **more
    )  # fmt: skip


def test_held_news_moves_with_the_person_in_every_agency(world: World) -> None:
    now, who = timezone.now(), world.manager
    there = Membership.objects.create(user=who.user, agency=world.rival, role="analyst")
    world.enter(world.rival)
    timing.set_times(there, times=Times(digest="daily"), now=now)
    [row] = _digested(world, there, now)
    world.enter()
    edit_profile(world.fresh(who), name="Ines", time_zone="Asia/Kathmandu", theme="", keys_on=True)
    world.enter(world.rival)
    assert Notification.objects.get(pk=row.pk).held_until != row.held_until


def test_held_news_moves_with_the_agency_for_whoever_has_no_zone_of_their_own(world: World) -> None:
    now = timezone.now()
    timing.set_times(world.manager, times=Times(digest="daily"), now=now)
    [row] = _digested(world, world.manager, now)
    given = {"by": world.owner.user, "name": world.north.name, "require_mfa": False}
    agencies.rename(world.fresh(world.owner).agency, time_zone="Asia/Kathmandu", **given)
    world.enter()
    assert Notification.objects.get(pk=row.pk).held_until != row.held_until


def test_news_that_gathers_waits_as_long_whatever_hours_its_person_keeps(world: World) -> None:
    now = timezone.now()
    [row] = _digested(world, world.manager, now, not_before=now + timedelta(days=30))
    timing.set_times(world.manager, times=Times(digest="daily"), now=now)
    edit_profile(world.fresh(world.manager), name="Ines", time_zone="Asia/Kathmandu", theme="", keys_on=True)
    assert Notification.objects.get(pk=row.pk).held_until == now + timedelta(days=30)


def test_held_news_moves_with_the_person(world: World) -> None:
    """A digest at eight comes at eight where they are, not where they were."""
    now, who = timezone.now(), world.manager
    timing.set_times(who, times=Times(digest="daily"), now=now)
    [row] = _digested(world, who, now)
    assert row.held_until is not None and row.held_until > now + timedelta(minutes=1)
    edit_profile(world.fresh(who), name="Ines", time_zone="Asia/Kathmandu", theme="", keys_on=True)
    moved = Notification.objects.get(pk=row.pk)
    assert moved.held_until != row.held_until
    assert {one.next_try_at for one in Delivery.objects.filter(notification=row)} == {moved.held_until}
