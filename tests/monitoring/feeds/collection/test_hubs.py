"""Hubs that push a feed: asked, confirmed, renewed, trusted for what they bring and no longer."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from monitoring.feeds import collection, jobs
from monitoring.feeds.collection import asking_hubs
from monitoring.feeds.models import Feed, HubSubscription, Received, Subscription
from monitoring.feeds.services import sources
from monitoring.feeds.views import hubs as door
from monitoring.inbox.services import ingestion
from monitoring.models import Mention, Source
from tests.loopback import Answer, Server
from tests.monitoring.feeds.collection.hub import FEED, Hub
from tests.monitoring.ground import NOW, beat, flow, minutes, subscribe
from tests.world import World


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What time it is at the door."""
    told = SimpleNamespace(at=NOW)
    monkeypatch.setattr(door, "timezone", SimpleNamespace(now=lambda: told.at))
    return told


@pytest.fixture
def hub(server: Server, clock: SimpleNamespace) -> Hub:
    return Hub(server)


def ask(at: Any = NOW) -> list[str]:
    """What hubs are asked for now, as the beat has it done."""
    return beat(lambda: [collection.ask_hub(pk, at) for pk in collection.hubs_due(at)])


def poll(world: World, at: Any) -> Feed:
    world.enter()
    Feed.objects.update(next_fetch_at=at)
    flow(world, at)
    return Feed.objects.get()


def take(world: World, at: Any = NOW) -> None:
    beat(lambda: collection.take_received(Feed.objects.get().pk, at))
    world.enter()
    ingestion.ingest(world.north, now=at)


def began(world: World, hub: Hub) -> None:
    """A feed that was read a moment ago."""
    subscribe(world, hub.topic, now=NOW - minutes(1))
    flow(world, NOW - minutes(1))


def confirmed(world: World, hub: Hub) -> HubSubscription:
    """A feed that was read, and its hub asked and confirmed."""
    hub.publish(1)
    began(world, hub)
    assert ask() == ["subscribe"]
    assert hub.question().status_code == 200
    return HubSubscription.objects.get()


def trusted(world: World, hub: Hub) -> Feed:
    """One whose hub was first with a post."""
    confirmed(world, hub)
    assert hub.push(hub.body(2)).status_code == 202
    take(world)
    hub.publish(2, 1)
    return poll(world, NOW + minutes(10))


def titles() -> list[tuple[str, bool]]:
    return list(Mention.objects.order_by("post__title").values_list("post__title", "quiet"))


def test_a_feed_that_names_a_hub_is_pushed_and_what_came_twice_is_there_once(world: World, hub: Hub) -> None:
    row = confirmed(world, hub)
    asked = hub.asked[0]
    assert (asked["hub.mode"], asked["hub.topic"], asked["hub.lease_seconds"]) == ("subscribe", hub.topic, "864000")
    assert asked["hub.callback"].startswith("http://localhost") and 40 < len(asked["hub.secret"]) < 200
    assert asked["hub.secret"] not in row.sealed and hub.callback.split("/")[-1] not in row.sealed + row.token_hash
    at = "Tue, 17 Nov 2026 14:00:00 +0000"
    for _ in range(3):
        assert hub.push(hub.body(2, at=at)).status_code == 202
    take(world)
    assert titles() == [("Title 1", True), ("Title 2", False)] and Received.objects.count() == 1
    hub.publish(2, 1)
    poll(world, NOW + minutes(10))
    assert len(titles()) == 2


