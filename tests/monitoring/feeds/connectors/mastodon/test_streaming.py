"""Mastodon as it happens: pages first, so that nothing between two turns is lost, and then what the server says."""

import json
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import Any, cast

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, serve

from accounts.outside.failures import AuthExpired
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.mastodon.connector import MastodonConnector
from monitoring.feeds.connectors.protocol import Batch, Context, Cursor, Post, Streamed, Tombstone
from tests.loopback import NOW, Server, client, read
from tests.monitoring.feeds.connectors.mastodon.instance import TOKEN, Instance


@dataclass
class Streaming:
    """The streaming server beside an instance. `said`: messages in order; whoever connects hears those that come after."""

    port: int = 0
    refuse: int = 0
    said: list[str] = field(default_factory=list)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    hang_up: bool = False
    over: bool = False
    open: int = 0
    news: threading.Condition = field(default_factory=threading.Condition)

    def say(self, event: str, payload: Any, stream: str = "hashtag") -> None:
        """`payload` is JSON in a string, but for the bare id of a deletion."""
        told = payload if isinstance(payload, str) else json.dumps(payload)
        with self.news:
            assert self.news.wait_for(lambda: self.open, 20)
            self.said.append(json.dumps({"stream": [stream, "acme"], "event": event, "payload": told}))
            self.news.notify_all()

    def request(self, connection: ServerConnection, request: Request) -> Response | None:
        self.asked.append((request.path, request.headers.get("Authorization")))
        return connection.respond(HTTPStatus(self.refuse), '{"error": "No."}') if self.refuse else None

    def serve(self, connection: ServerConnection) -> None:
        heard = len(self.said)
        with self.news:
            self.open += 1
            self.news.notify_all()
        with suppress(ConnectionClosed, OSError):
            while not self.over and not self.hang_up:
                with self.news:
                    if len(self.said) == heard:
                        self.news.wait(0.05)
                    new = self.said[heard:]
                for message in new:
                    connection.send(message)
                heard += len(new)
                with suppress(TimeoutError):
                    connection.recv(0)  # whoever hung up is noticed


@pytest.fixture
def streaming() -> Iterator[Streaming]:
    running = Streaming()
    server = serve(running.serve, "127.0.0.1", 0, process_request=running.request, compression=None)
    running.port = server.socket.getsockname()[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield running
    running.over = True
    server.shutdown()
    thread.join(20)


@pytest.fixture
def instance(server: Server, streaming: Streaming) -> Instance:
    made = Instance(server, closed=True)
    told = {"configuration": {"urls": {"streaming": f"ws://127.0.0.1:{streaming.port}"}}}
    server.answers["/api/v2/instance"] = lambda asked: _json(told)
    return made


def _json(body: Any) -> Any:
    from tests.loopback import Answer

    return Answer(body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})


CONNECTOR = MastodonConnector(scheme="http", turn=20, window=0.05)


@contextmanager
def listening(
    instance: Instance, cursor: Cursor, connector: MastodonConnector = CONNECTOR, **config: str
) -> Iterator[Any]:
    said = connector.stream(Context(client(), NOW, {"token": TOKEN}), instance.config(**config), cursor)
    with closing(cast(Any, said)):
        yield said


def until(said: Iterator[Batch], count: int) -> tuple[list[Any], Cursor]:
    """So many records, and the cursor they were stored with."""
    found: list[Any] = []
    while len(found) < count:
        batch = next(said)
        found += [CONNECTOR.normalise(record) for record in batch.records]
    return found, batch.cursor


def begun(instance: Instance) -> Cursor:
    """Who has read one post."""
    instance.write(1, "The first")
    cursor: Cursor = read(instance.connector, instance.config(), {}, token=TOKEN)[1][-1].cursor
    return cursor


def test_hashtags_and_mentions_are_streamed_to_whoever_has_a_token() -> None:
    connector = registry.get("mastodon")
    assert isinstance(connector, Streamed)
    watched = {
        watch: {"server": "a.example", "watch": watch, "term": "x"}
        for watch in ("hashtag", "mentions", "account", "search")
    }
    assert [watch for watch in watched if connector.streams(watched[watch], with_secrets=True)] == [
        "hashtag",
        "mentions",
    ]
    assert not any(connector.streams(one, with_secrets=False) or connector.is_firehose(one) for one in watched.values())


def test_what_was_written_while_nobody_listened_comes_first_and_then_what_happens(
    instance: Instance, streaming: Streaming
) -> None:
    cursor = begun(instance)
    instance.write(2, "Meanwhile")
    with listening(instance, cursor) as said:
        missed, _ = until(said, 1)
        streaming.say("update", instance.write(3, "Just now"))
        news, _ = until(said, 1)
    assert [post.text for post in (*missed, *news)] == ["Meanwhile", "Just now"]
    assert streaming.asked == [("/api/v1/streaming?stream=hashtag&tag=acme", f"Bearer {TOKEN}")]


def test_it_listens_before_it_reads_pages_so_that_nothing_falls_between(
    instance: Instance, streaming: Streaming
) -> None:
    cursor = begun(instance)
    with listening(instance, cursor) as said:
        next(said)  # the pages
        with streaming.news:
            assert streaming.news.wait_for(lambda: streaming.open == 1, 20)
        assert [one.path.partition("?")[0] for one in instance.server.asked[-2:]] == [
            "/api/v2/instance",
            "/api/v1/timelines/tag/acme",
        ]


def test_what_was_said_and_not_stored_is_read_from_the_pages_of_the_next_turn(
    instance: Instance, streaming: Streaming
) -> None:
    """As a worker killed after it heard, and before it stored."""
    cursor = begun(instance)
    with listening(instance, cursor) as said:
        next(said)
        streaming.say("update", instance.write(2, "Heard"))
        until(said, 1)
    with listening(instance, cursor) as said:
        assert [post.text for post in until(said, 1)[0]] == ["Heard"]


