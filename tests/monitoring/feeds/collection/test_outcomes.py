"""When a feed is read next, and when people must be told: plain numbers, no network."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from accounts.outside.failures import (
    AuthExpired,
    BlockedAddress,
    Forbidden,
    Gone,
    NotFound,
    QuotaExhausted,
    RateLimited,
    Transient,
)
from monitoring.feeds.collection import outcomes
from monitoring.feeds.models import Feed
from tests.monitoring.ground import NOW

DAY = timedelta(days=1)


def feed(**values: Any) -> Feed:
    return Feed(platform="rss", url="https://example.org/feed", interval_seconds=600, next_fetch_at=NOW, **values)


def test_a_busy_feed_is_read_more_often_and_a_quiet_one_less() -> None:
    assert outcomes.interval_after(feed(), new_posts=3, now=NOW) == 300
    assert outcomes.interval_after(feed(last_new_at=NOW - DAY), new_posts=0, now=NOW) == 900
    assert outcomes.interval_after(feed(last_new_at=NOW - 9 * DAY), new_posts=0, now=NOW) == 900
    slow = feed(last_new_at=NOW - 400 * DAY)
    for _ in range(40):
        slow.interval_seconds = outcomes.interval_after(slow, new_posts=0, now=NOW)
    assert slow.interval_seconds == 86_400


def test_the_sources_wish_is_kept_up_to_an_hour() -> None:
    for wish, seconds in ((None, 300), (1200.0, 1200), (90_000.0, 3600)):
        values = outcomes.success(feed(), new_posts=1, wish=wish, hurry=False, requested_at=NOW, now=NOW)
        assert values["next_fetch_at"] == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("error", "least", "status"),
    [
        (Transient("down"), 300, "active"),
        (Transient("busy", retry_after=5000), 5000, "active"),
        (RateLimited("slow", reset_at=NOW + timedelta(seconds=7000)), 7000, "active"),
        (Gone("ended"), 6 * 3600, "gone"),
        (AuthExpired("log in"), 300, "active"),
        (Forbidden("no"), 300, "active"),
        (BlockedAddress("private"), 6 * 3600, "needs_person"),
    ],
)
def test_what_a_failure_means_for_the_next_try(error: Any, least: int, status: str) -> None:
    values = outcomes.failure(feed(), error, NOW)
    assert values["next_fetch_at"] >= NOW + timedelta(seconds=least)
    assert (values["status"], values["failing_since"], values["error_code"]) == (status, NOW, error.code)


WEEK = 604_800.0


@pytest.mark.parametrize(
    ("error", "most"),
    [
        (Transient("busy", retry_after=WEEK), 6 * 3600),
        (NotFound("nothing there", retry_after=WEEK), 6 * 3600),
        (Forbidden("no", retry_after=WEEK), 6 * 3600),
        (RateLimited("slow", reset_at=NOW + timedelta(seconds=WEEK)), 24 * 3600),
        (QuotaExhausted("spent", resets_at=NOW + timedelta(seconds=WEEK)), WEEK),
    ],
)
@pytest.mark.parametrize("hurry", [True, False])
def test_a_header_makes_nobody_blind_for_days_but_by_a_quota(error: Any, most: float, hurry: bool) -> None:
    values = outcomes.failure(feed(), error, NOW, hurry=hurry)
    assert values["not_before"] == NOW + timedelta(seconds=most)
    assert values["next_fetch_at"] <= NOW + timedelta(seconds=most + outcomes.MOST_SPREAD)


def test_a_feed_that_fails_for_a_week_is_broken() -> None:
    failing = feed(failing_since=NOW - 7 * DAY, failures=40)
    assert outcomes.failure(failing, NotFound("nothing there"), NOW)["status"] == "broken"
    assert outcomes.failure(feed(failing_since=NOW - 6 * DAY), NotFound("nothing there"), NOW)["status"] == "active"


def test_failures_in_a_row_are_tried_ever_more_seldom() -> None:
    pauses = [
        outcomes.failure(feed(failures=n, failing_since=NOW), Transient("down"), NOW)["next_fetch_at"] for n in range(4)
    ]
    assert pauses == sorted(set(pauses))


def lived(error: Any, *, hurry: bool = False, over: timedelta = DAY) -> list[tuple[timedelta, str]]:
    """A feed that fails alike for so long: at which times it was tried, and its status then."""
    one, at, tries = feed(), NOW, []
    while at - NOW < over:
        for name, value in outcomes.failure(one, error, at, hurry=hurry).items():
            setattr(one, name, value)
        tries.append((at - NOW, one.status))
        at = one.next_fetch_at
    return tries


def test_whoever_is_back_after_a_day_is_seen_within_the_hour() -> None:
    times = [at for at, _ in lived(Transient("down"), over=3 * DAY)]
    assert max(b - a for a, b in pairwise(times)) <= timedelta(minutes=66)


@pytest.mark.parametrize("error", [AuthExpired("log in"), Forbidden("no")])
def test_only_refusals_in_a_row_over_hours_want_a_person(error: Any) -> None:
    tries = lived(error)
    asked = [at for at, status in tries if status == "needs_person"]
    assert tries[2][0] < timedelta(minutes=20)
    assert timedelta(hours=6) <= asked[0] <= timedelta(hours=8)
    assert max(b - a for a, b in pairwise(asked)) < timedelta(hours=7)  # and it is tried on


@pytest.mark.parametrize(
    ("error", "longest"),
    [
        (Transient("down"), 330),
        (Forbidden("no"), 990),
        (RateLimited("slow"), 990),
        (Transient("x", retry_after=2000), 2200),
    ],
)
def test_an_incident_hurries_what_fails_as_far_as_its_host_allows(error: Any, longest: int) -> None:
    times = [at for at, _ in lived(error, hurry=True, over=timedelta(hours=6))]
    waits = [(b - a).total_seconds() for a, b in pairwise(times)]
    assert max(waits) <= longest
    assert min(waits) >= (2000 if longest == 2200 else 300)


def test_nobody_asks_before_the_shortest_interval_or_the_wait_that_was_asked_for() -> None:
    kept = outcomes.failure(feed(), Transient("busy", retry_after=5000), NOW)["not_before"]
    assert kept == NOW + timedelta(seconds=5000)
    assert outcomes.failure(feed(), Forbidden("no"), NOW)["not_before"] == NOW + timedelta(seconds=300)
    values = outcomes.success(feed(), new_posts=0, wish=None, hurry=False, requested_at=NOW, now=NOW)
    assert values["not_before"] == NOW + timedelta(seconds=300)


def test_a_cut_address_is_never_moved_to() -> None:
    there = "https://new.example/feed?" + "q" * 2000
    assert outcomes.moved(feed(), there, NOW) == {}


def test_feeds_that_failed_together_do_not_come_back_together_and_never_too_early() -> None:
    asked = RateLimited("slow", reset_at=NOW + timedelta(hours=2))
    again = {outcomes.failure(feed(), asked, NOW)["next_fetch_at"] for _ in range(20)}
    assert len(again) > 10
    assert min(again) >= NOW + timedelta(hours=2)
    assert max(again) <= NOW + timedelta(hours=2, minutes=5)


def test_a_move_is_believed_after_many_sightings_over_days() -> None:
    moving, there = feed(config={"url": "https://example.org/feed"}), "https://new.example/feed"
    for n in range(9):
        values = outcomes.moved(moving, there, NOW + n * timedelta(hours=1))
        assert "url" not in values
        for name, value in values.items():
            setattr(moving, name, value)
    assert "url" not in outcomes.moved(moving, there, NOW + timedelta(hours=10))
    values = outcomes.moved(moving, there, NOW + 4 * DAY)
    assert (values["url"], values["config"]["url"], values["moved_to"]) == (there, there, "")


def test_a_move_that_is_taken_back_is_forgotten() -> None:
    moving = feed(moved_to="https://new.example/feed", moved_sightings=5, moved_since=NOW)
    assert outcomes.moved(moving, None, NOW)["moved_sightings"] == 0
