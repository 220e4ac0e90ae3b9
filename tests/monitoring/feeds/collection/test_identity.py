"""Two configurations are one feed by a hash of the whole; what an agency typed stays with that agency."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django_tenants.utils import tenant_context

from monitoring.feeds.collection import identity, moving
from monitoring.feeds.models import Feed, Subscription
from monitoring.feeds.services import sources
from monitoring.models import Mention, Source
from tests.loopback import Answer, Asked, Server
from tests.monitoring.feeds.collection.test_leases import at_once
from tests.monitoring.ground import NOW, collect, entry, flow, minutes, publish, subscribe
from tests.world import World


def of_rival(world: World, address: str) -> Source:
    world.enter(world.rival)
    try:
        return subscribe(world, address, member=world.rival_owner, brand=world.rival_brand)
    finally:
        world.enter()


def test_addresses_that_differ_at_their_very_end_are_two_feeds_and_both_are_asked(world: World, server: Server) -> None:
    long = "q=" + "x" * 1200

    def answer(asked: Asked) -> Answer:
        region = asked.path.rpartition("=")[2]
        body = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"id": "{region}", "content_text": "{region}"}}]}}'
        return Answer(body=body.encode(), headers={"Content-Type": "application/feed+json"})

    server.answers["/search"] = answer
    mine, theirs = f"{server.url('/search')}?{long}&region=aaa", f"{server.url('/search')}?{long}&region=bbb"
    subscribe(world, mine)
    assert of_rival(world, theirs).address == theirs
    second = subscribe(world, theirs)
    assert second.address == theirs
    collect()
    assert {one.path[-3:] for one in server.asked} == {"aaa", "bbb"}
    flow(world)
    assert {mention.post.external_id for mention in Mention.objects.all()} == {"aaa", "bbb"}


def test_what_an_agency_typed_stays_with_it_and_the_shared_feed_knows_none_of_it(world: World, server: Server) -> None:
    plain = publish(server, [entry("1")])
    typed = (
        f"{plain}?utm_source=Project-Phoenix&mc_eid=7f3aSUBSCRIBER&utm_content=olga@northwind.example#part-of-the-page"
    )
    mine, theirs = subscribe(world, typed), of_rival(world, plain)
    assert (mine.address, theirs.address) == (typed, plain)
    feed = Feed.objects.get()
    told = f"{feed.url} {feed.config} {feed.source_key} {feed.title} {feed.error}"
    assert feed.url == plain
    assert not [word for word in ("Phoenix", "SUBSCRIBER", "olga", "part-of-the-page") if word in told]
    collect()
    assert "utm" not in server.asked[0].path


@pytest.mark.parametrize("secret", ["#access_token=TOPSECRET", "?subscriber=8812", "?email=olga%40northwind.example"])
def test_an_address_that_carries_a_secret_anywhere_is_private(world: World, server: Server, secret: str) -> None:
    typed = publish(server, [entry("1")]) + secret
    mine, theirs = subscribe(world, typed), of_rival(world, typed)
    assert mine.feed_id != theirs.feed_id
    assert {feed.private_to_id for feed in Feed.objects.all()} == {world.north.pk, world.rival.pk}
    assert "TOPSECRET" not in Feed.objects.get(pk=mine.feed_id).url


def test_a_new_subscriber_is_not_told_since_when_others_saw_it_fail(world: World, server: Server) -> None:
    subscribe(world, publish(server, [entry("1")]))
    Feed.objects.update(failing_since=NOW - minutes(5000), error="It was away.", failures=3)
    with tenant_context(world.rival):
        theirs = of_rival(world, server.url("/feed.json"))
        world.enter(world.rival)
        health = sources.health(theirs, now=NOW)
        assert health.failing_since == theirs.created_at


@pytest.mark.parametrize("tail", ["", "?token=zz"])
def test_one_address_saved_by_many_at_once_is_one_source(committed_world: World, server: Server, tail: str) -> None:
    world = committed_world
    address = publish(server, [entry("1")]) + tail
    found = at_once(6, lambda _: subscribe(world, address).pk, world.north)
    assert len(set(found)) == 1
    assert subscribe(world, address).pk == found[0]
    assert (Feed.objects.count(), Source.objects.count(), Subscription.objects.count()) == (1, 1, 1)


def test_feeds_of_the_release_before_are_named_and_those_saved_twice_become_one(world: World, server: Server) -> None:
    address = publish(server, [entry("1")]) + "?token=zz"
    first, second = (_unnamed(world, address) for _ in range(2))
    shared = _unnamed(world, server.url("/shared.json?utm_source=Phoenix#x"), shared=server.url("/shared.json"))
    name_feeds = import_module("monitoring.feeds.migrations.0005_name_feeds").name_feeds
    name_feeds(apps, None)
    shared.refresh_from_db()
    assert (shared.url, shared.config) == (server.url("/shared.json"), {"url": server.url("/shared.json")})
    assert identity.known_at(identity.place_of("rss", {"url": shared.url}, None)) == shared
    for feed, brand in ((first, world.alder), (second, world.alder)):
        source = Source.objects.create(
            brand=brand, feed_id=feed.pk, platform="rss", name="Twice", address=address, created_by=world.manager.user
        )
        Subscription.objects.create(
            feed=feed, agency=world.north, brand_id=brand.pk, source_id=source.pk, everything=True
        )
    kept, other = (first, second) if Feed.objects.get(pk=first.pk).identity else (second, first)
    tenant: Any = connection.tenant
    connection.set_schema_to_public()
    try:
        assert moving.name_unnamed(NOW) == 1
        assert moving.name_unnamed(NOW) == 0
    finally:
        connection.set_tenant(tenant)
    assert Source.objects.exclude(status="removed").get().feed_id == kept.pk
    assert Subscription.objects.get(is_active=True).feed_id == kept.pk
    assert Feed.objects.get(pk=other.pk).status == "idle"
    assert subscribe(world, address).feed_id == kept.pk


def test_what_was_shown_of_a_shared_feed_becomes_its_canonical_address(world: World, server: Server) -> None:
    shared, private = subscribe(world, publish(server, [])), subscribe(world, server.url("/feed.json?token=zz"))
    Source.objects.update(address="https://elsewhere.example/?utm_source=Phoenix")
    import_module("monitoring.migrations.0012_source_addresses").take_canonical_addresses(apps, None)
    shared.refresh_from_db()
    private.refresh_from_db()
    assert shared.address == server.url("/feed.json")
    assert private.address == "https://elsewhere.example/?utm_source=Phoenix"


def _unnamed(world: World, address: str, shared: str = "") -> Feed:
    return Feed.objects.create(
        platform="rss", url=address, config={"url": address}, next_fetch_at=NOW,
        source_key=f"rss:{shared}" if shared else None, private_to=None if shared else world.north,
    )  # fmt: skip
