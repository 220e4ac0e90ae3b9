"""However slow the addresses that people try, others go on: bounded in number, in time, and without a connection held."""

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from accounts.errors import DomainError, Invalid, TooMany, Unavailable
from monitoring.feeds.services import sources
from monitoring.feeds.services.sources import trying
from tests.loopback import Answer, Server
from tests.monitoring.ground import NOW, entry, publish
from tests.world import World


class Dripping:
    """Answers that begin and then wait until they may end."""

    def __init__(self, server: Server) -> None:
        self.server, self.begun, self.end = server, threading.Semaphore(0), threading.Event()
        server.answers["/drip"] = Answer(raw=self._drip)

    def _drip(self, wire: Any) -> None:
        wire.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{")
        wire.flush()
        self.begun.release()
        self.end.wait(60)
        wire.write(b"}")


@pytest.fixture
def slow(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dripping]:
    monkeypatch.setattr(trying, "PATIENCE", 60.0)
    dripping = Dripping(server)
    yield dripping
    dripping.end.set()


class Tries:
    """Readings in threads of their own; what each came to."""

    def __init__(self, world: World) -> None:
        self.world, self.threads, self.outcomes = world, [], []  # type: ignore[var-annotated]

    def begin(self, member: Any, address: str) -> None:
        thread = threading.Thread(target=self._one, args=(member, address))
        self.threads.append(thread)
        thread.start()

    def _one(self, member: Any, address: str) -> None:
        try:
            connection.set_tenant(member.agency)
            sources.check_address(member=member, address=address, now=NOW)
        except DomainError as error:
            self.outcomes.append(error)
        finally:
            connection.close()

    def refused(self, count: int) -> list[DomainError]:
        for _ in range(3000):
            if len(self.outcomes) >= count:
                break
            threading.Event().wait(0.01)
        return list(self.outcomes)

    def ended(self) -> list[DomainError]:
        for thread in self.threads:
            thread.join(60)
        return self.outcomes


def test_twelve_slow_tries_of_one_analyst_leave_others_untouched(
    committed_world: World, server: Server, slow: Dripping
) -> None:
    world = committed_world
    tries = Tries(world)
    for n in range(12):
        tries.begin(world.analyst, server.url(f"/drip?{n}"))
    for _ in range(trying.OF_A_MEMBER):
        assert slow.begun.acquire(timeout=30)
    refused = tries.refused(10)
    assert [type(one) for one in refused] == [TooMany] * 10
    assert all(one.data["retry_after"] and "address" in one.fields for one in refused)
    # Nobody who waits holds a connection of the database, and another agency tries its own address meanwhile.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend' AND state <> 'idle'"
        )
        assert cursor.fetchone()[0] == 0
    world.enter(world.rival)
    publish(server, [entry("1")])
    theirs = server.url("/feed.json", host="localhost")
    assert sources.check_address(member=world.rival_owner, address=theirs, now=NOW).feed
    slow.end.set()
    assert len([one for one in tries.ended() if isinstance(one, Invalid)]) == 2
    world.enter()
    assert sources.check_address(member=world.analyst, address=server.url("/feed.json"), now=NOW).feed


def test_agencies_hosts_and_the_process_have_their_bounds_too(
    committed_world: World, server: Server, slow: Dripping, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = committed_world
    here, elsewhere = server.url("/drip"), server.url("/drip", host="localhost")
    tries = Tries(world)
    tries.begin(world.analyst, here)
    tries.begin(world.manager, here)
    for _ in range(2):
        assert slow.begun.acquire(timeout=30)
    with pytest.raises(TooMany, match="this host"):
        sources.check_address(member=world.owner, address=here, now=NOW)
    tries.begin(world.owner, elsewhere)
    assert slow.begun.acquire(timeout=30)
    with pytest.raises(TooMany, match="agency"):
        sources.check_address(member=world.admin, address=elsewhere, now=NOW)
    monkeypatch.setattr(trying, "OF_ALL", 3)
    world.enter(world.rival)
    with pytest.raises(Unavailable):
        sources.check_address(member=world.rival_owner, address=elsewhere, now=NOW)
    slow.end.set()
    tries.ended()
    assert sources.check_address(member=world.rival_owner, address=publish(server, [entry("1")]), now=NOW).feed
    world.enter()


def test_page_and_api_say_that_too_many_are_tried(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "OF_A_MEMBER", 0)
    browser = world.browser(world.analyst)
    asked = {"address": "http://127.0.0.1:8999/feed"}
    answer = browser.post("/api/v1/sources/check/", json.dumps(asked), content_type="application/json")
    assert (answer.status_code, answer["Retry-After"], answer.json()["code"]) == (429, "10", "too_many_requests")
    made = {**asked, "brand": str(world.alder.pk)}
    answer = browser.post("/api/v1/sources/", json.dumps(made), content_type="application/json")
    assert answer.status_code == 429
    page = browser.post("/brands/alder-coffee/sources/add/", asked)
    assert page.status_code == 422
    assert "You are already checking other addresses" in page.content.decode()
    world.enter()


def test_a_reading_for_a_person_ends_soon() -> None:
    assert trying.guarded_client(trying.PATIENCE).limits.total <= 10
