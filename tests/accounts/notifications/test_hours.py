"""When news may come, on the person's own clock: past midnight, on chosen days, when the clock changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.notifications.hours import EVERY_DAY, Plan, Quiet, held_until, quiet_until

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = Quiet(time(22), time(7))


def berlin(*when: int) -> datetime:
    return datetime(*when, tzinfo=BERLIN).astimezone(UTC)  # type: ignore[misc,arg-type]


def plan(quiet: Quiet | None = NIGHT, through: int = 1, daily_at: time | None = None) -> Plan:
    return Plan(BERLIN, quiet, through, daily_at)


@pytest.mark.parametrize(
    ("now", "end"),
    [
        (berlin(2026, 6, 1, 21, 59), None),
        (berlin(2026, 6, 1, 22, 0), berlin(2026, 6, 2, 7, 0)),
        (berlin(2026, 6, 2, 0, 0), berlin(2026, 6, 2, 7, 0)),
        (berlin(2026, 6, 2, 6, 59), berlin(2026, 6, 2, 7, 0)),
        (berlin(2026, 6, 2, 7, 0), None),
    ],
)
def test_a_night_runs_past_midnight_to_its_end_and_no_further(now: datetime, end: datetime | None) -> None:
    assert quiet_until(plan(), now) == end


def test_hours_are_the_persons_own_not_another_zones() -> None:
    at = datetime(2026, 6, 1, 21, 0, tzinfo=UTC)  # 23:00 in Berlin, 17:00 in New York
    assert quiet_until(plan(), at) == datetime(2026, 6, 2, 5, 0, tzinfo=UTC)
    assert quiet_until(Plan(ZoneInfo("America/New_York"), NIGHT), at) is None


def test_a_night_belongs_to_the_day_it_begins_on() -> None:
    fridays = plan(Quiet(time(22), time(7), frozenset({4})))
    assert quiet_until(fridays, berlin(2026, 6, 6, 3)) == berlin(2026, 6, 6, 7)  # Saturday morning
    assert quiet_until(fridays, berlin(2026, 6, 5, 3)) is None  # Friday morning: Thursday's night
    assert quiet_until(fridays, berlin(2026, 6, 6, 23)) is None


def test_whole_days_that_follow_each_other_end_with_the_last() -> None:
    weekend = plan(Quiet(time(0), time(0), frozenset({5, 6})))
    assert quiet_until(weekend, berlin(2026, 6, 6, 12)) == berlin(2026, 6, 8, 0)
    assert quiet_until(weekend, berlin(2026, 6, 5, 12)) is None
    assert Quiet(time(0), time(0), EVERY_DAY).never_ends
    assert not NIGHT.never_ends


def test_the_night_the_clock_goes_forward_is_an_hour_shorter() -> None:
    begins = berlin(2026, 3, 28, 22)
    end = quiet_until(plan(), begins)
    assert end == datetime(2026, 3, 29, 5, 0, tzinfo=UTC)  # 07:00 summer time
    assert end - begins == timedelta(hours=8)


def test_the_night_the_clock_goes_back_is_an_hour_longer() -> None:
    begins = berlin(2026, 10, 24, 22)
    end = quiet_until(plan(), begins)
    assert end == datetime(2026, 10, 25, 6, 0, tzinfo=UTC)  # 07:00 winter time
    assert end - begins == timedelta(hours=10)


def test_an_end_the_clock_jumps_over_is_the_jump() -> None:
    early = plan(Quiet(time(22), time(2, 30)))
    jump = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)  # 02:00 becomes 03:00
    assert quiet_until(early, jump - timedelta(seconds=1)) == jump
    assert quiet_until(early, jump) is None


def test_an_end_the_clock_shows_twice_is_the_first() -> None:
    early = plan(Quiet(time(22), time(2, 30)))
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30 summer time
    assert quiet_until(early, first - timedelta(minutes=1)) == first
    assert quiet_until(early, first + timedelta(minutes=30)) is None


def test_only_what_is_severe_enough_comes_through() -> None:
    at = berlin(2026, 6, 1, 23)
    end = berlin(2026, 6, 2, 7)
    assert held_until(plan(), severity=1, digest=False, now=at) is None
    assert held_until(plan(), severity=2, digest=False, now=at) == end
    assert held_until(plan(), severity=None, digest=False, now=at) == end
    assert held_until(plan(through=2), severity=2, digest=False, now=at) is None
    assert held_until(plan(None), severity=4, digest=False, now=at) is None


def test_an_hourly_digest_comes_at_the_next_full_hour_of_the_persons_clock() -> None:
    at = datetime(2026, 6, 1, 10, 12, 7, 5, tzinfo=UTC)
    assert held_until(plan(None), severity=1, digest=True, now=at) == datetime(2026, 6, 1, 11, 0, tzinfo=UTC)
    kolkata = Plan(ZoneInfo("Asia/Kolkata"))
    assert held_until(kolkata, severity=3, digest=True, now=at) == datetime(2026, 6, 1, 10, 30, tzinfo=UTC)


def test_a_daily_digest_comes_at_its_time_today_or_tomorrow() -> None:
    daily = plan(None, daily_at=time(8))
    assert held_until(daily, severity=3, digest=True, now=berlin(2026, 3, 28, 7)) == berlin(2026, 3, 28, 8)
    # The next morning is 23 hours away: the clock goes forward in the night.
    assert held_until(daily, severity=3, digest=True, now=berlin(2026, 3, 28, 8)) == berlin(2026, 3, 29, 8)


def test_a_digest_due_in_quiet_hours_waits_for_their_end() -> None:
    assert held_until(plan(), severity=1, digest=True, now=berlin(2026, 6, 1, 23, 10)) == berlin(2026, 6, 2, 7)
    assert held_until(plan(daily_at=time(6)), severity=3, digest=True, now=berlin(2026, 6, 1, 12)) == berlin(
        2026, 6, 2, 7
    )
