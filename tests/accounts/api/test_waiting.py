"""Waiting for events and streaming them: through the real ASGI entry, against a real Valkey."""

import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.db import connection
from django.utils import timezone

from accounts.api import waiting
from accounts.events.services import placing, reading
from accounts.events.services.recording import About, record
from accounts.models import ApiKey, Membership
from accounts.notifications.services import live
from accounts.services.api_keys import make_key
from tests.accounts.events.services.test_recording import TRIED
from tests.world import World

FEED, STREAM = "/api/v1/events/", "/api/v1/events/stream/"


@pytest.fixture
def valkey(settings: Any) -> Iterator[str]:
    """The embedded Valkey, really running."""
    from config import embedded

    server = embedded.ensure_broker(configured.VAR)
    settings.CACHE_URL = server.cache_url(3)
    yield settings.CACHE_URL
    embedded.stop_broker(configured.VAR)


@pytest.fixture
def start(committed_world: World, valkey: str) -> int:
    """The newest position there is."""
    committed_world.enter()
    placing.place_events()
    return reading.bounds()[1]


def wrote(world: World, *many: int, brand: Any = None) -> None:
    world.enter()
    for one in many:
        record(TRIED, About(uuid4(), brand=brand or world.alder), by=None, now=timezone.now(), many=one)
    placing.place_events()
    connection.close()


class Reader:
    """A caller of the ASGI entry; `when`: what is done once, as soon as what came holds the words."""

    def __init__(
        self, path: str, query: str, headers: dict[str, str], *, until: str, when: dict[str, Callable[[], None]]
    ) -> None:
        self.sent: list[dict[str, Any]] = []
        self.until, self.when, self.done = until, dict(when), asyncio.Event()
        self.scope = {
            "type": "http", "http_version": "1.1", "method": "GET", "path": path, "raw_path": path.encode(), "scheme": "http",
            "query_string": query.encode(), "server": ("north.localhost", 80), "client": ("127.0.0.1", 1), "root_path": "",
            "headers": [(b"host", b"north.localhost"), *((k.lower().encode(), v.encode()) for k, v in headers.items())],
        }  # fmt: skip

    @property
    def text(self) -> str:
        return b"".join(one.get("body", b"") for one in self.sent).decode()

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def events(self) -> list[dict[str, Any]]:
        """Of a stream, those of the test."""
        rows = [json.loads(line[6:]) for line in self.text.splitlines() if line.startswith("data: ")]
        return [row for row in rows if row["action"] == TRIED.name]

    async def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)
        for words in [words for words in self.when if words in self.text]:
            await asyncio.get_running_loop().run_in_executor(None, self.when.pop(words))
        if self.until and self.until in self.text:
            self.done.set()

    async def receive(self) -> dict[str, Any]:
        await self.done.wait()
        return {"type": "http.disconnect"}


def run(path: str, query: str, headers: dict[str, str], *, until: str = "", when: Any = None) -> Reader:
    from config.asgi import events

    async def read() -> Reader:
        reader = Reader(path, query, headers, until=until, when=when or {})
        await asyncio.wait_for(events(reader.scope, reader.receive, reader.send), timeout=60)
        return reader

    return asyncio.run(read())


def cookie(world: World, member: Membership) -> dict[str, str]:
    found = world.browser(member).cookies[configured.SESSION_COOKIE_NAME].value
    world.enter()
    return {"Cookie": f"{configured.SESSION_COOKIE_NAME}={found}"}


