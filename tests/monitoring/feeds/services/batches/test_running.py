"""A list of sources is added line by line, by a job, for whoever began it: nothing twice, nothing for who may not, each refusal in words."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from accounts.errors import Conflict, Forbidden, Invalid, NotFound, TooMany
from accounts.events.models import Event
from accounts.models import Membership
from monitoring.feeds.jobs import run_source_batch, sweep_source_batches
from monitoring.feeds.services import batches, sources
from monitoring.feeds.services.batches import keeping, running
from monitoring.models import Source, SourceBatch, SourceLine
from tests.loopback import Answer, Server
from tests.monitoring.ground import NOW, beat, publish, subscribe
from tests.world import World

Starts = Callable[..., SourceBatch]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The jobs that were asked for."""
    jobs: list[tuple[str, ...]] = []
    monkeypatch.setattr(keeping, "enqueue", lambda *args: jobs.append(args))
    return jobs


@pytest.fixture
def start(world: World, sent: Any) -> Starts:
    def begin(*lines: str, member: Any = None, everything: bool = False) -> SourceBatch:
        given = {"brand": world.alder, "text": "\n".join(lines), "everything": everything, "now": NOW}
        return batches.start_batch(member=member or world.analyst, **given)

    return begin


def run(batch: SourceBatch) -> SourceBatch:
    while batches.step(batch.pk, now=NOW):
        pass
    batch.refresh_from_db()
    return batch


def happened(action: str) -> list[Any]:
    return list(Event.objects.filter(action=action).values_list("data", flat=True))


def told(batch: SourceBatch) -> list[tuple[str, str]]:
    return list(SourceLine.objects.filter(batch=batch).order_by("number").values_list("result", "code"))


def test_each_line_becomes_a_source_or_says_why_not(world: World, server: Server, start: Starts, sent: Any) -> None:
    page = b'<html><link rel="alternate" type="application/rss+xml" title="News" href="/news.xml"></html>'
    server.answers["/page"] = Answer(body=page, headers={"Content-Type": "text/html"})
    known = publish(server, [], "/known.json")
    subscribe(world, known)
    batch = start(publish(server, []), known, server.url("/page"), server.url("/nothing"), "http://10.0.0.1/feed")
    assert sent == [("monitoring.jobs.run_source_batch", str(batch.pk))] and Source.objects.count() == 1
    run(batch)
    assert told(batch) == [
        ("added", ""), ("there", ""), ("refused", "not_a_feed"), ("refused", "not_found"), ("refused", "blocked_address"),
    ]  # fmt: skip
    assert (batch.status, batch.added, batch.there, batch.refused) == ("done", 1, 1, 3)
    lines = list(batches.lines_of(world.analyst, batch))
    assert lines[0].source.name == "The forum" and not lines[0].source.everything
    assert lines[2].found[0]["url"] == server.url("/news.xml")
    assert all(line.words.endswith(".") for line in lines[2:]), [line.words for line in lines]
    assert happened("source_batch.ended") == [{"added": 1, "there": 1, "refused": 3}]


def test_a_list_that_names_its_feeds_gives_them_these_names(world: World, server: Server, start: Starts) -> None:
    outline = f'<outline type="rss" text="Bean talk" xmlUrl="{publish(server, [])}"/>'
    run(start(f"<opml><body>{outline}</body></opml>", everything=True))
    assert Source.objects.values_list("name", "everything").get() == ("Bean talk", True)


def test_run_twice_or_by_two_nothing_is_added_twice(world: World, server: Server, start: Starts) -> None:
    batch = start(publish(server, []))
    row, line, member = running._take(batch.pk, NOW) or pytest.fail("nothing to do")
    again = running._take(batch.pk, NOW) or pytest.fail("nothing to do")
    first = running._tried(row, line, member, NOW)
    second = running._tried(*again, NOW)
    assert (first["result"], second["result"]) == ("added", "there") and first["source"] == second["source"]
    assert not running._settle(row, line, first, NOW) and not running._settle(again[0], again[1], second, NOW)
    batch.refresh_from_db()
    assert (batch.added, batch.there, batch.status, Source.objects.count()) == (1, 0, "done", 1)
    assert len(happened("source_batch.ended")) == 1


