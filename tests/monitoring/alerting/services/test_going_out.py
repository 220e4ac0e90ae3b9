"""What of monitoring goes to calendars and feed readers."""

from datetime import timedelta
from typing import Any

from monitoring.alerting.services import events, going_out
from monitoring.models import Alert
from tests.incidents import scene
from tests.incidents.scene import NOW, after
from tests.world import World

SPAN = {"since": NOW - timedelta(days=30), "until": NOW + timedelta(days=366)}


def _planned(world: World, brand: Any, days: float) -> Any:
    start = NOW + timedelta(days=days)
    draft = events.EventDraft(name="Launch", starts_at=start, ends_at=start + timedelta(days=1), note="inside only")
    return events.add_event(member=world.admin, brand=brand, draft=draft, now=NOW)


def test_planned_events_of_the_span_on_ones_brands(world: World) -> None:
    mine, _ = _planned(world, world.alder, 1), _planned(world, world.lumen, 1)
    _planned(world, world.alder, -40)
    [entry] = going_out.planned(world.analyst, **SPAN)
    assert (entry.id, entry.sequence, entry.path) == (mine.pk, 0, "/brands/alder-coffee/events/")
    assert going_out.planned(world.client, **SPAN) == []


def test_alerts_newest_first_with_numbers_and_without_their_sentence(world: World) -> None:
    rule = scene.rule(world)
    scene.alert(rule, number=0)
    other = scene.alert(scene.rule(world, world.lumen), number=0)
    last = scene.alert(rule, number=1)
    Alert.objects.filter(pk=last.pk).update(raised_at=after(1), acknowledged_at=after(2), sentence="so wrote @ann")
    found = going_out.alerts(world.analyst, most=1)
    assert [one.id for one in found] == [last.pk] and found[0].changed_at == after(2)
    assert "ann" not in f"{found[0].title}{found[0].text}" and "31 mentions" in found[0].text
    assert "acknowledged" in found[0].text
    assert other.pk not in {one.id for one in going_out.alerts(world.analyst, most=9)}
    assert going_out.alerts(world.client, most=9) == []


def test_an_alert_without_numbers_goes_by_its_kind(world: World) -> None:
    made = scene.alert(scene.rule(world, kind="vip", name="Well-known authors"))
    [entry] = going_out.alerts(world.analyst, most=9)
    assert entry.id == made.pk and "31" not in entry.text and entry.text.endswith("Status: to decide.")
