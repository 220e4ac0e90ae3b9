"""Planned events on a brand's pages: entered in the reader's zone, listed, changed, removed."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from monitoring.alerting.services import events
from monitoring.alerting.services.events import EventDraft
from monitoring.models import PlannedEvent
from tests.world import World


def fields(**more: Any) -> dict[str, Any]:
    return {
        "name": "Winter campaign", "kind": "campaign", "starts_at": "2026-12-01T09:00", "ends_at": "2026-12-03T18:00",
        "note": "Posters",
    } | more  # fmt: skip


def stored(world: World, start: datetime, **more: Any) -> PlannedEvent:
    draft = EventDraft(
        **{"name": "Launch", "kind": "launch", "starts_at": start, "ends_at": start + timedelta(hours=4)} | more
    )
    return events.add_event(member=world.manager, brand=world.alder, draft=draft, now=timezone.now())


def test_an_event_is_entered_in_the_readers_zone_and_listed(world: World) -> None:
    browser = world.browser(world.analyst)
    done = browser.post("/brands/alder-coffee/events/add/", fields(), follow=True)
    made = PlannedEvent.objects.get()
    assert made.starts_at == datetime(2026, 12, 1, 8, 0, tzinfo=UTC)  # 09:00 in Berlin
    assert made.by_id == world.analyst.user_id
    page = done.content.decode()
    assert "Winter campaign" in page
    assert "Posters" in page


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(world: World) -> None:
    answer = world.browser(world.manager).post("/brands/alder-coffee/events/add/", fields(ends_at="2026-12-01T08:00"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The end must come after the start." in page
    assert "Winter campaign" in page
    assert not PlannedEvent.objects.exists()


def test_events_to_come_stand_above_those_that_are_over(world: World) -> None:
    now = timezone.now()
    past, running = stored(world, now - timedelta(days=9), name="Fair"), stored(world, now - timedelta(hours=1))
    answer = world.browser(world.manager).get("/brands/alder-coffee/events/")
    assert [row.event for row in answer.context["coming"]] == [running]
    assert answer.context["coming"][0].running
    assert [row.event for row in answer.context["past"]] == [past]
    assert "Running" in answer.content.decode()


def test_an_event_is_changed_and_a_second_change_in_between_is_noticed(world: World) -> None:
    made = stored(world, timezone.now())
    browser = world.browser(world.manager)
    at = f"/brands/alder-coffee/events/{made.pk}/"
    assert "datetime-local" in browser.get(at).content.decode()
    assert browser.post(at, fields(version=1)).status_code == 303
    assert "in the meantime" in browser.post(at, fields(name="Mine", version=1)).content.decode()
    made.refresh_from_db()
    assert (made.name, made.version) == ("Winter campaign", 2)


def test_an_event_is_removed(world: World) -> None:
    made = stored(world, timezone.now())
    done = world.browser(world.manager).post(f"/brands/alder-coffee/events/{made.pk}/remove/", follow=True)
    assert "is removed" in done.content.decode()
    assert not PlannedEvent.objects.exists()


def test_events_of_another_brand_are_not_there(world: World) -> None:
    made = stored(world, timezone.now())
    browser = world.browser(world.other)
    assert browser.get("/brands/alder-coffee/events/").status_code == 404
    assert browser.get(f"/brands/lumen-air/events/{made.pk}/").status_code == 404
    assert world.browser(world.client).get("/brands/alder-coffee/events/").status_code == 403
