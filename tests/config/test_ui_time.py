"""Times and spans are worded as the design says: 24 h, zone named, date unless today, two units at most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone

from config.templatetags import ui_time

NOW = datetime(2026, 11, 10, 13, 12, 18, tzinfo=UTC)


def render(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context({"now": NOW, **context}))


@pytest.fixture(autouse=True)
def _berlin() -> object:
    with timezone.override("Europe/Berlin"):
        yield


def test_a_time_of_today_has_its_zone_and_no_date() -> None:
    assert ui_time.worded(NOW, NOW) == "14:12 CET"


def test_another_day_has_its_date_and_another_year_its_year() -> None:
    assert ui_time.worded(NOW - timedelta(days=1), NOW) == "Mon 9 Nov, 14:12 CET"
    assert ui_time.worded(datetime(2025, 7, 1, 12, 0, tzinfo=UTC), NOW) == "Tue 1 Jul 2025, 14:00 CEST"


def test_today_is_the_readers_day_not_utcs() -> None:
    just_after_midnight = datetime(2026, 11, 10, 23, 30, tzinfo=UTC)
    assert ui_time.worded(just_after_midnight, NOW) == "Wed 11 Nov, 00:30 CET"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Asia/Dubai", "UTC+4"), ("Asia/Kathmandu", "UTC+5:45"), ("America/Sao_Paulo", "UTC-3"), ("UTC", "UTC")],
)
def test_a_zone_without_letters_is_named_by_its_offset(name: str, expected: str) -> None:
    assert ui_time.zone_name(NOW.astimezone(ZoneInfo(name))) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "00:00"),
        (402.9, "06:42"),
        (3599, "59:59"),
        (6462, "1:47:42"),
        (172_799, "47:59:59"),
        (172_800, "2 d"),
        (183_600, "2 d 3 h"),
    ],
)
def test_a_countdown_cuts_seconds_and_grows_to_hours_and_days(seconds: float, expected: str) -> None:
    assert ui_time.countdown(seconds) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(-3, "0 s"), (40, "40 s"), (180, "3 min"), (7200, "2 h"), (10_260, "2 h 51 min"), (97_200, "1 d 3 h")],
)
def test_a_span_is_worded_in_its_two_largest_units(seconds: float, expected: str) -> None:
    assert ui_time.span(seconds) == expected


def test_a_clock_is_soon_at_half_its_target_and_late_from_its_due_second() -> None:
    start = NOW - timedelta(minutes=10)
    assert ui_time.clock_state(NOW + timedelta(minutes=10, seconds=1), NOW, start) == "running"
    assert ui_time.clock_state(NOW + timedelta(minutes=10), NOW, start) == "soon"
    assert ui_time.clock_state(NOW + timedelta(seconds=1), NOW, start) == "soon"
    assert ui_time.clock_state(NOW, NOW, start) == "late"
    assert ui_time.clock_state(NOW + timedelta(seconds=1), NOW, None) == "running"


def test_the_used_share_stays_between_nothing_and_all() -> None:
    due = NOW + timedelta(minutes=5)
    assert ui_time.used_share(due, NOW, NOW - timedelta(minutes=15)) == 75
    assert ui_time.used_share(due, NOW, NOW + timedelta(minutes=1)) == 0
    assert ui_time.used_share(NOW - timedelta(1), NOW, None) == 100


def test_when_gives_utc_in_title_and_attribute() -> None:
    html = render("{% when at %}", at=NOW)
    assert html == '<time datetime="2026-11-10T13:12:18Z" title="Tue 10 Nov 2026, 13:12:18 UTC">14:12 CET</time>'


def test_when_says_not_known_for_nothing_and_for_a_time_without_zone() -> None:
    assert render("{% when at %}{% when missing %}", at=datetime(2026, 1, 1)) == "not knownnot known"


def test_when_with_ago_keeps_the_time_beside_it() -> None:
    assert ">14:04 CET, 8 min ago<" in render("{% when at ago=True %}", at=NOW - timedelta(minutes=8))


def test_until_counts_down_and_then_says_late() -> None:
    assert ">06:42 left<" in render("{% until at %}", at=NOW + timedelta(seconds=402))
    late = render("{% until at %}", at=NOW - timedelta(seconds=130))
    assert ">late 02:10<" in late and 'class="is-late"' in late


def test_a_task_of_a_past_day_is_late_and_one_of_tomorrow_has_its_date() -> None:
    assert "late 2 d" in render("{% task_due at %}", at=NOW - timedelta(days=2))
    assert ">Wed 11 Nov, 14:12<" in render("{% task_due at %}", at=NOW + timedelta(days=1))


def test_the_servers_time_is_the_pages_moment() -> None:
    assert render("{% server_time %}") == str(int(NOW.timestamp() * 1000))


def test_the_last_hour_of_the_calendar_can_be_worded_in_every_zone() -> None:
    last = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert ui_time.worded(last, NOW) == "Fri 31 Dec 9999, 23:59 UTC"
    assert ui_time.worded_date(last, NOW) == "Fri 31 Dec 9999"
