"""A source's log over the API, for those on the brand."""

from datetime import timedelta

from django.utils import timezone

from monitoring.feeds.collection.tries import Try
from monitoring.feeds.models import Feed
from tests.monitoring.scene import source
from tests.world import World


def test_the_log_is_read_by_those_who_see_the_source_and_by_nobody_else(world: World) -> None:
    row = source(world, "Forum", timezone.now())
    feed, at = Feed.objects.get(pk=row.feed_id), row.created_at + timedelta(minutes=1)
    one = Try()
    one.meter.status, one.meter.bytes, one.meter.requests = 503, 1200, 2
    one.ignore(["It has no text."])
    one.write(feed, 1, outcome="failed", posts=0, reason="The server is busy.", began=at, now=at + timedelta(seconds=2))
    Try().write(feed, 2, outcome="read", posts=4, reason="", began=at, now=at)
    path = f"/api/v1/sources/{row.pk}/fetches/"
    browser = world.browser(world.analyst)
    assert len(browser.get(path).json()["results"]) == 2
    [failed] = browser.get(path, {"only": "failed"}).json()["results"]
    assert (failed["status"], failed["bytes"], failed["took_ms"]) == (503, 1200, 2000)
    assert failed["ignored"] == [{"reason": "It has no text.", "count": 1}]
    assert [row["posts"] for row in browser.get(path, {"only": "posts"}).json()["results"]] == [4]
    assert browser.get(path, {"only": "all"}).status_code == 400
    assert world.browser(world.other).get(path).status_code == 404
    assert world.browser(world.client).get(path).status_code == 403


def test_a_source_says_how_long_its_posts_take(world: World) -> None:
    row = source(world, "Forum", timezone.now())
    assert world.browser(world.analyst).get(f"/api/v1/sources/{row.pk}/").json()["delay"] is None
