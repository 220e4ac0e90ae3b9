"""Each try to read a feed stands in its log: what came, what was left out and why, how long it took; the last hundred."""

from datetime import timedelta

from monitoring.feeds.collection import collecting, tries
from monitoring.feeds.models import Feed, FetchTry
from tests.loopback import Answer, Server, serving
from tests.monitoring.ground import NOW, collect, entry, minutes, publish, subscribe
from tests.world import World


def test_what_came_and_what_did_not_is_written_with_size_and_time(world: World, server: Server) -> None:
    address = publish(server, [entry("1", "Glass in my jar"), entry("2", "Good coffee"), {"id": "3"}], ETag='"a"')
    subscribe(world, address)
    collect(NOW)
    one = FetchTry.objects.get()
    assert (one.outcome, one.status, one.posts, one.requests) == ("read", 200, 2, 1)
    assert one.bytes == len(server.answers["/feed.json"].body)
    assert list(one.ignored.values()) == [1] and all("title" in reason or "text" in reason for reason in one.ignored)
    assert timedelta() <= one.at - NOW < minutes(1) and one.took_ms < 60_000


def test_an_answer_that_brings_nothing_and_one_that_fails_are_told_apart(world: World, server: Server) -> None:
    subscribe(world, publish(server, [entry("1", "Glass in my jar")], ETag='"a"'))
    collect(NOW)
    server.answers["/feed.json"] = Answer(status=304)
    collect(NOW + minutes(60))
    server.answers["/feed.json"] = Answer(status=503, body=b"busy")
    collect(NOW + minutes(180))
    read, same, failed = FetchTry.objects.order_by("at")
    assert [(one.outcome, one.status, one.posts) for one in (read, same, failed)] == [
        ("read", 200, 1),
        ("same", 304, 0),
        ("failed", 503, 0),
    ]
    assert failed.reason == Feed.objects.get().error != ""


def test_a_server_that_does_not_answer_has_no_status(world: World) -> None:
    with serving() as gone:
        address = publish(gone, [entry("1")])
    subscribe(world, address)
    collect(NOW)
    one = FetchTry.objects.get()
    assert (one.outcome, one.status, one.bytes) == ("failed", None, 0) and one.reason


def test_a_feed_keeps_its_last_hundred(world: World, server: Server) -> None:
    subscribe(world, publish(server, [entry("1", "Glass in my jar")]))
    feed = Feed.objects.get()
    for number in range(tries.KEPT + 5):
        tries.Try().write(feed, number, outcome="same", posts=0, reason="", began=NOW + minutes(number), now=NOW)
    kept = FetchTry.objects.order_by("at")
    assert (kept.count(), kept[0].at) == (tries.KEPT, NOW + minutes(5))


def test_what_a_lost_claim_read_is_not_in_the_log(world: World, server: Server) -> None:
    subscribe(world, publish(server, [entry("1", "Glass in my jar")]))
    feed = Feed.objects.get()
    claim = collecting.claim_one(feed.pk, NOW)
    assert claim is not None
    Feed.objects.update(fence=claim.fence + 1)  # another worker began
    assert collecting.collect(feed.pk, NOW, fence=claim.fence).stale
    assert not FetchTry.objects.exists()
