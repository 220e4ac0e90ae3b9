"""What private links answer with: the formats, whatever the titles hold, and the same bytes for the same facts."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import feedparser
import pytest
from icalendar import Calendar

from accounts import hooks
from accounts.hooks import CalendarEntry, FeedEntry
from accounts.models import PrivateLink
from accounts.services import link_bodies, private_links
from tests.world import World

NOW = datetime(2026, 11, 30, 12, 0, 0, 500_000, tzinfo=UTC)
ONE = UUID("01900000-0000-7000-8000-0000000000aa")


@pytest.fixture
def link(world: World) -> PrivateLink:
    return private_links.make_link(world.manager, kind="calendar", now=NOW)[0]


def _entry(**more: Any) -> CalendarEntry:
    given: dict[str, Any] = {
        "kind": "task", "id": ONE, "title": "Call; the plant, now", "brand": "Alder Coffee", "path": "/incidents/1/",
        "starts_at": NOW, "changed_at": NOW, "sequence": 3, **more,
    }  # fmt: skip
    return CalendarEntry(**given)


def _shown(link: PrivateLink, monkeypatch: pytest.MonkeyPatch, *entries: CalendarEntry) -> Any:
    monkeypatch.setattr(hooks.calendars, "answers", [lambda member, since, until: entries])
    text = link_bodies.calendar(link, NOW)
    assert max(len(line) for line in text.split(b"\r\n")) <= 75, "longer lines are folded (RFC 5545, 3.1)"
    return Calendar.from_ical(text)


def test_a_deadline_is_a_moment_in_utc_with_what_a_calendar_needs_to_follow_it(
    link: PrivateLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    [event] = _shown(link, monkeypatch, _entry()).walk("VEVENT")
    assert event["dtstart"].to_ical() == event["dtstamp"].to_ical() == b"20261130T120000Z" and "dtend" not in event
    assert event["summary"] == "Task: Call; the plant, now" and event["sequence"] == 3
    assert (event["class"], event["transp"]) == ("PRIVATE", "TRANSPARENT")
    assert event["url"].endswith("north.localhost:8000/incidents/1/")


def test_a_drill_is_marked_where_people_and_programs_look(link: PrivateLink, monkeypatch: pytest.MonkeyPatch) -> None:
    [event] = _shown(link, monkeypatch, _entry(drill=True)).walk("VEVENT")
    assert event["summary"].startswith("[Drill] ") and "Drill" in event["categories"].cats
    assert "drill" in event["description"]


def test_long_titles_in_any_script_come_through(link: PrivateLink, monkeypatch: pytest.MonkeyPatch) -> None:
    title = "Scherben im Cold Brew, größere Rückrufaktion — 回収のお知らせ — لا تشربوا القهوة " * 3
    [event] = _shown(link, monkeypatch, _entry(title=title.strip())).walk("VEVENT")
    assert event["summary"] == f"Task: {title.strip()}"


def test_the_same_facts_give_the_same_bytes_at_any_time_of_the_day(
    link: PrivateLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks.calendars, "answers", [lambda member, since, until: [_entry()]])
    monkeypatch.setattr(hooks.alert_feed, "_answer", lambda member, most: [])
    for body in (link_bodies.calendar, link_bodies.alerts):
        assert body(link, NOW) == body(link, NOW + timedelta(hours=3))


def test_markup_in_a_rules_name_stays_text(link: PrivateLink, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = FeedEntry(
        id=ONE, title="Major: a<b & c", text="5 > 3", words=("Alder & Co",), path="/alerts/1/", published_at=NOW,
        changed_at=NOW + timedelta(minutes=1),
    )  # fmt: skip
    monkeypatch.setattr(hooks.alert_feed, "_answer", lambda member, most: [entry])
    feed = feedparser.parse(link_bodies.alerts(link, NOW))
    assert not feed.bozo and feed.entries[0].tags[0].term == "Alder & Co"
    assert feed.entries[0].updated == feed.feed.updated == "2026-11-30T12:01:00.500000+00:00"
