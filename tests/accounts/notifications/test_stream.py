"""The event stream: what a listener hears, what is replayed, who is cut off. Against a real Valkey, in this process's own ASGI server."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from accounts.brands import services as brands
from accounts.brands.models import BrandTeam
from accounts.models import Agency, Membership, User
from accounts.notifications import stream
from accounts.notifications.models import LiveEvent
from accounts.notifications.services import live
from accounts.services import agencies, members
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


def test_nobody_listens_without_the_factor_that_is_required_by_now(committed_world: World) -> None:
    world = committed_world
    cookie = _cookie(world, world.manager)
    assert stream.admit("north.localhost", cookie, "") is not None
    world.enter()
    before = {"by": world.owner.user, "name": world.north.name, "time_zone": world.north.time_zone}
    agencies.rename(world.north, **before, require_mfa=True)
    try:
        assert stream.admit("north.localhost", cookie, "") is None
    finally:  # agencies outlive a test
        world.enter()
        agencies.rename(world.north, **before, require_mfa=False)


def _in_a_thread(world: World, act: Any) -> Any:
    """What somebody else does meanwhile, on a connection of its own."""

    def ring() -> None:
        world.enter()
        try:
            act()
        finally:
            connection.close()

    return ring


def _off_the_brand(world: World) -> None:
    places = [(world.manager.user_id, 1), (world.client.user_id, None)]
    brands.set_team(world.fresh(world.owner), world.alder, places=places)


ACTS = {
    "deactivated": lambda world: members.deactivate(world.owner, membership_id=world.analyst.pk),
    "logged out": lambda world: Session.objects.all().delete() and live.ask_again([world.analyst.user_id]),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_stream_ends_at_once_with_the_place(
    committed_world: World, valkey: str, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    monkeypatch.setattr(stream, "RECHECK_SECONDS", 1_000_000)  # nothing but the message ends it
    world = committed_world
    cookie = _cookie(world, world.analyst)
    # The listener never disconnects: only the stream's own end lets this return.
    ring = _in_a_thread(world, lambda: ACTS[act](world))
    assert asyncio.run(_listen(cookie, 1, ring))[:2] == (200, [])


def _two_hints(world: World, act: Any) -> Any:
    def both() -> None:
        act()
        for brand, key in ((world.alder, "theirs"), (world.lumen, "ours")):
            row = LiveEvent(brand_id=brand.pk, topic="t", kind="new", subject=key, at=NOW)
            live._ring(world.north.schema_name, [json.dumps(live.message_of(row))])

    return _in_a_thread(world, both)


def test_a_stream_hears_no_more_of_a_brand_the_listener_lost(
    committed_world: World, valkey: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "RECHECK_SECONDS", 1_000_000)
    world = committed_world
    BrandTeam.objects.create(brand=world.lumen, user=world.analyst.user, page_order=None)
    cookie = _cookie(world, world.analyst)
    world.enter()
    _, events, _ = asyncio.run(_listen(cookie, 1, _two_hints(world, lambda: _off_the_brand(world))))
    assert [event["key"] for event in events] == ["ours"]


def test_should_the_message_be_lost_no_hint_goes_out_on_an_old_word(
    committed_world: World, valkey: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "RECHECK_SECONDS", -1)
    world = committed_world
    BrandTeam.objects.create(brand=world.lumen, user=world.analyst.user, page_order=None)
    cookie = _cookie(world, world.analyst)
    world.enter()
    lose = lambda: BrandTeam.objects.filter(user=world.analyst.user, brand=world.alder).delete()  # noqa: E731
    _, events, _ = asyncio.run(_listen(cookie, 1, _two_hints(world, lose)))
    assert [event["key"] for event in events] == ["ours"]


CHANGES = {
    "off the brand": lambda world: BrandTeam.objects.filter(user=world.analyst.user).delete(),
    "on another brand": lambda world: BrandTeam.objects.create(brand=world.lumen, user=world.analyst.user),
    "another role": lambda world: Membership.objects.filter(pk=world.analyst.pk).update(role="client"),
    "another epoch": lambda world: Membership.objects.filter(pk=world.analyst.pk).update(epoch=7),
    "put out": lambda world: Membership.objects.filter(pk=world.analyst.pk).update(status="deactivated"),
    "no log-in anywhere": lambda world: User.objects.filter(pk=world.analyst.user_id).update(is_active=False),
    "another password": lambda world: User.objects.filter(pk=world.analyst.user_id).update(password="x"),
    "a factor asked for": lambda world: Agency.objects.filter(pk=world.north.pk).update(require_mfa=True),
    "closed": lambda world: Agency.objects.filter(pk=world.north.pk).update(status="closed"),
    "logged out": lambda world: Session.objects.all().delete(),
    "over": lambda world: Session.objects.update(expire_date=NOW - timedelta(minutes=1)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_look_in_between_sees_whatever_an_admission_rests_on(committed_world: World, change: str) -> None:
    world = committed_world
    cookie = _cookie(world, world.analyst)
    listener, _ = stream.admit("north.localhost", cookie, "")
    assert stream.stands(listener, cookie)
    world.enter()
    try:
        CHANGES[change](world)
        assert not stream.stands(listener, cookie)
    finally:  # agencies outlive a test
        Agency.objects.filter(pk=world.north.pk).update(require_mfa=False, status="active")


def test_a_look_in_between_is_one_query(committed_world: World) -> None:
    for member in (committed_world.analyst, committed_world.owner):
        cookie = _cookie(committed_world, member)
        listener, _ = stream.admit("north.localhost", cookie, "")
        with CaptureQueriesContext(connection) as asked:
            assert stream.stands(listener, cookie)
        assert len([one for one in asked if "accounts_membership" in one["sql"]]) == 1
        assert not [one for one in asked if "django_session" in one["sql"] and "accounts_membership" not in one["sql"]]


@pytest.mark.parametrize("error", [OperationalError("the server closed the connection"), KeyError("ours")])
def test_a_stream_that_ends_for_the_database_says_so(
    committed_world: World, valkey: str, monkeypatch: pytest.MonkeyPatch, caplog: Any, error: Exception
) -> None:
    def away(*given: Any) -> bool:
        raise error

    monkeypatch.setattr(stream, "RECHECK_SECONDS", -1)
    monkeypatch.setattr(stream, "stands", away)
    world = committed_world
    cookie = _cookie(world, world.analyst)
    assert asyncio.run(_listen(cookie, 9, _two_hints(world, lambda: None)))[1] == []
    [said] = [one for one in caplog.records if one.name == stream.__name__]
    stack = str(said.exc_info or said.exc_text or "")  # the filter of secrets makes it text
    assert type(error).__name__ in said.getMessage() + stack
    assert (not stack) is isinstance(error, OperationalError), "a fault of ours with its stack"


def test_old_hints_are_pruned(world: World) -> None:
    LiveEvent.objects.create(brand=world.alder, topic="x", kind="new", at=NOW - timedelta(days=2))
    _hint(world, world.alder, "new")
    assert live.prune(NOW) == 1
    assert LiveEvent.objects.get().subject == "new"
