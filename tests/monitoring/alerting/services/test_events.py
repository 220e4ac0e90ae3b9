"""Planned events are entered ahead, kept to the brand, and found by the span they touch."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from monitoring.alerting.services import events
from monitoring.alerting.services.events import EventDraft
from monitoring.models import PlannedEvent
from tests.world import World

NOW = datetime(2026, 11, 17, 14, 2, tzinfo=UTC)
DAY = timedelta(days=1)


def draft(**more: Any) -> EventDraft:
    given: dict[str, Any] = {"name": "Winter campaign", "starts_at": NOW + DAY, "ends_at": NOW + 3 * DAY} | more
    return EventDraft(**given)


def enter(world: World, **more: Any) -> PlannedEvent:
    return events.add_event(member=world.manager, brand=world.alder, draft=draft(**more), now=NOW)


def test_an_event_is_found_by_every_span_it_touches(world: World) -> None:
    made = enter(world)
    found = [
        events.during(brand=world.alder, start=NOW + start * DAY, end=NOW + end * DAY)
        for start, end in ((0, 1), (0, 2), (2, 2.5), (2.9, 9), (3, 4))
    ]
    assert found == [[], [made], [made], [made], []]
    assert events.during(brand=world.lumen, start=NOW, end=NOW + 9 * DAY) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "  "}, "name"),
        ({"kind": "party"}, "kind"),
        ({"ends_at": NOW + DAY}, "ends_at"),
        ({"ends_at": NOW + 500 * DAY}, "ends_at"),
        ({"note": "x" * 501}, "note"),
    ],
)
def test_what_cannot_be_an_event_is_refused_with_its_field(world: World, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        enter(world, **wrong)
    assert field in refused.value.fields
    assert not PlannedEvent.objects.exists()


def test_a_change_over_somebody_elses_change_is_a_conflict(world: World) -> None:
    made = enter(world)
    events.change_event(member=world.analyst, event=made, draft=draft(name="Moved"), version=1, now=NOW)
    with pytest.raises(Conflict) as refused:
        events.change_event(member=world.manager, event=made, draft=draft(name="Mine"), version=1, now=NOW)
    assert refused.value.code == "stale_version"
    made.refresh_from_db()
    assert (made.name, made.version, made.by_id) == ("Moved", 2, world.analyst.user_id)


def test_nobody_off_the_brand_and_no_client_touches_an_event(world: World) -> None:
    made = enter(world)
    with pytest.raises(NotFound):
        events.change_event(member=world.other, event=made, draft=draft(name="Theirs"), now=NOW)
    with pytest.raises(Forbidden):
        events.add_event(member=world.client, brand=world.alder, draft=draft(), now=NOW)
    events.remove_event(member=world.other, event=made, now=NOW)
    assert list(PlannedEvent.objects.visible_to(world.manager)) == [made]
    assert not PlannedEvent.objects.visible_to(world.client).exists()


def test_a_removed_event_is_gone_and_removing_it_again_does_no_harm(world: World) -> None:
    made = enter(world)
    events.remove_event(member=world.manager, event=made, now=NOW)
    events.remove_event(member=world.manager, event=made, now=NOW)
    assert not PlannedEvent.objects.exists()
