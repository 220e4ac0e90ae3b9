"""Everything on Bluesky, heard over Jetstream: from where it goes on, and what it never loses without a word."""

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from accounts.outside.failures import BlockedAddress, Failure, Forbidden, NotFound, RateLimited, TooLarge, Transient
from accounts.outside.http import GuardedClient
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.bluesky.connector import BlueskyConnector
from monitoring.feeds.connectors.failures import CursorExpired
from monitoring.feeds.connectors.protocol import (
    AuthorGone,
    Batch,
    Context,
    Cursor,
    Ignored,
    Polled,
    Post,
    Streamed,
    Tombstone,
)
from tests.loopback import NOW, client
from tests.monitoring.feeds.connectors.bluesky.network import BEGAN, INA, TOM, Jetstream, streaming, uri_of

CONNECTOR = BlueskyConnector(window=0.05, turn=20)
Read = Post | Tombstone | AuthorGone | Ignored


def heard(jetstream: Jetstream, cursor: Cursor, count: int = 1, **config: str) -> tuple[list[Read], list[Batch]]:
    """What comes from a cursor on, until so much has come."""
    batches: list[Batch] = []
    said = CONNECTOR.stream(Context(client(), NOW), {**jetstream.config, **config}, cursor)
    with closing(cast(Any, said)):
        for batch in said:
            batches.append(batch)
            if sum(len(one.records) for one in batches) >= count:
                break
    return [CONNECTOR.normalise(record) for one in batches for record in one.records], batches


def begun(jetstream: Jetstream) -> Cursor:
    """The cursor of who has heard one post, the first."""
    cursor = quiet(jetstream, {})
    jetstream.write("first", "The first")
    return heard(jetstream, cursor)[1][-1].cursor


def quiet(jetstream: Jetstream, cursor: Cursor) -> Cursor:
    """The cursor of the first batch, which holds nothing."""
    said = CONNECTOR.stream(Context(client(), BEGAN), jetstream.config, cursor)
    with closing(cast(Any, said)):
        batch = next(said)
    assert not batch.records
    return batch.cursor


def texts(read: list[Read]) -> list[str]:
    return [one.text for one in read if isinstance(one, Post)]


def test_it_is_listened_to_for_everything_and_polled_for_an_account() -> None:
    connector = registry.get("bluesky")
    assert isinstance(connector, Streamed) and isinstance(connector, Polled)
    assert connector.streams({"watch": "network"}, with_secrets=False) and connector.is_firehose({})
    account = {"watch": "account", "account": "ina.example"}
    assert not connector.streams(account, with_secrets=False) and not connector.is_firehose(account)


def test_posts_and_accounts_are_asked_for_and_nothing_else(jetstream: Jetstream) -> None:
    quiet(jetstream, {})
    [asked] = jetstream.asked
    assert asked == {
        "kinds": ["commit", "account"], "collections": ["app.bsky.feed.post"], "maxMessageSizeBytes": ["1000000"],
    }  # fmt: skip
    assert jetstream.subprotocols == ["xrpc.v1.json"]


def test_what_is_said_after_the_cursor_comes_once_each(jetstream: Jetstream) -> None:
    cursor = begun(jetstream)
    for number in range(5):
        jetstream.write(f"p{number}", f"Post {number}")
    read, batches = heard(jetstream, cursor, 5)
    assert texts(read) == [f"Post {number}" for number in range(5)]
    assert batches[-1].cursor["seq"] == jetstream.last
    assert jetstream.asked[-1]["cursor"] == [str(jetstream.first)]  # the server repeats it, and we drop it


def test_a_batch_reaches_to_the_last_thing_that_came_and_an_empty_one_comes_where_nothing_is_said(
    jetstream: Jetstream,
) -> None:
    cursor = begun(jetstream)
    jetstream.write("a")
    _, batches = heard(jetstream, cursor)
    assert batches[-1].reaches == BEGAN + timedelta(seconds=1)
    said = CONNECTOR.stream(Context(client(), NOW), jetstream.config, batches[-1].cursor)
    with closing(cast(Any, said)):
        assert (batch := next(said)).records == () and batch.reaches is None


def test_what_was_not_stored_when_the_process_was_killed_comes_again(jetstream: Jetstream) -> None:
    """As a worker killed between two batches: the first is stored, the second is not."""
    cursor = begun(jetstream)
    jetstream.write("a", "One")
    stored = heard(jetstream, cursor)[1][-1].cursor
    jetstream.write("b", "Two")
    lost = heard(jetstream, stored)[0]
    jetstream.write("c", "Three")
    assert texts(lost) == ["Two"]
    assert texts(heard(jetstream, stored, 2)[0]) == ["Two", "Three"]


