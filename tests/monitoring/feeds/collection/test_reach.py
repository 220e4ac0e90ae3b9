"""What a fetch covers reaches to its request: an answer composed before a post was published does not hold it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from monitoring.alerting.services import silence, watch_sources
from monitoring.feeds.collection import collecting, missing
from monitoring.feeds.models import Feed
from monitoring.feeds.services import sources
from monitoring.models import CoverageGap, Mention
from tests.loopback import Answer, Asked, Server
from tests.monitoring.ground import NOW, entry, flow, minutes, publish, subscribe
from tests.world import World

SLOW = minutes(3)  # from the request to the end of the answer


@pytest.fixture
def slowly(server: Server, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on an answer is composed at once, and is read only minutes later by the collector's clock."""
    passed = {"seconds": 0.0}

    class Clock:
        @staticmethod
        def monotonic() -> float:
            return passed["seconds"]

    monkeypatch.setattr(collecting, "time", Clock)

    def begin() -> None:
        composed: Any = server.answers["/feed.json"]

        def answer(asked: Asked) -> Answer:
            passed["seconds"] += SLOW.total_seconds()
            return composed

        server.answers["/feed.json"] = answer

    return begin


def test_a_slow_answer_covers_no_more_than_a_quick_one(
    world: World, server: Server, slowly: Callable[[], None]
) -> None:
    source = subscribe(world, publish(server, [entry("1")]))
    slowly()
    flow(world)
    feed = Feed.objects.get()
    assert (feed.requested_at, feed.last_success_at) == (NOW, NOW + SLOW)
    # A post published between the two is in no answer yet: nothing may say that it was looked for and not there.
    published = NOW + minutes(1)
    assert not Mention.objects.filter(post__external_id="2").exists()
    assert feed.covered_until is not None and feed.covered_until < published
    health = sources.health(source, now=NOW + minutes(10))
    assert (health.covered_until, health.lag) == (NOW, minutes(10))
    told = world.browser(world.manager).get(f"/api/v1/sources/{source.pk}/").json()["health"]
    assert told["covered_until"] < told["last_success_at"]


def test_gaps_and_silence_begin_at_the_request(world: World, server: Server, slowly: Callable[[], None]) -> None:
    source = subscribe(world, publish(server, [entry("1")]))
    slowly()
    flow(world)
    feed = Feed.objects.get()
    later = NOW + timedelta(hours=5)
    missing.record(feed, [], reason="It broke off.", until=later, now=later)
    assert feed.gaps.get().starts_at == NOW
    feed.status = "broken"
    assert silence.blind_since(feed, later) == NOW
    feed.gaps.all().delete()
    Feed.objects.update(status="broken", failing_since=NOW + minutes(20), next_fetch_at=later)
    watch_sources(later)
    assert CoverageGap.objects.get(source=source).starts_at == NOW
    Feed.objects.update(status="active")
    flow(world, later)
    watch_sources(later + minutes(4))
    assert CoverageGap.objects.get(source=source).ends_at == later
