"""From HTTP to evaluated rules: how many posts a second, and where the time goes.

    python -m tests.benchmarks.ingestion --posts 50000 --json

A JSON Feed of so many posts, one in five about a brand, is served on loopback by the demo's world in a process of its own.
One process collects (fetch, parse, match, store) while another ingests (posts, enrichment, mentions, counts), as two workers
would; then the rules are evaluated. `--serial` runs both in one process, one after the other, and tells the stages apart.
"""

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import urlopen

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
os.environ.setdefault("FIREBREAK_TEST_DATABASE", "firebreak_benchmark_ingestion")
os.environ.setdefault("FIREBREAK_ALLOW_LOOPBACK", "1")


@contextmanager
def database() -> Iterator[Any]:
    """A database of its own with the tests' small world, dropped afterwards."""
    import django
    from django.conf import settings

    if not os.environ.get("DATABASE_URL"):
        from config import embedded

        embedded.ensure_postgres(settings.VAR)
    django.setup()
    from django.db import connection

    from tests.conftest import _make_agencies
    from tests.world import build

    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        _make_agencies()
        yield build()
    finally:
        connection.set_schema_to_public()
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)


@contextmanager
def served(posts: int) -> Iterator[str]:
    """The address of the feed. Made once before anything is measured."""
    command = [sys.executable, "-m", "config.demo.world", "--port", "0", "--crisis-at", "0"]
    world = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert world.stdout is not None
        base = world.stdout.readline().strip().removesuffix("/world/")
        address = f"{base}/bulk.json?posts={posts}"
        with urlopen(address) as answer:  # the world composes it once and keeps it
            answer.read()
        yield address
    finally:
        world.terminate()
        world.wait()


def prepare(world: Any, address: str) -> Any:
    """Alder watches the feed for its own name; the default rules watch Alder."""
    from django.utils import timezone

    from monitoring.alerting import services as alerting
    from monitoring.feeds.services import sources
    from monitoring.inbox.services import queries

    now = timezone.now()
    world.enter()
    queries.save_query(member=world.manager, brand=world.alder, name="Alder", text='"Alder Coffee"', now=now)
    alerting.create_default_rules(member=world.manager, brand=world.alder, now=now)
    return sources.add_source(
        member=world.manager, brand=world.alder, given=sources.pasted(address), name="Bulk", everything=False, now=now
    )


def collect(feed_id: Any) -> Any:
    from django.db import connection
    from django.utils import timezone

    from monitoring.feeds import collection

    connection.set_schema_to_public()
    return collection.collect(feed_id, timezone.now())


def ingest_until(agency: Any, over: Any) -> dict[str, float]:
    """Takes turns until `over` is set and nothing is left."""
    from django.utils import timezone
    from django_tenants.utils import tenant_context

    from accounts.events.services.placing import place_events
    from monitoring.inbox.services import ingestion

    busy, placing, mentions, began, cpu = 0.0, 0.0, 0, time.perf_counter(), time.process_time()
    while True:
        ending = over.is_set()
        start = time.perf_counter()
        turn = ingestion.ingest(agency, now=timezone.now())
        if turn.routes:
            busy += time.perf_counter() - start
            mentions += sum(turn.mentions.values())
            start = time.perf_counter()
            with tenant_context(agency):
                place_events()  # a job of its own in life: what it costs belongs to the events
            placing += time.perf_counter() - start
        elif ending:
            return {
                "busy_seconds": busy,
                "placing_seconds": placing,
                "cpu_seconds": time.process_time() - cpu,
                "mentions": mentions,
                "wall_seconds": time.perf_counter() - began,
            }
        else:
            time.sleep(0.01)


def _ingester(agency_id: str, name: str, over: Any, answer: Any) -> None:
    import django

    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = name
    from accounts.models import Agency

    answer.put(ingest_until(Agency.objects.get(pk=agency_id), over))