def test_an_edit_is_the_post_in_new_words(jetstream: Jetstream) -> None:
    cursor = begun(jetstream)
    jetstream.write("a", "Refund, Acme?")
    jetstream.write("a", "Refund, please, Acme!", operation="update")
    [first, second], _ = heard(jetstream, cursor, 2)
    assert isinstance(first, Post) and isinstance(second, Post)
    assert (first.external_id, first.edited_at) == (second.external_id, None)
    assert second.edited_at == BEGAN + timedelta(seconds=2)
    assert first.fingerprint != second.fingerprint


def test_a_deletion_names_its_post(jetstream: Jetstream) -> None:
    cursor = begun(jetstream)
    jetstream.delete("a")
    assert heard(jetstream, cursor)[0] == [
        Tombstone("bluesky", "bluesky", uri_of("a"), BEGAN + timedelta(seconds=1), "deleted")
    ]


@pytest.mark.parametrize(
    ("status", "state"),
    [("deleted", "deleted"), ("takendown", "withheld"), ("suspended", "unavailable"), ("deactivated", "unavailable")],
)
def test_with_an_account_goes_all_it_wrote(jetstream: Jetstream, status: str, state: str) -> None:
    cursor = begun(jetstream)
    jetstream.account(TOM, status)
    assert heard(jetstream, cursor)[0] == [AuthorGone("bluesky", "bluesky", TOM, BEGAN + timedelta(seconds=1), state)]


@pytest.mark.parametrize("status", ["desynchronized", "throttled", None])
def test_what_says_nothing_of_posts_is_left_out(jetstream: Jetstream, status: str | None) -> None:
    cursor = begun(jetstream)
    jetstream.account(TOM, status)
    jetstream.write("a", "After it")
    assert texts(heard(jetstream, cursor)[0]) == ["After it"]


def test_a_server_that_counts_otherwise_is_asked_by_time(jetstream: Jetstream) -> None:
    """A number of another server's would begin now, without a word, and what was said between would be lost."""
    cursor = begun(jetstream)
    with streaming(first=50) as other:
        other.write("first", "The first")
        other.write("while", "Said meanwhile")
        read, batches = heard(other, {**cursor, "seq": 51}, 2)
        assert texts(read) == ["The first", "Said meanwhile"]  # what was stored comes twice, and is known
        assert batches[-1].cursor["seq"] == other.last
        assert int(other.asked[-1]["cursor"][0]) >= 10**15


def test_a_number_ahead_of_the_server_is_found_out_by_what_comes_first(jetstream: Jetstream) -> None:
    with streaming(first=50) as other:
        other.write("first", "The first")
        said = CONNECTOR.stream(
            Context(client(), NOW), other.config, {"v": 1, "seq": 9_000, "at": _micros(BEGAN) - 1_000_000}
        )
        with closing(cast(Any, said)):
            assert next(said).records == ()
            other.write("news", "News")
            come = [text for batch in _until(said, 2) for record in batch.records if (text := record["post"]["text"])]
        assert come == ["The first", "News"]


def test_a_cursor_the_server_no_longer_keeps_goes_on_with_the_oldest_it_has_and_the_gap_is_told(
    jetstream: Jetstream,
) -> None:
    cursor = begun(jetstream)
    for number in range(20):
        jetstream.write(f"p{number}", f"Post {number}")
    jetstream.floor = jetstream.first + 15
    read, batches = heard(jetstream, cursor, 6)
    assert texts(read) == [f"Post {number}" for number in range(14, 20)]
    [gap] = [one for one in batches if one.missed]
    assert (gap.missed_since, gap.missed_until) == (BEGAN, BEGAN + timedelta(seconds=15))
    assert "36 hours" in gap.missed


def test_a_server_that_keeps_nothing_says_the_cursor_is_over(jetstream: Jetstream) -> None:
    cursor = begun(jetstream)
    jetstream.refuse = (400, "CursorTooOld", {})
    with pytest.raises(CursorExpired, match="no longer keeps"):
        heard(jetstream, cursor)