def test_an_edit_is_the_post_in_new_words(instance: Instance, streaming: Streaming) -> None:
    cursor = begun(instance)
    with listening(instance, cursor) as said:
        next(said)
        edited = {**instance.statuses[0], "content": "<p>In other words</p>", "edited_at": NOW.isoformat()}
        streaming.say("status.update", edited)
        [post], _ = until(said, 1)
    assert isinstance(post, Post) and (post.text, post.edited_at) == ("In other words", NOW)
    assert post.external_id == instance.statuses[0]["uri"]


def test_a_deletion_is_told_of_a_post_that_was_read_and_of_no_other(instance: Instance, streaming: Streaming) -> None:
    cursor = begun(instance)
    with listening(instance, cursor) as said:
        next(said)
        streaming.say("update", heard := instance.write(2, "Soon gone"))
        streaming.say("delete", heard["id"])
        streaming.say("delete", "999")
        streaming.say("delete", instance.statuses[0]["id"])
        found, after = until(said, 3)
    assert [one.external_id for one in found if isinstance(one, Tombstone)] == [
        heard["uri"],
        instance.statuses[0]["uri"],
    ]
    assert after["watched"] == []


def test_mentions_come_as_notifications(instance: Instance, streaming: Streaming) -> None:
    with listening(instance, {}, watch="mentions", term="") as said:
        next(said)
        status = instance.write(5, "Hello @acme")
        streaming.say("notification", {"id": "1", "type": "favourite", "status": status}, "user")
        streaming.say("update", status, "user")
        streaming.say("notification", {"id": "2", "type": "mention", "status": status}, "user")
        [post], _ = until(said, 1)
    assert post.text == "Hello @acme"
    assert streaming.asked[0][0] == "/api/v1/streaming?stream=user%3Anotification"


def test_what_is_not_for_everybody_and_what_cant_be_read_is_left_out(instance: Instance, streaming: Streaming) -> None:
    cursor = begun(instance)
    with listening(instance, cursor) as said:
        next(said)
        streaming.say("update", instance.write(2, visibility="private"))
        for event, payload in (
            ("update", "{"),
            ("update", "[]"),
            ("filters_changed", "x"),
            ("delete", "../x"),
            ("update", {"id": 3}),
        ):
            streaming.say(event, payload)
        with streaming.news:
            streaming.said += ["{", "[]", '"x"', json.dumps({"event": "update", "payload": 3})]
        streaming.say("update", instance.write(3, "A post"))
        assert [post.text for post in until(said, 1)[0]] == ["A post"]


def test_where_the_server_streams_nothing_its_pages_are_read_every_few_minutes(
    instance: Instance, streaming: Streaming
) -> None:
    cursor = begun(instance)
    instance.write(2, "From the pages")
    streaming.refuse = 404
    with listening(instance, cursor) as said:
        batches = list(said)
    assert [record["status"]["id"] for batch in batches for record in batch.records] == [instance.statuses[1]["id"]]
    assert batches[-1].next_poll == 300
    assert all("streams nothing now" in batch.notes[0] for batch in batches)


def test_a_token_that_is_not_accepted_is_a_failure(instance: Instance, streaming: Streaming) -> None:
    streaming.refuse = 401
    said = CONNECTOR.stream(Context(client(), NOW, {"token": "wrong"}), instance.config(), {})
    with pytest.raises(AuthExpired):
        list(said)


def test_a_stream_that_breaks_off_ends_the_turn(instance: Instance, streaming: Streaming) -> None:
    cursor = begun(instance)
    with listening(instance, cursor) as said:
        next(said)
        streaming.say("update", instance.write(2, "Last words"))
        found, after = until(said, 1)
        streaming.hang_up = True
        assert all(not batch.records for batch in said)
    assert [post.text for post in found] == ["Last words"]
    streaming.hang_up = False
    with listening(instance, after) as said:
        assert [post.text for post in until(said, 1)[0]] == ["Last words"]  # from the pages: it is known


def test_a_turn_ends_by_itself_and_the_connection_with_it(instance: Instance, streaming: Streaming) -> None:
    cursor = begun(instance)
    short = MastodonConnector(scheme="http", turn=0.1, window=0.05)
    with listening(instance, cursor, short) as said:
        assert all(not batch.records for batch in said)


def test_a_server_cant_have_the_token_sent_in_the_clear() -> None:
    """One that is reached by https names no stream without TLS."""
    from monitoring.feeds.connectors.mastodon.settings import Settings
    from monitoring.feeds.connectors.mastodon.streaming import _host

    told = {"configuration": {"urls": {"streaming": "ws://elsewhere.example"}}}
    assert _host(Settings("a.example", "hashtag", "acme"), told, "https") == "wss://a.example"
    told = {"configuration": {"urls": {"streaming": "wss://stream.a.example/"}}}
    assert _host(Settings("a.example", "hashtag", "acme"), told, "https") == "wss://stream.a.example"


def test_the_token_is_in_no_record_no_cursor_and_no_note(instance: Instance, streaming: Streaming) -> None:
    cursor = begun(instance)
    instance.write(2)
    streaming.refuse = 403
    with listening(instance, cursor) as said:
        assert TOKEN not in repr(list(said))


def test_late_is_no_time_ahead(instance: Instance, streaming: Streaming) -> None:
    cursor = begun(instance)
    with listening(instance, cursor) as said:
        next(said)
        ahead = (NOW + timedelta(days=3)).isoformat()
        streaming.say("update", {**instance.write(2, "From the future"), "created_at": ahead})
        [post], _ = until(said, 1)
    assert post.published_at - NOW < timedelta(minutes=1)
