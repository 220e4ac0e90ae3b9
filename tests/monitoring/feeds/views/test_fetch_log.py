"""The page of a source's log."""

from datetime import timedelta

from django.utils import timezone

from monitoring.feeds.collection.tries import Try
from monitoring.feeds.models import Feed
from tests.markup import flat
from tests.monitoring.scene import source
from tests.world import World


def test_every_try_says_what_came_and_the_failed_ones_alone_can_be_shown(world: World) -> None:
    row = source(world, "Forum", timezone.now())
    feed, at = Feed.objects.get(pk=row.feed_id), row.created_at + timedelta(minutes=1)
    one = Try()
    one.meter.status = 503
    one.write(feed, 1, outcome="failed", posts=0, reason="The server is busy.", began=at, now=at)
    two = Try()
    two.meter.bytes = 2048
    two.ignore(["It has no text."] * 3)
    two.write(feed, 2, outcome="read", posts=4, reason="", began=at, now=at + timedelta(seconds=1.5))
    base = f"/brands/alder-coffee/sources/{row.pk}/log/"
    browser = world.browser(world.analyst)
    page = flat(browser.get(base).text)
    for words in ("4 new posts", "3 left out: It has no text.", "1.5 s", "The server is busy.", "Answered with 503"):
        assert words in page, words
    failed = flat(browser.get(base, {"only": "failed"}).text)
    assert "The server is busy." in failed and "4 new posts" not in failed
    with_posts = flat(browser.get(base, {"only": "posts"}).text)
    assert "4 new posts" in with_posts and "The server is busy." not in with_posts


def test_a_source_that_was_never_read_says_so_and_the_list_leads_to_its_log(world: World) -> None:
    row = source(world, "Forum", timezone.now())
    base = f"/brands/alder-coffee/sources/{row.pk}/log/"
    browser = world.browser(world.analyst)
    page = flat(browser.get(base).text)
    assert "Not read yet" in page and "No post that says when it was published came in 24 hours." in page
    assert base in browser.get("/brands/alder-coffee/sources/").text
    assert world.browser(world.other).get(base).status_code == 404