def test_it_is_written_down_before_the_hub_is_asked(world: World, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.publish(1)
    began(world, hub)
    seen: list[str] = []
    monkeypatch.setattr(asking_hubs, "_post", lambda *_: seen.append(HubSubscription.objects.get().waits_for))
    assert ask() == ["subscribe"] and seen == ["subscribe"]
    assert ask() == []


def test_a_question_of_strangers_or_about_something_else_is_not_answered(world: World, hub: Hub) -> None:
    hub.publish(1)
    began(world, hub)
    ask()
    assert hub.question(topic="http://evil.example/feed").status_code == 404
    assert hub.question("unsubscribe").status_code == 404
    assert hub.question("publish").status_code == 404
    assert hub.question(challenge="").status_code == 404
    assert hub.program().get("/hooks/fbh_guessed?hub.mode=subscribe&hub.challenge=x").status_code == 404
    assert HubSubscription.objects.get().status == "asked"
    answer = hub.question(challenge="<script>x</script>")
    assert (answer.status_code, answer.content) == (200, b"<script>x</script>")
    assert answer["Content-Type"].startswith("text/plain") and answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("told", "lease"),
    [("600", timedelta(hours=1)), ("7200", timedelta(hours=2)), ("", timedelta(days=1)), ("-5", timedelta(days=1)), ("9999999999", timedelta(days=1)), ("999999999", timedelta(days=14))],
)  # fmt: skip
def test_the_lease_is_what_the_hub_grants_within_bounds_and_a_repeat_makes_it_no_longer(
    world: World, hub: Hub, clock: SimpleNamespace, told: str, lease: timedelta
) -> None:
    hub.publish(1)
    began(world, hub)
    ask()
    assert hub.question(lease_seconds=told).status_code == 200
    clock.at = NOW + minutes(5)
    assert hub.question(lease_seconds="999999").status_code == 200
    clock.at = NOW + minutes(20)
    assert hub.question(lease_seconds="999999").status_code == 404
    row = HubSubscription.objects.get()
    assert (row.lease_until, row.due_at) == (NOW + lease, NOW + lease / 2)


def test_it_is_renewed_at_half_its_lease_by_the_same_address_and_secret(
    world: World, hub: Hub, clock: SimpleNamespace
) -> None:
    confirmed(world, hub)
    assert ask(NOW + timedelta(days=4)) == []
    clock.at = NOW + timedelta(days=5)
    assert ask(clock.at) == ["subscribe"]
    first, again = hub.asked
    assert first == again
    # Until it is confirmed anew the one before holds.
    assert HubSubscription.objects.get().status == "active" and hub.push(hub.body(2)).status_code == 202
    hub.question()
    assert HubSubscription.objects.get().lease_until == NOW + timedelta(days=15)


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_each_way_of_signing_is_known(world: World, hub: Hub, method: str) -> None:
    confirmed(world, hub)
    hub.method = method
    hub.push(hub.body(2))
    assert Received.objects.count() == 1


@pytest.mark.parametrize(
    "signature",
    ["", "sha256=00", "md5=00", "sha256", "sha256=\N{LATIN SMALL LETTER E WITH ACUTE}", "=", "sha1=" + "0" * 40],
)
def test_what_is_not_signed_by_the_hub_is_counted_and_nothing_else(world: World, hub: Hub, signature: str) -> None:
    confirmed(world, hub)
    assert hub.push(hub.body(2), signature=signature).status_code == 202
    assert hub.push(hub.body(3), signed=hub.body(2)).status_code == 202
    assert HubSubscription.objects.get().refused == 2 and not Received.objects.exists()
    assert Feed.objects.get().failures == 0


def test_the_door_takes_what_it_can_and_says_so_else(world: World, hub: Hub) -> None:
    confirmed(world, hub)
    program = hub.program()
    assert program.post("/hooks/fbh_guessed", b"x", content_type="text/xml").status_code == 404
    assert program.put(hub.callback).status_code == 405
    assert hub.push(b"x" * (4 * 1024 * 1024 + 1)).status_code == 413
    assert hub.push(b"no feed at all").status_code == 202
    take(world)
    feed = Feed.objects.get()
    assert (feed.failures, feed.error) == (0, "") and Received.objects.get().taken_at


def test_a_body_that_lies_about_the_feed_is_read_as_an_answer_of_the_feed_is(world: World, hub: Hub) -> None:
    """Pushed entries of old are history, and what is missing in the body is not gone."""
    confirmed(world, hub)
    hub.push(hub.body(7, at="Sun, 01 Mar 2026 11:00:00 +0000"))
    take(world)
    hub.publish(1)
    poll(world, NOW + minutes(10))
    assert Mention.objects.filter(post__state="live").count() == 2


