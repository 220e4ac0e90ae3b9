"""A feed that moved for good takes its new address, or becomes one with the feed that is there already: nothing comes twice."""

from datetime import timedelta
from typing import Any

from monitoring.feeds.collection import identity, moving, outcomes
from monitoring.feeds.models import Arrival, Feed, Route, Subscription
from monitoring.inbox.services import ingestion
from monitoring.models import BucketCount, Mention, Post, PostCopy, Source
from tests.loopback import Answer, Server
from tests.monitoring.ground import NOW, collect, entry, flow, minutes, publish, subscribe
from tests.world import World

BELIEVED = NOW + outcomes.MOVED_FOR + timedelta(hours=1)


def move_away(server: Server, old: str, new: str) -> None:
    """The old address answers with a permanent redirect that was seen often enough; the next fetch believes it."""
    server.answers[old] = Answer(status=301, headers={"Location": server.url(new)})
    Feed.objects.filter(url=server.url(old)).update(
        moved_to=server.url(new), moved_sightings=outcomes.MOVED_SIGHTINGS - 1, moved_since=NOW, next_fetch_at=BELIEVED
    )
    Feed.objects.exclude(url=server.url(old)).update(next_fetch_at=BELIEVED + timedelta(days=1))


def both(server: Server, entries: list[dict[str, Any]]) -> tuple[str, str]:
    return publish(server, entries, "/old.json"), publish(server, entries, "/new.json")


def test_a_feed_that_moved_keeps_its_posts_and_is_found_at_its_new_address(world: World, server: Server) -> None:
    old = publish(server, [entry("1"), entry("2")], "/old.json")
    source = subscribe(world, old)
    flow(world)
    publish(server, [entry("1"), entry("2"), entry("3")], "/new.json")
    move_away(server, "/old.json", "/new.json")
    flow(world, BELIEVED)
    feed = Feed.objects.get()
    assert feed.url == server.url("/new.json")
    assert Mention.objects.count() == 3
    again = subscribe(world, server.url("/new.json"), now=BELIEVED)
    assert again.pk == source.pk
    assert Feed.objects.count() == 1
    flow(world, BELIEVED + timedelta(hours=2))
    assert Mention.objects.count() == 3


def test_a_feed_that_moved_to_another_becomes_one_with_it(world: World, server: Server) -> None:
    old, new = both(server, [entry("1", "As it was"), entry("2")])
    mine = subscribe(world, old)
    world.enter(world.rival)
    subscribe(world, new, member=world.rival_owner, brand=world.rival_brand)
    world.enter()
    flow(world)
    move_away(server, "/old.json", "/new.json")
    collect(BELIEVED)
    twin = Feed.objects.get(url=server.url("/new.json"), status="active")
    assert set(Subscription.objects.values_list("feed_id", flat=True)) == {twin.pk}
    assert Feed.objects.exclude(pk=twin.pk).get().status == "idle"
    mine.refresh_from_db()
    assert (mine.feed_id, mine.address) == (twin.pk, old)  # as it was typed

    # An edit, read by the one that is left, is an edit; a new post comes to both agencies; nothing comes again.
    publish(server, [entry("3"), entry("1", "As it is now"), entry("2")], "/new.json")
    Feed.objects.filter(pk=twin.pk).update(next_fetch_at=BELIEVED)
    flow(world, BELIEVED + minutes(10))
    assert Mention.objects.count() == Post.objects.count() == 3
    assert Post.objects.get(external_id="1").revision == 2
    assert sum(BucketCount.objects.filter(query=None).values_list("total", flat=True)) == 3
    ingestion.ingest(world.rival, now=BELIEVED)
    world.enter(world.rival)
    assert Mention.objects.count() == 3
    world.enter()
    asked = [one.path for one in server.asked].count("/old.json")
    collect(BELIEVED + timedelta(days=2))
    assert [one.path for one in server.asked].count("/old.json") == asked


def test_what_the_old_feed_fetched_and_nobody_took_yet_comes_once(world: World, server: Server) -> None:
    old, new = both(server, [entry("1")])
    subscribe(world, old)
    world.enter(world.rival)
    subscribe(world, new, member=world.rival_owner, brand=world.rival_brand)
    world.enter()
    collect()
    publish(server, [entry("2"), entry("1")], "/new.json")
    move_away(server, "/old.json", "/new.json")
    collect(BELIEVED)  # brings entry 2 by the old feed, which is one with the other from here on
    assert not Arrival.objects.exclude(feed__url=server.url("/new.json"), feed__status="active").exists()
    ingestion.ingest(world.north, now=BELIEVED)
    Feed.objects.filter(status="active").update(next_fetch_at=BELIEVED)
    flow(world, BELIEVED + minutes(10))
    assert sorted(Post.objects.values_list("external_id", flat=True)) == ["1", "2"]
    assert Mention.objects.count() == 2
    assert Route.objects.for_agency(world.north).count() >= 2


