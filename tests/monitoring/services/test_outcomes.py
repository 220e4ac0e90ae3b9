"""When a feed is read next, and when people must be told: plain numbers, no network."""

from datetime import timedelta
from typing import Any

import pytest

from monitoring.connectors.failures import AuthExpired, Gone, NotFound, RateLimited, Transient
from monitoring.feeds.models import Feed
from monitoring.services.collection import outcomes
from tests.monitoring.services.ground import NOW

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
        values = outcomes.success(feed(), new_posts=1, wish=wish, hurry=False, now=NOW)
        assert values["next_fetch_at"] == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("error", "least", "status"),
    [
        (Transient("down"), 300, "active"),
        (Transient("busy", retry_after=5000), 5000, "active"),
        (RateLimited("slow", reset_at=NOW + timedelta(seconds=7000)), 7000, "active"),
        (Gone("ended"), 86_400, "gone"),
        (AuthExpired("log in"), 86_400, "needs_person"),
    ],
)
def test_what_a_failure_means_for_the_next_try(error: Any, least: int, status: str) -> None:
    values = outcomes.failure(feed(), error, NOW)
    assert values["next_fetch_at"] >= NOW + timedelta(seconds=least)
    assert (values["status"], values["failing_since"], values["error_code"]) == (status, NOW, error.code)


def test_a_feed_that_fails_for_a_week_is_broken() -> None:
    failing = feed(failing_since=NOW - 7 * DAY, failures=40)
    assert outcomes.failure(failing, NotFound("nothing there"), NOW)["status"] == "broken"
    assert outcomes.failure(feed(failing_since=NOW - 6 * DAY), NotFound("nothing there"), NOW)["status"] == "active"


def test_failures_in_a_row_are_tried_ever_more_seldom() -> None:
    pauses = [
        outcomes.failure(feed(failures=n, failing_since=NOW), Transient("down"), NOW)["next_fetch_at"] for n in range(6)
    ]
    assert pauses == sorted(set(pauses))


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
