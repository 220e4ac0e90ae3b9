"""From a search of Hacker News to a mention, and what is deleted there."""

from datetime import timedelta
from typing import Any

from monitoring.feeds.collection import missing
from monitoring.feeds.models import Feed
from monitoring.feeds.services import sources
from monitoring.models import CoverageGap, Mention, Source
from tests.loopback import NOW, Server
from tests.monitoring.feeds.connectors.hackernews.site import Site
from tests.monitoring.feeds.stand_in.entering import known
from tests.monitoring.fixtures import loopback_is_allowed
from tests.monitoring.ground import flow, subscribe
from tests.world import World

__all__ = ["known", "loopback_is_allowed"]
SEARCH = "https://hn.algolia.com/?query=cold+brew"


def later(world: World, **passed: float) -> None:
    Feed.objects.update(next_fetch_at=NOW + timedelta(**passed))
    flow(world, NOW + timedelta(**passed))


def said() -> list[tuple[str, str, bool]]:
    return list(Mention.objects.order_by("post__external_id").values_list("post__text", "post__state", "quiet"))


def test_a_pasted_search_brings_history_news_and_what_was_deleted(world: World, known: Any, server: Server) -> None:
    site = Site(server)
    known(site.connector)
    site.write(101, "A cold brew that shut the office down.", 60 * 24)
    found = sources.check_address(member=world.manager, address=SEARCH, now=NOW)
    assert (found.feed, found.title, len(found.samples)) == (True, "Hacker News: cold brew", 1)
    made = subscribe(world, SEARCH)
    assert made.platform == "hackernews"
    flow(world, NOW)
    site.write(102, "Glass in the cold brew", -5)
    later(world, minutes=10)
    assert said() == [
        ("A cold brew that shut the office down.", "live", True),
        ("Glass in the cold brew", "live", False),
    ]
    site.items[102] = {"id": 102, "type": "comment", "time": site.items[102]["time"], "deleted": True, "by": "x"}
    later(world, minutes=40)
    assert said()[1] == ("", "gone", False)


def test_while_its_index_stands_still_the_source_has_a_gap(world: World, known: Any, server: Server) -> None:
    site = Site(server)
    known(site.connector)
    site.write(101, "Glass in the cold brew", 5)
    subscribe(world, SEARCH)
    flow(world, NOW)
    site.indexed, site.largest = site.items[101]["time"], 9_000
    later(world, hours=2)
    missing.take(list(Source.objects.all()), NOW + timedelta(hours=2))
    gap = CoverageGap.objects.get()
    assert "taken nothing in" in gap.reason and gap.ends_at >= NOW + timedelta(hours=2)