def test_of_two_sources_of_a_brand_that_are_one_now_one_stays(world: World, server: Server) -> None:
    old, new = both(server, [entry("1")])
    gone = subscribe(world, old, everything=True)
    kept = subscribe(world, new, everything=False)
    flow(world)
    move_away(server, "/old.json", "/new.json")
    collect(BELIEVED)
    gone.refresh_from_db()
    kept.refresh_from_db()
    assert (gone.status, kept.status, kept.everything) == ("removed", "active", True)
    active = Subscription.objects.filter(is_active=True)
    assert [one.source_id for one in active] == [kept.pk]
    assert active.get().everything
    assert Source.objects.filter(feed_id=kept.feed_id, status="active").count() == 1


def test_a_feed_nobody_read_lately_goes_on_from_where_the_old_one_was(world: World, server: Server) -> None:
    old, new = both(server, [entry("1"), entry("2")])
    subscribe(world, old)
    twin = Feed.objects.create(
        platform="rss", identity=_identity_of(new), url=new, config={"url": new}, next_fetch_at=NOW, status="idle"
    )
    flow(world)
    publish(server, [entry("3"), entry("2")], "/new.json")
    move_away(server, "/old.json", "/new.json")
    flow(world, BELIEVED)
    twin.refresh_from_db()
    assert twin.status == "active"
    flow(world, BELIEVED + minutes(30))
    assert sorted(Post.objects.values_list("external_id", flat=True)) == ["1", "2", "3"]
    twin.refresh_from_db()
    assert twin.failing_since is None


def _identity_of(address: str) -> str:
    return identity.place_of("rss", {"url": address}, None).identity


def test_a_private_feed_moves_alone(world: World, server: Server) -> None:
    old = f"{publish(server, [entry('1')], '/old.json')}?token=abc"
    subscribe(world, old)
    publish(server, [entry("1")], "/new.json")
    subscribe(world, server.url("/new.json"), brand=world.lumen, member=world.other)
    private = Feed.objects.exclude(private_to=None).get()
    before = private.identity
    assert moving.settle(private, {"url": server.url("/new.json")}, NOW) == private.pk
    private.refresh_from_db()
    assert private.identity == before
    assert Feed.objects.count() == 2


def test_brands_that_knew_a_post_by_either_feed_know_it_as_one_and_settling_again_changes_nothing(
    world: World, server: Server
) -> None:
    old, new = both(server, [entry("1")])
    subscribe(world, old)
    subscribe(world, new, brand=world.lumen, member=world.other)
    flow(world)
    feed, twin = Feed.objects.get(url=old), Feed.objects.get(url=new)
    for _ in range(2):
        assert moving.settle(feed, {"url": new}, NOW) == twin.pk
    assert Subscription.objects.filter(feed=twin).count() == 2
    shared = Post.objects.get(feed_id=twin.pk)
    assert set(Mention.objects.values_list("post_id", "brand_id")) == {
        (shared.pk, brand.pk) for brand in (world.alder, world.lumen)
    }
    assert {world.alder.pk, world.lumen.pk} <= set(shared.brands)
    publish(server, [entry("1", "As it is now")], "/new.json")
    Feed.objects.filter(pk=twin.pk).update(next_fetch_at=NOW)
    flow(world, NOW + minutes(10))
    assert Mention.objects.count() == 2


def test_a_copy_of_a_post_that_both_feeds_had_is_a_copy_of_the_one_that_is_left(world: World, server: Server) -> None:
    def told(path: str, title: str, text: str) -> str:
        return publish(server, [{**entry("1", text, NOW, title), "url": "https://news.example/1"}], path)

    old, new = told("/old.json", "Alder closes a shop", "All"), told("/new.json", "Alder closes one shop", "All of it")
    subscribe(world, old)
    subscribe(world, new, brand=world.lumen, member=world.other)
    flow(world)
    third = subscribe(world, told("/third.json", "Alder closes a shop", "All"))
    flow(world, NOW + minutes(1))
    feed, twin = Feed.objects.get(url=old), Feed.objects.get(url=new)
    assert PostCopy.objects.get().post.feed_id == feed.pk
    moving.settle(feed, {"url": new}, NOW)
    left = Post.objects.get(feed_id=twin.pk)
    assert PostCopy.objects.get().post_id == left.pk
    told("/third.json", "Alder closes no shop", "A correction")
    Feed.objects.filter(pk=third.feed_id).update(next_fetch_at=NOW)
    flow(world, NOW + minutes(10))
    assert set(Mention.objects.values_list("post_id", "brand_id")) == {
        (left.pk, brand.pk) for brand in (world.alder, world.lumen)
    }
    left.refresh_from_db()
    assert left.title == "Alder closes no shop"