def test_polling_stays_as_it_was_until_the_hub_was_first_and_is_rare_then(world: World, hub: Hub) -> None:
    confirmed(world, hub)
    feed = poll(world, NOW + minutes(5))
    assert feed.next_fetch_at < NOW + minutes(30)
    hub.push(hub.body(2))
    take(world)
    hub.publish(2, 1)
    feed = poll(world, NOW + minutes(20))
    assert feed.next_fetch_at >= NOW + minutes(80) and feed.interval_seconds >= 3_600
    Subscription.objects.update(hurry_until=NOW + timedelta(days=1))
    assert poll(world, NOW + minutes(30)).next_fetch_at < NOW + minutes(36)


def test_a_hub_that_missed_something_loses_its_trust_and_after_two_in_a_row_its_place(
    world: World, hub: Hub, clock: SimpleNamespace
) -> None:
    assert trusted(world, hub).interval_seconds >= 3_600
    # What was published a moment ago it may still push.
    hub.publish(3, 2, 1, at="Tue, 17 Nov 2026 14:55:00 +0000")
    assert poll(world, NOW + minutes(60)).interval_seconds >= 3_600
    hub.publish(4, 3, 2, 1, at="Tue, 17 Nov 2026 15:00:00 +0000")
    feed = poll(world, NOW + minutes(120))
    assert HubSubscription.objects.get().misses == 1 and feed.next_fetch_at < NOW + minutes(140)
    hub.publish(5, 4, 3, 2, 1, at="Tue, 17 Nov 2026 16:10:00 +0000")
    poll(world, NOW + minutes(180))
    row = HubSubscription.objects.get()
    assert (row.status, row.reason) == ("off", "It did not push what the feed already showed.")
    assert ask(NOW + minutes(181)) == ["unsubscribe"] and hub.question("unsubscribe").status_code == 200
    assert hub.push(hub.body(9)).status_code == 410
    assert ask(NOW + timedelta(days=6)) == []
    assert ask(NOW + timedelta(days=8)) == ["subscribe"]
    world.enter()
    assert [one for one in sources.health(Source.objects.get(), now=NOW).notes if "hub" in one] == [
        "Its hub (127.0.0.1) was asked to push what is new, and has not confirmed. It did not push what the feed already showed."
    ]


def test_what_it_brings_in_between_wins_its_trust_back(world: World, hub: Hub) -> None:
    trusted(world, hub)
    hub.publish(4, 2, 1, at="Tue, 17 Nov 2026 15:00:00 +0000")
    poll(world, NOW + minutes(120))
    hub.push(hub.body(5))
    take(world, NOW + minutes(125))
    assert HubSubscription.objects.get().misses == 0


def test_a_hub_that_refuses_is_asked_again_after_a_week(world: World, hub: Hub, clock: SimpleNamespace) -> None:
    confirmed(world, hub)
    answer = hub.question("denied", challenge="", reason="not for you")
    assert (answer.status_code, answer.content) == (200, b"")
    row = HubSubscription.objects.get()
    assert (row.status, row.reason) == ("off", "The hub refuses: not for you")
    assert ask(NOW + timedelta(days=6)) == [] and ask(NOW + timedelta(days=8)) == ["subscribe"]


def test_a_hub_that_is_away_or_never_confirms_is_asked_ever_more_rarely(world: World, hub: Hub) -> None:
    hub.publish(1)
    hub.status = 503
    began(world, hub)
    ask()
    row = HubSubscription.objects.get()
    assert (row.due_at, row.reason) == (NOW + timedelta(hours=1), "The hub does not take the subscription (HTTP 503).")
    at = NOW
    for hours in (1, 2, 4, 8, 16, 24, 24):
        assert HubSubscription.objects.get().due_at == at + timedelta(hours=hours)
        at += timedelta(hours=hours)
        assert ask(at) == ["subscribe"]
    assert Feed.objects.get().failures == 0


