"""A source's own part of its feed's log, and how long its posts take."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from monitoring.feeds.collection.tries import Try
from monitoring.feeds.models import Feed
from monitoring.feeds.services import sources
from monitoring.models import Mention, Post
from tests.monitoring.scene import mention, source
from tests.world import World


def _tried(row: Any, number: int, at: Any, outcome: str = "same", posts: int = 0) -> None:
    feed = Feed.objects.get(pk=row.feed_id)
    Try().write(
        feed, number, outcome=outcome, posts=posts, reason="Busy" if outcome == "failed" else "", began=at, now=at
    )


def test_the_newest_comes_first_and_what_was_before_the_source_is_not_its_own(world: World) -> None:
    now = timezone.now()
    row = source(world, "Forum", now)
    begun = row.created_at
    for number, (minute, outcome, posts) in enumerate(
        [(-5, "read", 3), (1, "read", 2), (2, "failed", 0), (3, "same", 0)]
    ):
        _tried(row, number, begun + timedelta(minutes=minute), outcome, posts)
    assert [one.outcome for one in sources.tries_of(row)] == ["same", "failed", "read"]
    assert [one.outcome for one in sources.tries_of(row, only="failed")] == ["failed"]
    assert [one.posts for one in sources.tries_of(row, only="posts")] == [2]


def test_the_delay_is_of_posts_with_a_time_of_their_own_that_are_no_history(world: World) -> None:
    now = timezone.now()
    row, quiet = source(world, "Forum", now), source(world, "Blog", now)
    for number in range(20):
        published = now - timedelta(hours=1, minutes=number)
        made = mention(row, f"post {number}", published)
        delay = timedelta(minutes=50 if number == 0 else 2)
        Mention.objects.filter(pk=made.pk).update(first_seen_at=published + delay)
        Post.objects.filter(pk=made.post_id).update(published_from="source")
    undated = mention(row, "undated", now - timedelta(hours=2))
    Post.objects.filter(pk=undated.post_id).update(published_from="fetched")
    old = mention(row, "history", now - timedelta(hours=3), quiet=True)
    Post.objects.filter(pk=old.post_id).update(published_from="source")
    delays = sources.delays_of([row, quiet], now=now)
    assert set(delays) == {row.pk}
    found = delays[row.pk]
    assert (found.posts, found.median) == (20, timedelta(minutes=2))
    assert timedelta(minutes=2) < found.p95 < timedelta(minutes=50)


def test_a_clock_ahead_of_ours_makes_no_delay_below_nothing(world: World) -> None:
    now = timezone.now()
    row = source(world, "Forum", now)
    made = mention(row, "early", now)
    Mention.objects.filter(pk=made.pk).update(first_seen_at=now - timedelta(minutes=5))
    Post.objects.filter(pk=made.post_id).update(published_from="source")
    assert sources.delays_of([row], now=now)[row.pk].median == timedelta(0)
