"""What is sent to us is stored while its sender waits and taken afterwards: once, in order, and never lost."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from accounts.models import Agency
from monitoring.feeds import collection, jobs
from monitoring.feeds.collection import addresses, receiving
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Delivery
from monitoring.feeds.models import Feed, Received, ReceivingAddress
from monitoring.feeds.services import sources
from monitoring.feeds.services.receiving import renew_secret
from monitoring.inbox.services import ingestion
from monitoring.models import Mention, Source
from tests.monitoring.feeds.connectors.webhook.sender import JSON, body_of, by_github, by_slack
from tests.monitoring.feeds.connectors.webhook.sender import review as event
from tests.monitoring.ground import NOW, beat, flow, minutes
from tests.world import World


def review(action: str = "created", **more: Any) -> dict[str, Any]:
    """One that was just written: an old one is history, however it comes."""
    return event(action, **{"createdAt": "2026-11-17T14:00:00Z", **more})


def sent_source(world: World, *, kind: str = "trustpilot", sender: str = "Trustpilot", **more: Any) -> Source:
    given = sources.filled_in("webhook", {"sender": sender, "kind": kind, **more})
    return sources.add_tried_source(
        member=world.manager, brand=world.alder, given=given, name=sender, everything=True, now=NOW
    )


def send(*events: dict[str, Any], at: Any = NOW, name: str = "", **headers: str) -> receiving.Reply:
    """As the door does it: in public."""
    tenant: Any = connection.tenant
    connection.set_schema_to_public()
    try:
        row = ReceivingAddress.objects.select_related("feed").get(closes_at=None)
        return receiving.take_in(row, Delivery({**JSON, **headers}, body_of({"events": list(events)})), at)
    finally:
        connection.set_tenant(tenant)


def take(world: World, at: Any = NOW) -> set[UUID]:
    connection.set_schema_to_public()
    agencies = collection.take_received(Feed.objects.get().pk, at)
    world.enter()
    ingestion.ingest(world.north, now=at)
    return agencies


def said() -> list[tuple[str, str, bool]]:
    return list(Mention.objects.order_by("post__external_id").values_list("post__text", "post__state", "quiet"))


def test_what_was_sent_is_stored_at_once_and_becomes_a_mention_by_the_job(world: World) -> None:
    sent_source(world)
    assert send(review()) == receiving.Reply(status=202)
    row = Received.objects.get()
    assert (row.taken_at, b"Waiting since May" in bytes(row.body)) == (None, True)
    assert take(world) == {world.north.pk}
    assert said() == [("Waiting since May", "live", False)]
    row.refresh_from_db()
    assert row.taken_at is not None and row.taken_at - NOW < minutes(1)
    assert (bytes(row.body), row.posts, row.said) == (b"", 1, "")


def test_words_of_a_sender_that_no_database_holds_are_left_out_of_what_is_said_of_it(world: World) -> None:
    sent_source(world, kind="slack", sender="Slack", secret="s3cret")
    row = ReceivingAddress.objects.select_related("feed").get()
    message = {"type": "message", "channel": "C1", "ts": "1794924000.1", "text": "A\x00B\ud800"}
    body = json.dumps({"event_id": "Ev\x00\ud8001", "event": message}).encode()
    assert receiving.take_in(row, Delivery(by_slack(body, at=NOW), body), NOW).status == 202
    odd = json.dumps({"event_id": "Ev2", "event": {**message, "subtype": "\x00\ud800"}}).encode()
    Received.objects.create(feed=row.feed, name="odd", body=odd, received_at=NOW)
    take(world)
    assert sorted(Received.objects.values_list("name", "said")) == [
        ("Ev1", ""),
        ("odd", "A notice of Slack's own (), no message."),
    ]
    assert [text for text, *_ in said()] == ["AB"]


def test_an_edit_is_a_revision_and_a_deletion_erases(world: World) -> None:
    sent_source(world)
    send(review())
    take(world)
    send(review("updated", text="They paid at last"))
    take(world, NOW + minutes(1))
    assert said() == [("They paid at last", "live", False)]
    send({"eventName": "service-review-deleted", "eventData": {"id": "65a0"}})
    take(world, NOW + minutes(2))
    assert said() == [("", "gone", False)]
    send(review())
    take(world, NOW + minutes(3))
    assert said() == [("", "gone", False)]
    assert "It was deleted before this came." in Received.objects.order_by("-pk")[0].said


def test_a_deletion_that_comes_first_keeps_its_creation_out(world: World) -> None:
    sent_source(world)
    send({"eventName": "service-review-deleted", "eventData": {"id": "65a0"}})
    send(review())
    take(world)
    assert said() == []


def test_the_same_delivery_twice_is_stored_once_by_its_senders_name_for_it(world: World) -> None:
    source = sent_source(world, kind="github", sender="Code")
    body = {"action": "opened", "issue": {"id": 7, "title": "Crash", "body": "It crashes"}}
    receive = _signed(world, source)
    for name in ("72d3162e", "72d3162e", "72d3162f"):
        assert receive(body, name).status == 202
    assert list(Received.objects.order_by("pk").values_list("name", flat=True)) == ["72d3162e", "72d3162f"]
    take(world)
    assert len(said()) == 1


def _signed(world: World, source: Source) -> Any:
    secret = renew_secret(member=world.manager, source=source, now=NOW)

    def receive(
        content: object, name: str = "72d3162e", event: str = "issues", with_secret: str = secret, at: Any = NOW
    ) -> Any:
        body = body_of(content)
        row = ReceivingAddress.objects.select_related("feed").get(closes_at=None)
        return receiving.take_in(row, Delivery(by_github(body, event=event, name=name, secret=with_secret), body), at)

    receive.secret = secret  # type: ignore[attr-defined]
    return receive


def test_a_secret_that_was_replaced_counts_for_a_day(world: World) -> None:
    source = sent_source(world, kind="github", sender="Code")
    receive = _signed(world, source)
    fresh = renew_secret(member=world.manager, source=source, now=NOW + timedelta(hours=1))
    body = {"action": "opened", "issue": {"id": 7, "title": "Crash"}}
    for secret, hours, status in (
        (receive.secret, 24, 202),
        (fresh, 24, 202),
        (receive.secret, 26, 401),
        (fresh, 26, 202),
    ):
        assert receive(body, with_secret=secret, at=NOW + timedelta(hours=hours)).status == status, (hours, status)


def test_what_is_not_the_senders_is_refused_in_the_same_words_whatever_was_wrong_and_its_keeper_learns_what(
    world: World,
) -> None:
    source = sent_source(world, kind="slack", sender="Slack", secret="s3cret")
    row = ReceivingAddress.objects.select_related("feed").get()
    body = body_of({"event": {"type": "message"}})
    told = set()
    for secret, at, words in (
        ("other", NOW, "signature is wrong"),
        ("s3cret", NOW - minutes(6), "more than 5 minutes ago"),
    ):
        reply = receiving.take_in(row, Delivery(by_slack(body, at=at, secret=secret), body), NOW)
        told.add((reply.status, reply.refusal))
        row.refresh_from_db()
        assert words in row.refusal
    assert len(told) == 1 and next(iter(told))[0] == 401
    assert (row.refused, row.received, Received.objects.count(), source.status) == (2, 0, 0, "active")
    assert Feed.objects.get().failing_since is None


def test_a_delivery_that_waits_while_somebody_holds_the_feed_is_taken_by_the_sweep(world: World, eager: None) -> None:
    sent_source(world)
    send(review())
    Feed.objects.update(lease_until=NOW + minutes(1))
    assert take(world) == set() and Received.objects.get().tries == 0
    Feed.objects.update(lease_until=None)
    connection.set_schema_to_public()
    assert collection.waiting_feeds(NOW) == []
    assert collection.waiting_feeds(NOW + minutes(1)) == [Feed.objects.get().pk]
    Received.objects.update(received_at=NOW - minutes(1))
    beat(jobs.collect_due)
    assert Received.objects.get().taken_at is not None
    world.enter()
    ingestion.ingest(world.north, now=NOW)
    assert len(said()) == 1


def test_a_worker_killed_between_storing_and_marking_changes_nothing_by_taking_again(world: World) -> None:
    sent_source(world)
    send(review())
    take(world)
    body = body_of({"events": [review()]})
    Received.objects.update(taken_at=None, body=body)
    take(world, NOW + minutes(1))
    assert said() == [("Waiting since May", "live", False)]


def test_what_fails_on_our_side_is_tried_a_few_times_and_then_keeps_nothing_else_waiting(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent_source(world)
    send(review())
    connector: Any = registry.get("webhook")
    with monkeypatch.context() as patch:
        patch.setattr(type(connector), "receive", lambda *_: 1 / 0)
        for _ in range(receiving.TRIES):
            Feed.objects.update(lease_until=None)
            with pytest.raises(ZeroDivisionError):
                take(world)
            world.enter()
    assert Feed.objects.get().failing_since is not None
    send(review(name="65b0"))
    take(world)
    assert [row.taken_at is None for row in Received.objects.order_by("pk")] == [True, False]
    assert (Feed.objects.get().failing_since, Feed.objects.get().error) == (None, "")
    assert collection.waiting_feeds(NOW + minutes(9)) == []


def test_two_senders_of_one_brand_have_an_address_each_and_share_no_ids(world: World) -> None:
    for sender in ("Shop", "Other shop"):
        sent_source(world, kind="path", sender=sender, sample='{"id": 7, "text": "Glass"}')
    assert Feed.objects.count() == ReceivingAddress.objects.count() == 2
    connection.set_schema_to_public()
    for row in ReceivingAddress.objects.select_related("feed"):
        receiving.take_in(row, Delivery(JSON, body_of({"id": 7, "text": f"Of {row.feed_id}"})), NOW)
        collection.take_received(row.feed_id, NOW)
    world.enter()
    ingestion.ingest(world.north, now=NOW)
    assert len({text for text, *_ in said()}) == 2


def test_while_it_is_paused_deletions_are_heard_and_nothing_else(world: World) -> None:
    source = sent_source(world)
    send(review())
    take(world)
    sources.pause_source(member=world.manager, source=source, now=NOW)
    send(review(name="65b0"), {"eventName": "service-review-deleted", "eventData": {"id": "65a0"}})
    take(world, NOW + minutes(1))
    assert said() == [("", "gone", False)]


def test_what_was_taken_is_dropped_after_a_week(world: World) -> None:
    sent_source(world)
    send(review())
    take(world)
    assert receiving.prune(NOW + timedelta(days=6)) == 0
    assert receiving.prune(NOW + timedelta(days=8)) == 1


def test_an_address_is_shown_by_its_own_row_only(world: World) -> None:
    source = sent_source(world)
    row = addresses.of_feeds([source.feed_id], world.north)[source.feed_id]
    path = addresses.path_of(row)
    token = path.removeprefix("/hooks/")
    assert token.startswith("fbi_") and token not in row.sealed and token not in row.token_hash
    found = addresses.called(token, world.north)
    assert found is not None and found.pk == row.pk
    assert addresses.called(token, world.rival) is None and addresses.called("fbi_guess", world.north) is None
    row.agency_id = world.rival.pk
    assert addresses.path_of(row) == ""
    row.sealed = "nothing"
    assert addresses.path_of(row) == ""
    assert Agency.objects.filter(pk=world.north.pk).exists()


def test_the_beat_passes_over_what_is_only_sent_and_its_health_is_what_came(world: World) -> None:
    source = sent_source(world)
    flow(world, NOW + minutes(1))
    assert sources.health(source, now=NOW).state == "waiting"
    send(review())
    take(world)
    assert sources.health(source, now=NOW + minutes(9)).state == "ok"
