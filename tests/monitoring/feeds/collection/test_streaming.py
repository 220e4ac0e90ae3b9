"""The process that listens: several streams at once, several processes that share them, and what is left when one is lost."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django_tenants.utils import tenant_context
from kombu.exceptions import OperationalError as BrokerAway

from monitoring.feeds import collection, hooks
from monitoring.feeds.collection import leasing, streaming
from monitoring.feeds.collection.streaming import Streams
from monitoring.feeds.connectors.protocol import Batch, Config, Context, Cursor
from monitoring.feeds.models import Arrival, Feed, Route
from monitoring.feeds.services import sources
from monitoring.inbox.services import ingestion
from monitoring.models import Mention
from tests.kill.instance import wait_for
from tests.monitoring.feeds.connectors.bluesky.network import Jetstream
from tests.monitoring.feeds.connectors.bluesky.network import streaming as jetstream_running
from tests.monitoring.feeds.stand_in.connector import StreamedSquare, notice
from tests.monitoring.feeds.stand_in.entering import known
from tests.monitoring.ground import NOW, subscribe, watch
from tests.world import World

__all__ = ["known"]


class WaitingSquare(StreamedSquare):
    """Says its board once, and nothing more until it is let go; or fails, by its name."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()
        self.running: set[str] = set()
        self.most = 0

    def stream(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        square = str(config["square"])
        if square == "square:broken":
            raise RuntimeError("a slip of ours")
        self.running.add(square)
        self.most = max(self.most, len(self.running))
        try:
            if not cursor:
                yield Batch(records=(notice(square, "Glass"),), cursor={"at": 1})
            while not self.go.wait(0.01):
                yield Batch(records=(), cursor={"at": 1})
        finally:
            self.running.discard(square)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    agencies: list[Any] = []
    monkeypatch.setattr(hooks.taker, "_answer", agencies.append)
    return agencies


def test_several_streams_run_at_once_each_in_its_thread_and_no_more_than_allowed(
    committed_world: World, known: Any, told: list[Any]
) -> None:
    square = known(WaitingSquare())
    for number in range(3):
        subscribe(committed_world, f"square:{number}")
    streams = Streams(most=2)
    connection.set_schema_to_public()
    wait_for("two streams", lambda: streams.look() == 2 and len(square.running) == 2, seconds=30)
    wait_for("what they said", lambda: Arrival.objects.count() == 2, seconds=30)
    assert streams.look() == 2
    streams.end()
    wait_for("their end", lambda: not square.running, seconds=30)
    streams.run()
    assert (square.most, Feed.objects.filter(lease_until__isnull=False).count()) == (2, 0)
    assert told == [committed_world.north] * 2


def test_an_error_in_one_stream_ends_no_other(
    committed_world: World, known: Any, told: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    square = known(WaitingSquare())
    for name in ("broken", "whole"):
        subscribe(committed_world, f"square:{name}")
    streams = Streams()
    connection.set_schema_to_public()
    wait_for("both to have been tried", lambda: streams.look() and "a slip of ours" in caplog.text, seconds=30)
    wait_for("the whole one", lambda: square.running == {"square:whole"}, seconds=30)
    streams.end()
    streams.run()
    assert "our side" in Feed.objects.get(url="square:broken").error
    assert Feed.objects.get(url="square:whole").error == ""


def test_while_the_database_is_away_nothing_is_taken_up_and_that_is_said_once(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise OperationalError("the database system is shutting down")

    monkeypatch.setattr(leasing, "claim_streams", away)
    streams = Streams()
    assert [streams.look() for _ in range(3)] == [0, 0, 0]
    assert caplog.text.count("the database is away") == 1


def test_an_agency_that_cant_be_told_now_hinders_nobody_and_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[Any] = []

    def away(agency: Any) -> None:
        asked.append(agency)
        raise BrokerAway("no broker")

    monkeypatch.setattr(hooks.taker, "_answer", away)
    streaming.tell({world.north.pk, world.rival.pk})
    assert set(asked) == {world.north, world.rival}
    assert caplog.text.count("finds them later") == 2


def test_the_command_runs_until_it_is_asked_to_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    handlers: dict[int, Any] = {}
    looks: list[int] = []

    def look(self: Streams) -> int:
        looks.append(self._most)
        handlers[signal.SIGTERM](signal.SIGTERM, None)
        return 0

    monkeypatch.setattr(signal, "signal", handlers.__setitem__)
    monkeypatch.setattr(Streams, "look", look)
    call_command("stream", most=7)
    assert looks == [7] and set(handlers) == {signal.SIGTERM, signal.SIGINT}


@contextmanager
def process(log: Any) -> Iterator["subprocess.Popen[bytes]"]:
    """`manage.py stream` on the tests' database."""
    at = connection.settings_dict
    url = f"postgresql://{at['USER']}:{at['PASSWORD']}@/{at['NAME']}?host={at['HOST']}"
    environ = {**os.environ, "DATABASE_OWNER_URL": url, "FIREBREAK_ALLOW_LOOPBACK": "1"}
    command = [sys.executable, "manage.py", "stream", "--settings", "config.settings_test"]
    running = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environ, stdout=log, stderr=log)
    try:
        yield running
    finally:
        running.kill()
        running.wait(30)


@pytest.fixture
def jetstream() -> Iterator[Jetstream]:
    with jetstream_running() as running:
        yield running


def texts(world: World) -> list[str]:
    ingestion.ingest(world.north, now=NOW)
    with tenant_context(world.north):
        return sorted(Mention.objects.values_list("post__text", flat=True))


@pytest.mark.timeout(300)
def test_a_process_that_is_killed_loses_its_streams_to_another_and_nothing_is_lost_or_doubled(
    committed_world: World, jetstream: Jetstream, tmp_path: Any
) -> None:
    world = committed_world
    given = sources.filled_in("bluesky", jetstream.config)
    who = {"member": world.manager, "brand": world.alder, "name": "Bluesky", "everything": False}
    sources.add_source(given=given, now=NOW, **who)
    watch(world, "glass")
    connection.set_schema_to_public()
    Feed.objects.update(next_fetch_at=NOW - timedelta(days=900))

    def stored(count: int) -> None:
        wait_for(
            f"{count} stored posts\n{(tmp_path / 'log').read_text()}",
            lambda: Route.objects.count() == count,
            seconds=60,
        )

    with (tmp_path / "log").open("wb") as log, process(log) as first:
        wait_for("somebody who listens", lambda: jetstream.open == 1, seconds=60)
        jetstream.write("a", "Glass, one")
        jetstream.write("x", "Tea")
        stored(1)
        with process(log) as second:
            first.kill()
            first.wait(30)
            wait_for("the connection's end", lambda: jetstream.open == 0, seconds=30)
            jetstream.write("b", "Glass, two")
            feed = Feed.objects.get()
            assert feed.lease_until is not None  # nobody gave it back: it runs out by itself
            # As if the lease's time had gone by.
            Feed.objects.update(lease_until=NOW - timedelta(days=900))
            wait_for("somebody else who listens", lambda: jetstream.open == 1, seconds=60)
            jetstream.write("c", "Glass, three")
            stored(3)
            assert Feed.objects.get().fence > feed.fence
            second.send_signal(signal.SIGTERM)
            assert second.wait(60) == 0
    feed = Feed.objects.get()
    assert (feed.lease_until, feed.cursor["seq"]) == (None, jetstream.last)
    assert texts(world) == ["Glass, one", "Glass, three", "Glass, two"]
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_a_lost_process_is_replaced_within_45_seconds() -> None:
    assert collection.LEASE + timedelta(seconds=streaming.LOOK_SECONDS) <= timedelta(seconds=45)