def together(world: Any, feed_id: Any) -> dict[str, Any]:
    """A collector and an ingester side by side."""
    from django.db import connection

    context = multiprocessing.get_context("spawn")
    over, answer = context.Event(), context.Queue()
    name = str(connection.settings_dict["NAME"])
    child = context.Process(target=_ingester, args=(str(world.north.pk), name, over, answer))
    child.start()
    time.sleep(3.0)  # its imports are a worker's start, not the work
    began, cpu = time.perf_counter(), time.process_time()
    collected = collect(feed_id)
    collecting, collecting_cpu = time.perf_counter() - began, time.process_time() - cpu
    over.set()
    ingested = answer.get(timeout=600)
    wall = time.perf_counter() - began
    child.join()
    return {
        "collected_posts": collected.posts,
        "routed": collected.routed,
        "mentions": int(ingested["mentions"]),
        "collect_seconds": round(collecting, 2),
        "collect_cpu_seconds": round(collecting_cpu, 2),
        "ingest_cpu_seconds": round(ingested["cpu_seconds"], 2),
        "ingest_busy_seconds": round(ingested["busy_seconds"], 2),
        "to_counts_seconds": round(wall, 2),
    }


def serial(world: Any, feed_id: Any) -> dict[str, Any]:
    """One after the other in this process, with the collector's stages told apart."""
    import threading

    from monitoring.feeds.collection import collecting, routing
    from monitoring.inbox.services.ingestion import posts, taking

    stages: dict[str, float] = {}

    def timed(module: Any, name: str, label: str) -> None:
        real = getattr(module, name)

        def wrapper(*args: Any, **more: Any) -> Any:
            start = time.perf_counter()
            try:
                return real(*args, **more)
            finally:
                stages[label] = stages.get(label, 0.0) + time.perf_counter() - start

        setattr(module, name, wrapper)

    timed(collecting, "_posts", "normalise")
    timed(routing, "wanted", "match")
    timed(routing, "store", "store arrivals and routes")
    timed(taking, "routes_after", "read routes")
    timed(taking, "open_routes", "open routes")
    timed(taking, "write_posts", "posts (enrichment included)")
    timed(posts, "enrich", "enrichment")
    timed(taking, "write_mentions", "mentions")
    timed(taking, "arrivals", "events")
    timed(taking, "record_all", "events")
    start = time.perf_counter()
    collected = collect(feed_id)
    collecting_seconds = time.perf_counter() - start
    over = threading.Event()
    over.set()
    ingested = ingest_until(world.north, over)
    events = stages.get("events", 0.0) + ingested["placing_seconds"]
    return {
        "collected_posts": collected.posts,
        "routed": collected.routed,
        "mentions": int(ingested["mentions"]),
        "events_share_of_ingesting": round(events / (ingested["busy_seconds"] + ingested["placing_seconds"]), 4),
        "collect_seconds": round(collecting_seconds, 2),
        "ingest_busy_seconds": round(ingested["busy_seconds"], 2),
        "to_counts_seconds": round(time.perf_counter() - start, 2),
        "stages_seconds": {label: round(seconds, 2) for label, seconds in stages.items()},
    }


def run(posts: int, *, one_process: bool) -> dict[str, Any]:
    """The figures of one run."""
    from django.utils import timezone

    with served(posts) as address, database() as world:
        from monitoring.alerting import services as alerting
        from monitoring.models import BucketCount, Mention

        source = prepare(world, address)
        found = serial(world, source.feed_id) if one_process else together(world, source.feed_id)
        start = time.perf_counter()
        evaluated = alerting.evaluate(world.north, now=timezone.now())
        found["evaluate_seconds"] = round(time.perf_counter() - start, 2)
        total = found["to_counts_seconds"] + found["evaluate_seconds"]
        world.enter()
        counted = sum(BucketCount.objects.filter(query=None).values_list("total", flat=True))
        assert found["collected_posts"] == posts, found
        assert Mention.objects.count() == counted == found["mentions"] == posts // 5, (found, counted)
        # Waiting for a processor that others use is not our work: the figure says how busy the machine was besides.
        return {
            "posts": posts,
            "processes": 1 if one_process else 2,
            **found,
            "series": evaluated.series,
            "seconds": round(total, 2),
            "posts_per_second": round(posts / total),
            "load_average": round(os.getloadavg()[0], 1),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=50_000)
    parser.add_argument("--serial", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = run(options.posts, one_process=options.serial)
    print(json.dumps(found, indent=None if options.json else 2))


if __name__ == "__main__":
    main()
