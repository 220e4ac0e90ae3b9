"""What a brand's people set up: addresses tried, sources added, paused and watched."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from monitoring.feeds import collection
from monitoring.feeds.models import Feed, Subscription
from monitoring.feeds.services import sources
from monitoring.models import Mention, Source
from tests.loopback import Answer, Server
from tests.monitoring.ground import NOW, collect, entry, flow, minutes, publish, subscribe
from tests.world import World


def test_an_address_is_tried_before_it_is_saved(world: World, server: Server) -> None:
    address = publish(server, [entry(str(n), at=NOW - minutes(n)) for n in range(9)])
    found = sources.check_address(member=world.analyst, address=f"  {address} ", now=NOW)
    assert (found.feed, found.title) == (True, "The forum")
    assert [post.external_id for post in found.samples] == ["0", "1", "2", "3", "4"]
    assert not Feed.objects.exists()


def test_a_page_offers_the_feeds_it_links_to(world: World, server: Server) -> None:
    page = b'<html><head><link rel="alternate" type="application/rss+xml" title="News" href="/news.xml"></head></html>'
    server.answers["/"] = Answer(body=page, headers={"Content-Type": "text/html"})
    found = sources.check_address(member=world.analyst, address=server.url("/"), now=NOW)
    assert not found.feed
    assert [(one.title, one.url) for one in found.found] == [("News", server.url("/news.xml"))]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "invalid"),
        ("ftp://example.org/feed", "invalid_config"),
        ("http://10.0.0.1/feed", "blocked_address"),
        ("http://[::ffff:10.0.0.1]/feed", "blocked_address"),
        ("http://169.254.169.254/latest", "blocked_address"),
        ("https://example.org/" + "x" * 3000, "invalid"),
    ],
)
def test_a_bad_address_is_refused_at_its_field_and_nothing_changes(world: World, address: str, code: str) -> None:
    for call in (
        lambda: sources.check_address(member=world.manager, address=address, now=NOW),
        lambda: subscribe(world, address),
    ):
        with pytest.raises(Invalid) as refused:
            call()
        assert set(refused.value.fields) == {"address"}
        assert refused.value.code == code
    assert not Feed.objects.exists()


def test_loopback_is_refused_where_the_operator_did_not_allow_it(world: World, server: Server, settings: Any) -> None:
    settings.ALLOW_LOOPBACK_FEEDS = False
    with pytest.raises(Invalid) as refused:
        subscribe(world, publish(server, []))
    assert refused.value.code == "blocked_address"


def test_adding_twice_gives_the_same_source(world: World, server: Server) -> None:
    address = publish(server, [])
    first, second = subscribe(world, address), subscribe(world, address)
    assert first == second
    assert Subscription.objects.count() == Feed.objects.count() == 1


def test_an_address_with_a_token_is_private_to_its_agency(world: World, server: Server) -> None:
    address = publish(server, []) + "?token=secret"
    subscribe(world, address)
    world.enter(world.rival)
    subscribe(world, address, member=world.rival_owner, brand=world.rival_brand)
    assert {feed.private_to_id for feed in Feed.objects.all()} == {world.north.pk, world.rival.pk}


def test_only_those_on_the_brand_may_touch_its_sources(world: World, server: Server) -> None:
    address = publish(server, [])
    with pytest.raises(NotFound):
        subscribe(world, address, member=world.other)
    with pytest.raises(Forbidden):
        subscribe(world, address, member=world.client)
    source = subscribe(world, address)
    with pytest.raises(NotFound):
        sources.pause_source(member=world.other, source=source, now=NOW)


def test_a_paused_source_takes_nothing_and_its_gap_is_shown(world: World, server: Server) -> None:
    address = publish(server, [entry("1")])
    source = subscribe(world, address)
    flow(world)
    sources.pause_source(member=world.manager, source=source, now=NOW + minutes(1))
    assert Feed.objects.get().status == "idle"
    publish(server, [entry("2"), entry("1")])
    assert collect(NOW + minutes(60)) == []
    assert sources.health(Source.objects.get(), now=NOW + minutes(60)).state == "paused"
    sources.resume_source(member=world.manager, source=source, now=NOW + minutes(60))
    flow(world, NOW + minutes(61))
    assert dict(Mention.objects.values_list("post__external_id", "quiet")) == {"1": True, "2": True}
    gap = source.gaps.get()
    assert (gap.starts_at, gap.ends_at) == (NOW + minutes(1), NOW + minutes(60))


def test_a_removed_source_keeps_its_mentions_and_may_be_added_anew(world: World, server: Server) -> None:
    address = publish(server, [entry("1")])
    source = subscribe(world, address)
    flow(world)
    sources.remove_source(member=world.manager, source=source, now=NOW)
    with pytest.raises(Conflict):
        sources.resume_source(member=world.manager, source=source, now=NOW)
    assert subscribe(world, address, now=NOW + minutes(5)) != source
    flow(world, NOW + minutes(5))
    assert Mention.objects.count() == 1


def test_health_says_in_words_what_is_wrong(world: World, server: Server) -> None:
    source = subscribe(world, publish(server, [entry("1")]))
    assert sources.health(source, now=NOW).state == "waiting"
    flow(world)
    assert sources.health(source, now=NOW).state == "ok"
    server.answers["/feed.json"] = Answer(status=503, headers={"Retry-After": "7200"})
    collect(NOW + minutes(30))
    found = sources.health(source, now=NOW + minutes(31))
    assert (found.state, found.error_code) == ("failing", "transient")
    assert "503" in found.sentence
    assert found.next_fetch_at is not None and found.next_fetch_at >= NOW + minutes(150)
    server.answers["/feed.json"] = Answer(status=410)
    collect(NOW + minutes(300))
    assert sources.health(source, now=NOW + minutes(300)).state == "gone"
    assert collect(NOW + minutes(6000)) == []


def test_a_feed_that_was_given_up_is_tried_when_a_person_asks(world: World, server: Server) -> None:
    source = subscribe(world, publish(server, [entry("1")]))
    server.answers["/feed.json"] = Answer(status=410)
    collect()
    assert Feed.objects.get().status == "gone"
    publish(server, [entry("1")])
    with pytest.raises(NotFound):
        sources.retry_source(member=world.other, source=source, now=NOW + minutes(5))
    sources.retry_source(member=world.analyst, source=source, now=NOW + minutes(6))
    flow(world, NOW + minutes(6))
    assert Feed.objects.get().status == "active"
    assert Mention.objects.count() == 1


def test_no_person_can_hurry_a_source_that_asked_to_be_left_alone(world: World, server: Server) -> None:
    source = subscribe(world, publish(server, []))
    server.answers["/feed.json"] = Answer(status=429, headers={"Retry-After": "3600"})
    collect()
    sources.retry_source(member=world.analyst, source=source, now=NOW + minutes(5))
    collection.hurry(brand=world.alder, until=NOW + minutes(600), now=NOW + minutes(5))
    assert collect(NOW + minutes(50)) == []
    assert len(collect(NOW + minutes(66))) == 1


def test_no_person_asks_sooner_than_the_shortest_interval_that_all_share(world: World, server: Server) -> None:
    source = subscribe(world, publish(server, [entry("1")]))
    flow(world)
    for second in range(0, 240, 10):
        moment = NOW + timedelta(seconds=second)
        sources.retry_source(member=world.analyst, source=source, now=moment)
        sources.pause_source(member=world.manager, source=source, now=moment)
        sources.resume_source(member=world.manager, source=source, now=moment)
        assert collect(moment) == []
    assert len(server.asked) == 1
    assert len(collect(NOW + minutes(6))) == 1


def test_one_refusal_is_no_blindness(world: World, server: Server) -> None:
    source = subscribe(world, publish(server, [entry("1")]))
    flow(world)
    server.answers["/feed.json"] = Answer(status=403, headers={"Retry-After": "5"})
    collect(NOW + minutes(10))
    assert sources.health(source, now=NOW + minutes(10)).state == "failing"
    publish(server, [entry("2"), entry("1")])
    flow(world, NOW + minutes(17))
    assert Mention.objects.filter(post__external_id="2", quiet=False).count() == 1


def test_an_incident_hurries_a_failing_source_too(world: World, server: Server) -> None:
    subscribe(world, publish(server, [entry("1")]))
    flow(world)
    Feed.objects.update(failing_since=NOW, failures=9, error_code="transient", next_fetch_at=NOW + timedelta(hours=1))
    collection.hurry(brand=world.alder, until=NOW + timedelta(hours=2), now=NOW)
    server.answers["/feed.json"] = Answer(status=503)
    for turn in range(1, 4):
        assert len(collect(NOW + minutes(7 * turn))) == 1


def test_an_incident_has_its_brands_feeds_read_at_the_minimum(world: World, server: Server, settings: Any) -> None:
    subscribe(world, publish(server, [entry("1")]))
    flow(world)
    Feed.objects.update(next_fetch_at=NOW + timedelta(hours=6), interval_seconds=20_000)
    collection.hurry(brand=world.alder, until=NOW + timedelta(hours=2), now=NOW)
    assert timedelta(seconds=300) <= Feed.objects.get().next_fetch_at - NOW < timedelta(seconds=310)
    collect(NOW + minutes(6))
    after = Feed.objects.get().next_fetch_at - (NOW + minutes(6))
    assert timedelta(seconds=300) <= after < timedelta(seconds=310)
    collect(NOW + minutes(200))
    assert Feed.objects.get().next_fetch_at - (NOW + minutes(200)) > timedelta(seconds=310)


def test_a_handle_is_recognised_and_its_feed_offered_though_it_is_no_address(world: World) -> None:
    found = sources.check_address(member=world.analyst, address="robin.bsky.social", now=NOW)
    assert (found.feed, [one.url for one in found.found]) == (False, ["https://bsky.app/profile/robin.bsky.social/rss"])
    with pytest.raises(Invalid) as caught:
        sources.add_tried_source(
            member=world.analyst, brand=world.alder, given=sources.pasted("r/coffee"), name="", everything=True, now=NOW
        )
    assert caught.value.code == "not_a_feed"
    assert caught.value.data["found"][0]["url"] == "https://www.reddit.com/r/coffee/new/.rss"
    with pytest.raises(Invalid, match="name of a file"):
        sources.check_address(member=world.analyst, address="mentions.csv", now=NOW)


def test_no_subscriber_shortens_a_shared_interval_nor_lengthens_it_for_others(world: World, server: Server) -> None:
    address = publish(server, [entry("1")])
    mine = subscribe(world, address)
    world.enter(world.rival)
    theirs = subscribe(world, address, member=world.rival_owner, brand=world.rival_brand)
    world.enter()
    flow(world)
    least, feed = timedelta(seconds=300), Feed.objects.get()
    assert Subscription.objects.filter(feed=feed).count() == 2
    # No address of the API takes an interval, not even beside what it does take.
    browser, path = world.browser(world.manager), f"/api/v1/sources/{mine.pk}/"
    for send, given in (
        (browser.patch, {"name": "F", "everything": True}),
        (browser.post, {"brand": str(world.alder.pk), "address": address}),
    ):
        where = path if send == browser.patch else "/api/v1/sources/"
        answer = send(where, {**given, "interval_seconds": 1}, content_type="application/json")
        assert answer.status_code == 400, where

    def times() -> tuple[Any, ...]:
        return Feed.objects.values_list("interval_seconds", "next_fetch_at", "not_before", "status").get(pk=feed.pk)

    world.enter()
    before, now = times(), NOW + minutes(1)
    for act in (
        lambda: sources.retry_source(member=world.manager, source=mine, now=now),
        lambda: sources.pause_source(member=world.manager, source=mine, now=now),
        lambda: sources.resume_source(member=world.manager, source=mine, now=now),
        lambda: collection.hurry(brand=world.alder, until=now + timedelta(hours=2), now=now),
        lambda: sources.pause_source(member=world.manager, source=mine, now=now),
        lambda: sources.remove_source(member=world.manager, source=mine, now=now),
    ):
        act()
        interval, due, not_before, status = times()
        assert (interval, not_before, status) == (before[0], before[2], "active"), "the others' stays as it was"
        assert due <= before[1], "never later for them"
        assert due >= not_before, "never sooner than the shortest interval"
    assert not_before - feed.last_success_at >= least
    world.enter(world.rival)
    sources.remove_source(member=world.rival_owner, source=theirs, now=now)
    assert times()[3] == "idle", "it rests once nobody wants it"
