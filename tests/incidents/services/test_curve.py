"""The curve of an incident and what arrives for it."""

from datetime import timedelta

import pytest

from accounts.errors import Forbidden
from incidents.services import command
from incidents.services.curve import BEFORE, arriving, curve_of, lately
from monitoring.models import BucketCount, Mention
from tests.incidents import scene
from tests.world import World


def test_the_curve_begins_before_the_incident_and_marks_its_moments(world: World) -> None:
    alert = scene.alert(scene.rule(world))
    incident = scene.opened(world, alert=alert)
    at = scene.NOW.replace(minute=0, second=0, microsecond=0)
    BucketCount.objects.create(brand=world.alder, starts_at=at, total=9, negative=7)
    BucketCount.objects.create(brand=world.lumen, starts_at=at, total=50, negative=50)
    found = curve_of(member=world.manager, incident=incident, now=scene.after(10))
    assert found.series.starts[0] <= alert.since - BEFORE + timedelta(minutes=5)
    assert (sum(found.series.total), sum(found.series.negative), found.hour) == (9, 7, (9, 7))
    assert [what for _, what in found.marks] == ["began", "opened"] and found.began == alert.since
    assert found.usual is None and not found.ended


def test_a_long_incident_has_longer_steps_and_an_ended_one_stands_still(world: World) -> None:
    incident = scene.opened(world)
    week = curve_of(member=world.manager, incident=incident, now=scene.after(7 * 24 * 60))
    assert len(week.series.starts) <= 121
    command.change_status(member=world.manager, incident=incident, action="respond", now=scene.after(1))
    type(incident).objects.filter(pk=incident.pk).update(status="resolved", resolved_at=scene.after(60))
    incident.refresh_from_db()
    ended = curve_of(member=world.manager, incident=incident, now=scene.after(7 * 24 * 60))
    assert ended.ended and ended.until == scene.after(180)


def test_what_arrives_is_since_it_began_of_its_brand_and_not_linked(world: World) -> None:
    old, *new = scene.mentions(world, ["long before", "glass here", "glass there"])
    Mention.objects.filter(pk=old.pk).update(published_at=scene.after(-300))
    scene.mentions(world, ["another brand"], brand=world.lumen)
    incident = scene.opened(world, alert=scene.alert(scene.rule(world)))
    incident.mentions.all().delete()
    assert {one.pk for one in arriving(member=world.manager, incident=incident)} == {one.pk for one in new}
    command.link_mentions(member=world.manager, incident=incident, mention_ids=[new[0].pk], now=scene.NOW)
    assert [one.pk for one in arriving(member=world.manager, incident=incident)] == [new[1].pk]
    assert lately(member=world.manager, incident=incident, now=scene.after(10)) == 1
    assert lately(member=world.manager, incident=incident, now=scene.after(31)) == 0


def test_figures_are_the_agencys_own(world: World) -> None:
    incident = scene.opened(world)
    for ask in (
        lambda: curve_of(member=world.client, incident=incident, now=scene.NOW),
        lambda: arriving(member=world.client, incident=incident),
    ):
        with pytest.raises(Forbidden):
            ask()
    assert not arriving(member=world.other, incident=incident).exists()
