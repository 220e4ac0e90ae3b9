"""What came and what was erased is one event a brand and batch, and one a mention; the same batch again is none."""

from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.events.models import Event
from accounts.events.services.recording import record_all
from monitoring.catalogue import MOST_NAMED
from monitoring.inbox.services import backfilling, ingestion
from monitoring.inbox.services.ingestion.batch import Arrived
from monitoring.inbox.services.ingestion.telling import arrivals
from monitoring.models import Mention, Source
from tests.loopback import Server
from tests.monitoring.ground import NOW, entry, flow, minutes, publish, subscribe, watch
from tests.monitoring.inbox.services.test_deleting import deleted, shown, source, told
from tests.record import written
from tests.world import World

__all__ = ["source"]


def test_a_batch_is_one_event_for_each_brand_it_brought_mentions_of(world: World, server: Server) -> None:
    address = publish(server, [entry("a", at=NOW - minutes(1)), entry("b", at=NOW - minutes(2))])
    subscribe(world, address)
    subscribe(world, address, brand=world.lumen, member=world.other)
    found = written(lambda: flow(world))
    assert len(found) == 2
    for event in found:
        ids = {str(pk) for pk in Mention.objects.filter(brand_id=event.brand_id).values_list("pk", flat=True)}
        assert (event.action, event.actor_kind, event.subject_id) == ("mention.arrived", "system", "")
        assert (event.data["count"], event.data["quiet"], set(event.data["mentions"])) == (2, 2, ids)
    assert {event.brand_id for event in found} == {world.alder.pk, world.lumen.pk}
    assert written(lambda: flow(world, NOW + minutes(10))) == []
    entries = [entry(name, at=NOW) for name in ("a", "b", "c")]
    publish(server, entries)
    found = written(lambda: flow(world, NOW + minutes(30)))
    assert [(event.data["count"], event.data["quiet"]) for event in found] == [(1, 0), (1, 0)]


def test_more_are_counted_than_named() -> None:
    [event] = arrivals({uuid4(): Arrived([uuid4() for _ in range(MOST_NAMED + 5)], quiet=3)}, NOW)
    assert (event.data["count"], event.data["quiet"], len(event.data["mentions"])) == (MOST_NAMED + 5, 3, MOST_NAMED)


def test_what_its_source_deletes_is_one_event_once(world: World, source: Source) -> None:
    told(world, source, shown(), NOW)
    mention = Mention.objects.get()
    [event] = written(lambda: told(world, source, deleted("withheld"), NOW + minutes(9)))
    assert (event.action, event.subject_id, event.brand_id) == ("mention.erased", str(mention.pk), mention.brand_id)
    assert (event.data, event.subject_label, event.actor_kind) == ({"gone_reason": "withheld"}, "", "system")
    assert written(lambda: told(world, source, deleted("withheld"), NOW + minutes(20))) == []


def test_all_a_turn_has_to_tell_is_one_query(world: World, server: Server) -> None:
    address = publish(server, [entry(str(n), at=NOW - minutes(n)) for n in range(9)])
    subscribe(world, address)
    subscribe(world, address, brand=world.lumen, member=world.other)
    with CaptureQueriesContext(connection) as queries:
        flow(world)
    assert Event.objects.filter(action="mention.arrived").count() == 2
    assert sum("events_event" in one["sql"] for one in queries.captured_queries) == 1
    with CaptureQueriesContext(connection) as queries:
        ingestion.ingest(world.north, now=NOW)
        record_all([])
    assert not any("events_event" in one["sql"] for one in queries.captured_queries)


def test_what_a_run_over_the_stored_brings_came_as_history(world: World, server: Server) -> None:
    address = publish(server, [entry("a", "Alder or Lumen", NOW - minutes(3))])
    subscribe(world, address, brand=world.lumen, member=world.other)
    flow(world)
    subscribe(world, address, everything=False)
    run = backfilling.start_backfill(member=world.analyst, query=watch(world, "alder"), now=NOW)

    def to_the_end() -> None:
        while backfilling.step(run.pk, now=NOW + minutes(5)):
            pass

    came, ended = written(to_the_end)
    assert (came.action, came.brand_id) == ("mention.arrived", world.alder.pk)
    assert (came.data["count"], came.data["quiet"]) == (1, 1)
    assert (ended.action, ended.data["status"], ended.data["made"]) == ("backfill.ended", "done", 1)