def test_a_hub_that_leads_elsewhere_is_followed_but_never_to_where_nobody_may_go(world: World, hub: Hub) -> None:
    hub.publish(1)
    hub.leads_to = "/hub2"
    began(world, hub)
    ask()
    assert len(hub.asked) == 2 and hub.question().status_code == 200
    for place in ("http://10.0.0.1/hub", "file:///etc/passwd", "/hub"):
        hub.leads_to = place
        HubSubscription.objects.update(due_at=NOW, reason="")
        ask()
        assert HubSubscription.objects.get().reason, place


def test_with_the_source_goes_the_subscription(world: World, hub: Hub) -> None:
    confirmed(world, hub)
    world.enter()
    sources.remove_source(member=world.manager, source=Source.objects.get(), now=NOW)
    assert HubSubscription.objects.get().status == "ended" and hub.push(hub.body(2)).status_code == 410
    assert ask(NOW + minutes(10)) == ["unsubscribe"]
    assert hub.question("unsubscribe", topic="http://other.example/").status_code == 404
    assert hub.question("unsubscribe").content == b"ch4llenge"
    assert ask(NOW + timedelta(days=30)) == []


def test_a_feed_that_names_another_hub_or_none_leaves_the_one_before(world: World, hub: Hub, server: Server) -> None:
    confirmed(world, hub)
    hub.path = "/hub2"
    hub.publish(2, 1)
    poll(world, NOW + minutes(10))
    assert sorted(HubSubscription.objects.values_list("status", flat=True)) == ["asked", "ended"]
    assert sorted(ask(NOW + minutes(11))) == ["subscribe", "unsubscribe"]
    hub.publish(3, 2, 1, named=False)
    poll(world, NOW + minutes(20))
    assert set(HubSubscription.objects.values_list("status", flat=True)) == {"ended"}
    server.answers[FEED] = Answer(status=500)
    poll(world, NOW + minutes(40))


def test_no_hub_hears_of_a_secret_address_nor_of_a_machine_it_can_not_reach(
    world: World, hub: Hub, settings: Any
) -> None:
    hub.publish(1)
    settings.PLATFORM_ORIGIN = "http://desk.internal"
    began(world, hub)
    assert not HubSubscription.objects.exists()
    settings.PLATFORM_ORIGIN = "https://desk.example"
    given = sources.filled_in("rss", {"url": hub.topic, "private": True})
    world.enter()
    sources.add_source(
        member=world.owner, brand=world.lumen, given=given, name="Own", everything=True, now=NOW + minutes(5)
    )
    Feed.objects.exclude(private_to=None).update(next_fetch_at=NOW)
    flow(world, NOW + minutes(5))
    assert not HubSubscription.objects.filter(feed__private_to__isnull=False).exists()


def test_a_hub_that_three_feeds_gave_up_is_asked_for_no_other(world: World, hub: Hub, server: Server) -> None:
    row = confirmed(world, hub)
    for number in range(3):
        feed = Feed.objects.create(
            platform="rss", identity=f"f{number}", url="http://x.example/", next_fetch_at=NOW + minutes(99)
        )
        HubSubscription.objects.create(
            feed=feed, hub=row.hub, topic="t", status="off", token_hash=str(number), sealed="", missed_at=NOW, created_at=NOW
        )  # fmt: skip
    server.answers["/other.xml"] = server.answers[FEED]
    world.enter()
    subscribe(world, server.url("/other.xml"))
    flow(world, NOW + minutes(1))
    assert HubSubscription.objects.exclude(status="off").count() == 1


def test_the_beat_rings_for_hubs_that_are_due(world: World, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.publish(1)
    began(world, hub)
    rung: list[str] = []
    monkeypatch.setattr(jobs.ask_hub, "delay", rung.append)
    monkeypatch.setattr(jobs.collect_feed, "delay", lambda *_: None)
    beat(jobs.collect_due)
    connection.set_schema_to_public()
    assert rung == [str(HubSubscription.objects.get().pk)]