def test_who_lost_the_right_adds_nothing_more_and_another_goes_on(world: World, server: Server, start: Starts) -> None:
    batch = start(publish(server, []), member=world.analyst)
    Membership.objects.filter(pk=world.analyst.pk).update(status="deactivated")
    run(batch)
    assert (batch.status, told(batch), Source.objects.count()) == ("stopped", [("waiting", "no_access")], 0)
    batches.resume_batch(member=world.manager, batch=batch, now=NOW)
    assert told(batch) == [("waiting", "")]
    run(batch)
    assert SourceLine.objects.values_list("result", "code", "words").get() == ("added", "", "")
    assert (batch.status, batch.added, Source.objects.get().created_by_id) == ("done", 1, world.manager.user_id)


def test_a_stopped_list_rests_and_goes_on_where_it_was(world: World, server: Server, start: Starts) -> None:
    batch = start(publish(server, [], "/1.json"), publish(server, [], "/2.json"))
    assert batches.step(batch.pk, now=NOW)
    batches.stop_batch(member=world.manager, batch=batch, now=NOW)
    assert not batches.step(batch.pk, now=NOW) and Source.objects.count() == 1
    with pytest.raises(Conflict):
        batches.stop_batch(member=world.manager, batch=batch, now=NOW)
    batches.resume_batch(member=world.manager, batch=batch, now=NOW)
    assert (run(batch).status, batch.added) == ("done", 2)


def test_a_line_that_breaks_its_worker_is_tried_three_times_and_the_next_go_on(
    world: World, server: Server, start: Starts, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = start(server.url("/broken"), publish(server, []))
    real = sources.add_tried_source

    def breaks(**given: Any) -> Any:
        if given["given"].address.endswith("/broken"):
            raise ZeroDivisionError
        return real(**given)

    monkeypatch.setattr(sources, "add_tried_source", breaks)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            batches.step(batch.pk, now=NOW)
    run(batch)
    assert told(batch) == [("refused", "error"), ("added", "")] and batch.refused == 1


def test_where_too_many_addresses_are_tried_it_waits_and_no_try_is_lost(
    world: World, server: Server, start: Starts, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, waits = start(publish(server, [])), []

    def busy(**given: Any) -> Any:
        raise TooMany("Wait a moment.")

    monkeypatch.setattr(sources, "add_tried_source", busy)
    monkeypatch.setattr(run_source_batch, "apply_async", lambda args, countdown: waits.append((args, countdown)))
    for _ in range(4):
        run_source_batch(str(batch.pk))
    assert waits == [((str(batch.pk),), 5)] * 4
    assert SourceLine.objects.get().tries == 0 and told(batch) == [("waiting", "")]


def test_one_whose_worker_was_lost_goes_on_and_old_ones_are_forgotten(
    world: World, server: Server, start: Starts, sent: list[Any]
) -> None:
    batch = start(publish(server, []))
    old = run(start(publish(server, [])))
    SourceBatch.objects.filter(pk=batch.pk).update(moved_at=NOW - timedelta(minutes=3))
    SourceBatch.objects.filter(pk=old.pk).update(moved_at=NOW - timedelta(days=32))
    sent.clear()
    assert batches.sweep(now=NOW) == 1
    assert sent == [("monitoring.jobs.run_source_batch", str(batch.pk))]
    assert list(SourceBatch.objects.values_list("pk", flat=True)) == [batch.pk] and Source.objects.count() == 1
    assert beat(sweep_source_batches) >= 0


def test_three_lists_of_a_brand_at_once_are_the_most(world: World, start: Starts) -> None:
    for n in range(3):
        start(f"https://a.example/{n}")
    with pytest.raises(Conflict) as refused:
        start("https://a.example/4")
    assert refused.value.code == "too_many"


def test_who_is_not_on_the_brand_or_may_not_edit_starts_and_sees_nothing(world: World, start: Starts) -> None:
    with pytest.raises(NotFound):
        start("https://a.example/", member=world.other)
    with pytest.raises(Forbidden):
        start("https://a.example/", member=world.client)
    with pytest.raises(Invalid):
        start("")
    batch = start("https://a.example/")
    assert not batches.batches_of(world.other).exists() and not batches.lines_of(world.other, batch).exists()
    with pytest.raises(NotFound):
        batches.stop_batch(member=world.other, batch=batch, now=NOW)
