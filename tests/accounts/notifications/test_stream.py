"""The event stream: what a listener hears, what is replayed, who is cut off. Against a real Valkey, in this process's own ASGI server."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings

from accounts.models import Membership
from accounts.notifications import stream
from accounts.notifications.models import LiveEvent
from accounts.notifications.services import live
from tests.world import World

NOW = datetime.now(UTC)


@pytest.fixture
def valkey(settings: Any) -> Iterator[str]:
    """The embedded Valkey, really running."""
    from config import embedded

    server = embedded.ensure_broker(django_settings.VAR)
    settings.CACHE_URL = server.cache_url(3)
    yield settings.CACHE_URL
    embedded.stop_broker(django_settings.VAR)


def _cookie(world: World, member: Membership) -> str:
    return f"{django_settings.SESSION_COOKIE_NAME}={world.browser(member).cookies[django_settings.SESSION_COOKIE_NAME].value}"


def _admit(world: World, member: Membership, last: str = "", host: str = "north.localhost") -> Any:
    cookie = _cookie(world, member)
    admitted = stream.admit(host, cookie, last)
    world.enter()
    return admitted


def _hint(world: World, brand: Any, subject: str, visibility: str = "internal") -> LiveEvent:
    live.hint(brand, topic="incident:1", kind="new", subject=subject, now=datetime.now(UTC), visibility=visibility)
    return LiveEvent.objects.get(subject=subject)


def test_a_listener_hears_of_their_brands_only(committed_world: World) -> None:
    listener, _ = _admit(committed_world, committed_world.other)
    heard = live.message_of(_hint(committed_world, committed_world.lumen, "mine"))
    unheard = live.message_of(_hint(committed_world, committed_world.alder, "theirs"))
    assert (listener.may_hear(heard), listener.may_hear(unheard)) == (True, False)


def test_a_client_hears_of_what_was_released_only(committed_world: World) -> None:
    listener, _ = _admit(committed_world, committed_world.client)
    inside = live.message_of(_hint(committed_world, committed_world.alder, "inside"))
    outside = live.message_of(_hint(committed_world, committed_world.alder, "outside", "client"))
    assert (listener.may_hear(inside), listener.may_hear(outside)) == (False, True)


def test_what_was_missed_is_replayed_from_the_last_id(committed_world: World) -> None:
    first = _hint(committed_world, committed_world.alder, "first")
    _hint(committed_world, committed_world.alder, "second")
    _hint(committed_world, committed_world.lumen, "not mine")
    _, missed = _admit(committed_world, committed_world.analyst, last=str(first.pk))
    assert [message["key"] for message in missed] == ["second"]


@pytest.mark.parametrize("last", ["", "nonsense", "ffffffff-ffff-ffff-ffff-ffffffffffff"])
def test_an_id_that_is_none_replays_nothing(committed_world: World, last: str) -> None:
    _hint(committed_world, committed_world.alder, "first")
    _, missed = _admit(committed_world, committed_world.analyst, last=last)
    assert missed == []


def test_nobody_listens_without_a_place(committed_world: World) -> None:
    world = committed_world
    assert stream.admit("north.localhost", "", "") is None
    assert _admit(world, world.deactivated) is None
    assert _admit(world, world.manager, host="rival.localhost") is None
    assert _admit(world, world.manager, host="nobody.localhost") is None


async def _listen(cookie: str, wanted: int, ring: Any) -> tuple[int, list[dict[str, Any]], str]:
    """Runs the application until `wanted` events came; rings once the stream stands."""
    sent: list[dict[str, Any]] = []
    done, rung = asyncio.Event(), list[bool]()

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)
        text = b"".join(part.get("body", b"") for part in sent).decode()
        if "retry:" in text and ring and not rung:
            rung.append(True)
            await asyncio.get_running_loop().run_in_executor(None, ring)
        if text.count("data:") >= wanted or sent[0].get("status") != 200:
            done.set()

    async def receive() -> dict[str, Any]:
        await done.wait()
        return {"type": "http.disconnect"}

    scope = {
        "type": "http", "method": "GET", "path": "/events/", "query_string": b"",
        "headers": [(b"host", b"north.localhost:8000"), (b"cookie", cookie.encode())],
    }  # fmt: skip
    await asyncio.wait_for(stream.application(scope, receive, send), timeout=20)
    body = b"".join(part.get("body", b"") for part in sent[1:]).decode()
    events = [json.loads(line[6:]) for line in body.splitlines() if line.startswith("data: ")]
    return sent[0]["status"], events, body


def test_an_event_reaches_an_open_page_and_carries_its_id(committed_world: World, valkey: str) -> None:
    world = committed_world
    cookie = _cookie(world, world.analyst)
    world.enter()
    rows = [
        LiveEvent(brand_id=world.alder.pk, topic="incident:1", kind="new", subject="entry-1", at=NOW),
        LiveEvent(brand_id=world.lumen.pk, topic="incident:2", kind="new", subject="entry-2", at=NOW),
        LiveEvent(brand_id=world.alder.pk, topic="incident:1", kind="changed", subject="task-1", at=NOW),
    ]
    messages = [json.dumps(live.message_of(row)) for row in rows]
    status, events, body = asyncio.run(_listen(cookie, 2, lambda: live._ring(world.north.schema_name, messages)))
    assert status == 200
    assert [(event["topic"], event["kind"], event["key"]) for event in events] == [
        ("incident:1", "new", "entry-1"),
        ("incident:1", "changed", "task-1"),
    ]
    assert f"id: {rows[2].pk}" in body


def test_without_a_log_in_the_stream_is_refused(committed_world: World, valkey: str) -> None:
    status, events, _ = asyncio.run(_listen("", 1, None))
    assert (status, events) == (403, [])


def test_old_hints_are_pruned(world: World) -> None:
    LiveEvent.objects.create(brand=world.alder, topic="x", kind="new", at=NOW - timedelta(days=2))
    _hint(world, world.alder, "new")
    assert live.prune(NOW) == 1
    assert LiveEvent.objects.get().subject == "new"