def test_a_wait_ends_with_the_first_event_that_is_the_callers(
    committed_world: World, start: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, asked = committed_world, list[bool]()
    real = waiting._ask

    async def ask(*args: Any, again: bool) -> Any:
        answer = await real(*args, again=again)
        asked.append(again)
        if len(asked) == 2:  # the caller has subscribed, looked once more, and is about to wait
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(None, lambda: wrote(world, 1, brand=world.lumen))
            await loop.run_in_executor(None, lambda: wrote(world, 2))
        return answer

    monkeypatch.setattr(waiting, "_ask", ask)
    read = run(FEED, f"after={start}&wait=25", cookie(world, world.analyst))
    page = json.loads(read.text)
    assert [row["data"]["many"] for row in page["results"]] == [2]
    assert (page["position"], page["more"]) == (start + 2, False)
    assert asked[0] is False
    assert all(asked[1:])


def test_a_wait_for_nothing_ends_empty_and_what_is_there_is_not_waited_for(committed_world: World, start: int) -> None:
    world = committed_world
    key = cookie(world, world.analyst)
    assert json.loads(run(FEED, f"after={start}&wait=1", key).text)["results"] == []
    wrote(world, 1)
    page = json.loads(run(FEED, f"after={start}&wait=25", key).text)
    assert [row["data"]["many"] for row in page["results"]] == [1]


@pytest.mark.parametrize(
    ("path", "query", "status", "code"),
    [
        (FEED, "after=0&wait=99", 400, "invalid"),
        (STREAM, "action=nothing.at_all", 400, "unknown_action"),
        (STREAM, "after=99999", 400, "position_ahead"),
    ],
)
def test_what_is_asked_amiss_is_refused_before_anybody_waits(
    committed_world: World, start: int, path: str, query: str, status: int, code: str
) -> None:
    read = run(path, query, cookie(committed_world, committed_world.analyst))
    assert (read.status, json.loads(read.text)["code"]) == (status, code)


@pytest.mark.parametrize("path", [FEED, STREAM])
def test_nobody_waits_without_a_log_in_or_a_key(committed_world: World, start: int, path: str) -> None:
    assert run(path, "wait=1" if path == FEED else "", {}).status == 401
    assert run(path, "wait=1" if path == FEED else "", {"Authorization": "Bearer fb_nothing"}).status == 401


def test_the_stream_tells_what_happens_with_its_position_as_id(committed_world: World, start: int) -> None:
    world = committed_world
    _, key = make_key(world.owner, name="Follower", scopes=["read"], days=1, now=timezone.now())
    world.enter()
    placing.place_events()
    at = reading.bounds()[1]
    read = run(
        STREAM, "", {"Authorization": f"Bearer {key}"}, until='"many": 3', when={"retry:": lambda: wrote(world, 1, 2, 3)}
    )  # fmt: skip
    assert read.status == 200
    kept = [row for row in read.events if row["position"] > at]
    assert [row["data"]["many"] for row in kept] == [1, 2, 3]
    assert f"id: {kept[0]['position']}\nevent: trial.tried\ndata: " in read.text


def test_a_stream_that_comes_back_misses_nothing_and_gets_nothing_twice(committed_world: World, start: int) -> None:
    world = committed_world
    wrote(world, 1, 2)
    first = run(STREAM, f"after={start}", cookie(world, world.analyst), until='"many": 2')
    wrote(world, 3)
    last = str(first.events[-1]["position"])
    second = run(
        STREAM, f"after={start}", cookie(world, world.analyst) | {"Last-Event-ID": last}, until='"many": 4',
        when={'"many": 3': lambda: wrote(world, 4)},
    )  # fmt: skip
    assert [row["data"]["many"] for row in first.events + second.events] == [1, 2, 3, 4]


def test_a_stream_ends_as_soon_as_its_key_is_revoked(committed_world: World, start: int) -> None:
    world = committed_world
    _, key = make_key(world.owner, name="Follower", scopes=["read"], days=1, now=timezone.now())

    def revoke() -> None:
        ApiKey.objects.update(revoked_at=timezone.now())
        connection.close()
        wrote(world, 1)

    read = run(STREAM, "after=latest", {"Authorization": f"Bearer {key}"}, when={"retry:": revoke})
    assert read.status == 200
    assert [row["data"]["many"] for row in read.events] == []


def test_a_stream_asks_again_when_power_is_lost_though_nothing_happened(
    committed_world: World, start: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, looks = committed_world, list[bool]()
    real = waiting._ask

    async def ask(*args: Any, again: bool) -> Any:
        answer = await real(*args, again=again)
        looks.append(again)
        if len(looks) == 2:
            await asyncio.get_running_loop().run_in_executor(None, lose)
        return answer

    def lose() -> None:
        Membership.objects.filter(pk=world.analyst.pk).update(status="deactivated")
        live._ring(world.north.schema_name, [json.dumps({live.ASK: [world.analyst.user_id]})])
        connection.close()

    monkeypatch.setattr(waiting, "_ask", ask)
    read = run(STREAM, "after=latest", cookie(world, world.analyst))
    assert (read.status, len(looks)) == (200, 3)


def test_no_connection_of_the_database_is_held_while_one_waits(
    committed_world: World, start: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, held = committed_world, list[int]()

    async def idle(ring: Any, send: Any) -> None:
        held.append(await asyncio.get_running_loop().run_in_executor(None, count))
        raise ConnectionResetError

    def count() -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid != pg_backend_pid()"
            )
            found = int(cursor.fetchone()[0])
        connection.close()
        return found

    key = cookie(world, world.analyst)
    connection.close()
    before = count()
    monkeypatch.setattr(waiting, "_idle", idle)
    with pytest.raises(ConnectionResetError):
        run(STREAM, "after=latest", key)
    assert held == [before]
