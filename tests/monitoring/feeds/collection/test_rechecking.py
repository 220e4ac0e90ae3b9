"""Posts looked for where they lie: what is gone twice is gone, and what only looks like it is not."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.tenancy import enter_public
from monitoring.feeds import collection, jobs
from monitoring.feeds.models import Arrival, Feed, HostPause, PermalinkCheck
from monitoring.inbox.services import ingestion
from monitoring.models import Mention
from tests.loopback import Answer, Server
from tests.monitoring.ground import NOW, beat, entry, flow, minutes, publish, subscribe
from tests.world import World

PAGE = "/posts/2"


def written(server: Server, name: str, path: str, at: Any = NOW) -> dict[str, Any]:
    return {**entry(name, at=at), "url": server.url(path)}


@pytest.fixture
def post(world: World, server: Server) -> None:
    """A post that came as news, with its page, and is no longer in the feed."""
    old = written(server, "1", "/posts/1", NOW - timedelta(days=9))
    publish(server, [old])
    subscribe(world, publish(server, [old]))
    flow(world, NOW)
    later(world, server, [written(server, "2", PAGE), old], 10)
    later(world, server, [old], 20)
    server.answers["/"] = server.answers["/posts/1"] = server.answers[PAGE] = Answer(body=b"a page")


def later(world: World, server: Server, entries: list[dict[str, Any]], count: float) -> None:
    publish(server, entries)
    Feed.objects.update(next_fetch_at=NOW + minutes(count))
    flow(world, NOW + minutes(count))


def look(world: World, hours: float) -> int:
    """All that is due then is looked for, and what came of it is taken."""
    at = NOW + timedelta(hours=hours)
    beat(lambda: [collection.note_checks(at)])
    enter_public()
    due = collection.checks_due(at)
    for pk in due:
        collection.look(pk, at)
    world.enter()
    ingestion.ingest(world.north, now=at)
    return len(due)


def state() -> tuple[str, str]:
    found = Mention.objects.get(post__external_id="2").post
    return found.state, found.gone_reason


def noted(world: World) -> PermalinkCheck:
    look(world, 0.4)
    world.enter()
    return PermalinkCheck.objects.get()


def test_only_what_came_as_news_is_looked_for_and_once(world: World, server: Server, post: None) -> None:
    assert Arrival.objects.count() == 2
    row = noted(world)
    assert (row.external_id, row.url) == ("2", server.url(PAGE))
    assert row.due_at - row.created_at == timedelta(hours=2)
    look(world, 0.45)
    assert PermalinkCheck.objects.count() == 1
    for hours in (3, 26, 64):
        assert look(world, hours) == 1
    assert not PermalinkCheck.objects.exists() and state() == ("live", "")


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_twice_hours_apart_is_gone(world: World, server: Server, post: None, status: int) -> None:
    noted(world)
    server.answers[PAGE] = Answer(status=status)
    assert look(world, 3) == 1 and state() == ("live", "")
    assert look(world, 5) == 0
    assert look(world, 9.5) == 1
    assert state() == ("gone", "unavailable")
    gone = Mention.objects.get(post__external_id="2").post
    assert (gone.text, gone.url) == ("", "") and not PermalinkCheck.objects.exists()
    later(world, server, [written(server, "1", "/posts/1", NOW - timedelta(days=9))], 60 * 10)
    assert state() == ("gone", "unavailable")


def test_what_is_back_when_it_is_looked_for_again_was_not_gone(world: World, server: Server, post: None) -> None:
    noted(world)
    server.answers[PAGE] = Answer(status=404)
    look(world, 3)
    server.answers[PAGE] = Answer(body=b"here again")
    look(world, 9.5)
    server.answers[PAGE] = Answer(status=404)
    look(world, 26)
    assert state() == ("live", "")
    look(world, 33)
    assert state() == ("gone", "unavailable")


@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=b"<h1>404 Not found</h1>"),
        Answer(status=500),
        Answer(status=503),
        Answer(status=403),
        Answer(status=401),
        Answer(status=429, headers={"Retry-After": "9"}),
        Answer(status=302, headers={"Location": "/login"}),
        Answer(status=302, headers={"Location": "http://localhost/gone"}),
        Answer(status=302, headers={"Location": "http://10.0.0.1/"}),
        Answer(raw=lambda wire: None),
    ],
    ids=["soft", "500", "503", "403", "401", "429", "log-in", "elsewhere", "private", "cut"],
)
def test_what_tells_nothing_is_no_deletion(world: World, server: Server, post: None, answer: Answer) -> None:
    noted(world)
    server.answers["/login"] = Answer(body=b"log in first")
    server.answers[PAGE] = answer
    for hours in (3, 10, 17, 27, 34, 65):
        look(world, hours)
    assert state() == ("live", "")
    look(world, 24 * 6)
    look(world, 24 * 6 + 2)
    assert not PermalinkCheck.objects.exists()


def test_a_site_that_shows_us_nothing_at_all_tells_nothing(world: World, server: Server, post: None) -> None:
    noted(world)
    server.answers[PAGE] = server.answers["/"] = Answer(status=404)
    look(world, 3)
    look(world, 10)
    assert state() == ("live", "")


def test_what_the_feed_still_shows_is_not_gone(world: World, server: Server, post: None) -> None:
    noted(world)
    later(world, server, [written(server, "2", PAGE)], 60)
    server.answers[PAGE] = Answer(status=404)
    look(world, 3)
    look(world, 10)
    assert state() == ("live", "")


def test_of_each_host_one_is_looked_for_at_a_time_and_none_of_one_that_is_paused(
    world: World, server: Server, post: None
) -> None:
    row = noted(world)
    for number in range(3):
        PermalinkCheck.objects.create(
            feed=row.feed, external_id=f"x{number}", url=row.url, host=row.host, due_at=NOW, created_at=NOW
        )
    PermalinkCheck.objects.create(
        feed=row.feed, external_id="other", url=row.url, host="other.example", due_at=NOW, created_at=NOW
    )
    enter_public()
    at = NOW + timedelta(hours=3)
    assert len(collection.checks_due(at)) == 2
    HostPause.objects.create(host=row.host, until=at + minutes(5), reason="busy")
    assert len(collection.checks_due(at)) == 1
    [pk] = collection.checks_due(at)
    collection.look(pk, at)
    asked = len(server.asked)
    collection.look(pk, at)  # a second worker with the same message
    assert len(server.asked) == asked


def test_one_whose_host_is_too_busy_for_days_is_given_up(world: World, server: Server, post: None) -> None:
    row = noted(world)
    beat(lambda: collection.prune(row.created_at + timedelta(days=4)))
    assert PermalinkCheck.objects.exists()
    beat(lambda: collection.prune(row.created_at + timedelta(days=6)))
    assert not PermalinkCheck.objects.exists()


def test_feeds_that_are_an_agencys_own_are_left_alone(world: World, server: Server, post: None) -> None:
    Feed.objects.update(private_to=world.north)
    look(world, 0.4)
    assert not PermalinkCheck.objects.exists()


def test_the_beat_rings_for_each_and_the_agency_hears(
    world: World, server: Server, post: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(world)
    row = PermalinkCheck.objects.get()
    PermalinkCheck.objects.update(due_at=NOW, gone_at=NOW)
    server.answers[PAGE] = Answer(status=410)
    rung: list[str] = []
    told: list[Any] = []
    monkeypatch.setattr(jobs, "database_now", lambda: NOW + timedelta(hours=7))
    monkeypatch.setattr(jobs.recheck, "delay", rung.append)
    monkeypatch.setattr(jobs, "hooks", SimpleNamespace(taker=SimpleNamespace(answer=told.append)))
    assert beat(jobs.recheck_due) == 1 and rung == [str(row.pk)]
    beat(lambda: jobs.recheck(rung[0]))
    assert [agency.pk for agency in told] == [world.north.pk]