def test_a_connection_that_breaks_off_ends_the_turn_with_what_came(jetstream: Jetstream) -> None:
    cursor = begun(jetstream)
    jetstream.write("a", "One")
    jetstream.write("b", "Two")
    jetstream.cut_after = 2  # the repeat, and one
    read, batches = heard(jetstream, cursor, 9)
    assert texts(read) == ["One"]
    jetstream.cut_after = None
    assert texts(heard(jetstream, batches[-1].cursor)[0]) == ["Two"]


def test_a_connection_that_breaks_off_at_once_is_a_failure(jetstream: Jetstream) -> None:
    cursor = begun(jetstream)
    jetstream.cut_after = 0
    with pytest.raises(Transient):
        heard(jetstream, cursor)


def test_an_error_of_the_stream_is_said_by_its_name(jetstream: Jetstream) -> None:
    cursor = begun(jetstream)
    jetstream.raw = [json.dumps({"$type": "error", "error": "ConsumerTooSlow", "message": "…"})]
    with pytest.raises(Transient, match="too slow"):
        heard(jetstream, cursor)


@pytest.mark.parametrize(
    ("refusal", "failure"),
    [
        ((429, "RateLimitExceeded", {"Retry-After": "90"}), RateLimited),
        ((429, "RateLimitExceeded", {"RateLimit-Reset": "1795349000"}), RateLimited),
        ((403, "Forbidden", {}), Forbidden),
        ((404, "MethodNotImplemented", {}), NotFound),
        ((400, "InvalidRequest", {}), Transient),
        ((502, "Upstream", {"Retry-After": "30"}), Transient),
    ],
)
def test_a_refusal_is_the_failure_it_means(jetstream: Jetstream, refusal: Any, failure: type[Failure]) -> None:
    jetstream.refuse = refusal
    with pytest.raises(failure) as caught:
        heard(jetstream, {})
    if "Retry-After" in refusal[2]:
        assert caught.value.asked_to_wait(NOW) == float(refusal[2]["Retry-After"])


def test_a_server_of_version_1_is_told_apart(jetstream: Jetstream) -> None:
    jetstream.refuse = (404, "NotFound", {})
    with pytest.raises(NotFound, match="version 2"):
        heard(jetstream, {})


@pytest.mark.parametrize(
    "junk",
    [
        "{", "[]", "null", json.dumps({"$type": "message"}), json.dumps({"$type": "message", "payload": {"seq": "9"}}), b"\x28\xb5\x2f\xfd",
        json.dumps({"$type": "message", "payload": {"$type": "x#commit", "seq": True, "did": 3}}), "[" * 100_000,
    ],
)  # fmt: skip
def test_a_message_that_cant_be_read_is_counted_and_passed_over(jetstream: Jetstream, junk: str | bytes) -> None:
    cursor = quiet(jetstream, {})
    jetstream.raw = [junk]
    jetstream.write("a", "After it")
    read, batches = heard(jetstream, cursor)
    assert texts(read) == ["After it"]
    assert [note for one in batches for note in one.notes] == ["1 message of the stream could not be read."]


@pytest.mark.parametrize(
    "lie",
    [
        {"text": ["no", "text"]}, {"text": "x", "langs": "en", "facets": "none", "embed": 3, "reply": [], "tags": {}},
        {"text": "x", "createdAt": "yesterday"}, {"text": "x", "createdAt": 5}, {"text": "x", "facets": [{"features": [{"tag": 3}, "no"]}]},
        {"text": "x", "embed": {"images": [{"image": {"ref": {"$link": "../../x"}}}], "record": {"record": {"uri": 4}}}},
        {"text": "\x00\ud800", "embed": {"external": {"uri": "javascript:alert(1)"}}},
    ],
)  # fmt: skip
def test_lies_of_type_stop_nothing(jetstream: Jetstream, lie: dict[str, Any]) -> None:
    cursor = quiet(jetstream, {})
    jetstream.write("a", **lie)
    [one], _ = heard(jetstream, cursor)
    assert isinstance(one, Ignored) or (isinstance(one, Post) and one.links == () and one.media == ())


def test_what_is_not_a_post_of_the_network_is_left_out(jetstream: Jetstream) -> None:
    cursor = quiet(jetstream, {})
    jetstream.write("bad key/../..", "No name of a record")
    jetstream.write("a", "No account", did="ina")
    jetstream.write("b", "A post")
    assert texts(heard(jetstream, cursor)[0]) == ["A post"]


def test_a_message_beyond_all_measure_ends_the_stream(jetstream: Jetstream) -> None:
    cursor = quiet(jetstream, {})
    jetstream.raw = ["x" * 1_000_001]
    with pytest.raises(TooLarge):
        heard(jetstream, cursor)


def test_a_turn_ends_by_itself_and_hands_over_what_came(jetstream: Jetstream) -> None:
    cursor = begun(jetstream)
    jetstream.write("a", "One")
    short = BlueskyConnector(window=0.05, turn=0.2)
    batches = list(short.stream(Context(client(), NOW), jetstream.config, cursor))
    assert [record["post"]["text"] for batch in batches for record in batch.records] == ["One"]


def test_whoever_closes_the_iterator_closes_the_connection(jetstream: Jetstream) -> None:
    quiet(jetstream, {})
    with jetstream.news:
        assert jetstream.news.wait_for(lambda: jetstream.open == 0, 20)


def test_an_address_within_is_refused_for_streams_as_for_pages(jetstream: Jetstream) -> None:
    with GuardedClient(resolver=lambda host, port: ["10.0.0.7"]) as http:
        for server in ("ws://127.0.0.1:9999", "stream.example"):
            with pytest.raises(BlockedAddress):
                list(CONNECTOR.stream(Context(http, NOW), {"watch": "network", "jetstream": server}, {}))
    assert jetstream.asked == []


def test_a_post_is_read_whole(jetstream: Jetstream) -> None:
    cursor = quiet(jetstream, {})
    jetstream.write(
        "a", "Refund, @acme.example? #broken https://acme.example/x",
        createdAt="2026-11-22T10:59:00Z", langs=["pt-BR", "en"], tags=["Coffee"],
        reply={"root": {"uri": uri_of("r", TOM)}, "parent": {"uri": uri_of("p", TOM)}},
        facets=[{"index": {"byteStart": 0, "byteEnd": 4}, "features": [
            {"$type": "app.bsky.richtext.facet#link", "uri": "https://acme.example/x"}, {"$type": "app.bsky.richtext.facet#tag", "tag": "broken"}]}],
        embed={"$type": "app.bsky.embed.recordWithMedia", "record": {"record": {"uri": uri_of("q", TOM)}},
               "media": {"images": [{"alt": "A cup", "image": {"ref": {"$link": "bafkreiabc"}, "mimeType": "image/jpeg"}}]}},
    )  # fmt: skip
    [post], _ = heard(jetstream, cursor)
    assert isinstance(post, Post)
    assert (post.kind, post.in_reply_to, post.conversation) == ("reply", uri_of("p", TOM), uri_of("r", TOM))
    assert (post.author_external_id, post.author_handle, post.language) == (INA, "", "pt")
    assert post.url == f"https://bsky.app/profile/{INA}/post/a" == post.canonical_url
    assert post.published_at == datetime(2026, 11, 22, 10, 59, tzinfo=UTC)
    assert (post.handles, post.hashtags, post.links) == (
        ("acme.example",),
        ("broken", "coffee"),
        ("https://acme.example/x",),
    )
    assert [(one.type, one.alt) for one in post.media] == [("image", "A cup")]
    assert (post.raw["quotes"], post.can_reply) == (uri_of("q", TOM), False)
    assert Post.from_json(json.loads(json.dumps(post.to_json()))).fingerprint == post.fingerprint


def test_a_time_that_is_claimed_ahead_is_the_time_it_came(jetstream: Jetstream) -> None:
    cursor = quiet(jetstream, {})
    jetstream.write("a", createdAt="2031-01-01T00:00:00Z")
    [post], _ = heard(jetstream, cursor)
    assert isinstance(post, Post) and (post.published_at, post.published_from) == (BEGAN, "clamped")


def test_check_shows_what_is_said_just_now(jetstream: Jetstream) -> None:
    for number in range(3):
        jetstream.write(f"p{number}", f"Post {number}")
    jetstream.raw = [json.dumps({"$type": "message", "payload": one}) for one in jetstream.events]
    checked = CONNECTOR.check(Context(client(), NOW), jetstream.config)
    assert (checked.title, [post.text for post in checked.posts_sample]) == ("Bluesky", ["Post 2", "Post 1", "Post 0"])


def _micros(at: datetime) -> int:
    return int(at.timestamp() * 1e6)


def _until(said: Any, count: int) -> list[Batch]:
    batches: list[Batch] = []
    while sum(len(one.records) for one in batches) < count:
        batches.append(next(said))
    return batches
