"""A network heard as it is said: whether one core keeps up, how far behind it is, and how soon a post is a mention.

    python -m tests.benchmarks.streams --rate 2000 --queries 10000 --seconds 60 --json

A Jetstream of ours in a process of its own says so many events a second, each with the time at which it is said: 85 % posts, 3 %
of them changed, 12 % deletions, some accounts. Another process, kept to one core, listens as `manage.py stream` does, with so many
standing queries of two agencies in its register; a third ingests for one of them as a worker would when it is told. Behind is the time
from when an event was said until it is stored and its agencies are told.
"""

import argparse
import json
import multiprocessing
import os
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from random import Random
from typing import Any

from tests.benchmarks.ingestion import database

os.environ["FIREBREAK_TEST_DATABASE"] = "firebreak_benchmark_streams"
_POSTS = "app.bsky.feed.post"
_KIND = "network.bsky.jetstream.subscribeEvents#"
_WARM = 5.0  # seconds that are not measured: an index is loaded, a pool is filled
_OURS = 150  # one post of so many is about the brand that is ingested
_NAME = "Zanzibrew"


def say(rate: int, queries: int, port: Any, over: Any) -> None:
    """The server: paced by the clock, so that who is slow falls behind."""
    from websockets.exceptions import ConnectionClosed
    from websockets.sync.server import serve

    from tests.benchmarks.matching.corpus import corpus

    texts = [one.text for one in corpus(queries, 20_000, seed=1).posts]

    def connected(connection: Any) -> None:
        random, said, began = Random(7), 0, time.time()
        with suppress(ConnectionClosed):
            while not over.is_set():
                due = int((time.time() - began) * rate)
                for number in range(said, due):
                    connection.send(event(random, number, texts))
                said = due
                time.sleep(0.005)

    server = serve(connected, "127.0.0.1", 0, subprotocols=["xrpc.v1.json"], compression=None)  # type: ignore[list-item]
    port.put(server.socket.getsockname()[1])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    over.wait()
    server.shutdown()


def event(random: Random, number: int, texts: list[str]) -> str:
    """One message, as it is said now."""
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    did = f"did:plc:{random.getrandbits(48):024d}".translate(str.maketrans("0189", "abcd"))
    payload: dict[str, Any] = {"$type": f"{_KIND}commit", "seq": number + 1, "did": did, "time": at, "rev": "3l3q"}
    drawn = random.random()
    if drawn < 0.005:
        standing = {"seq": number, "did": did, "time": at, "active": False, "status": "deleted"}
        payload |= {"$type": f"{_KIND}account", "account": standing}
        return json.dumps({"$type": "message", "payload": payload})
    payload |= {"collection": _POSTS, "rkey": f"3l3q{number}"}
    if drawn < 0.125:
        payload |= {"operation": "delete", "rkey": f"3l3q{random.randrange(max(number, 1))}"}
    else:
        text = texts[number % len(texts)]
        text = f"{text} {_NAME}" if number % _OURS == 0 else text
        record = {"$type": _POSTS, "text": text, "createdAt": at, "langs": ["en"]}
        payload |= {"operation": "update" if drawn < 0.155 else "create", "cid": f"bafy{number}", "record": record}
    return json.dumps({"$type": "message", "payload": payload})


def ingest(agency_id: str, name: str, told: Any, answer: Any) -> None:
    """A worker: takes the agency's routes when it is told, until it is told of nothing more."""
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    connection.settings_dict["NAME"] = name
    from accounts.models import Agency
    from monitoring.inbox.services import ingestion

    agency, mentions = Agency.objects.get(pk=agency_id), 0
    answer.put("ready")
    more = True
    while more:
        more = told.get()
        while not told.empty():  # told several times while it was at work
            more = told.get() and more
        mentions += sum(ingestion.ingest(agency, now=timezone.now()).mentions.values())
    answer.put(mentions)


def prepare(world: Any, queries: int, port: int) -> Any:
    """Alder is named by one query; the rest are a rival's, of a hundred brands that listen, too."""
    from uuid import uuid4

    from django.utils import timezone

    from monitoring.feeds.collection import register
    from monitoring.feeds.models import Feed, Subscription
    from monitoring.feeds.services import sources
    from monitoring.inbox.services import queries as saved
    from tests.benchmarks.matching.corpus import corpus

    now = timezone.now()
    world.enter()
    saved.save_query(member=world.manager, brand=world.alder, name="Alder", text=_NAME, now=now)
    given = sources.filled_in("bluesky", {"watch": "network", "jetstream": f"ws://127.0.0.1:{port}"})
    who = {"member": world.manager, "brand": world.alder, "name": "Bluesky", "everything": False}
    source = sources.add_source(given=given, now=now, **who)
    brands = [uuid4() for _ in range(100)]
    for number, text in enumerate(corpus(queries - 1, 1).queries):
        brand = brands[number % len(brands)]
        register.register(agency=world.rival, query_id=uuid4(), brand_id=brand, text=text, version=1, now=now)
    feed = Feed.objects.get(pk=source.feed_id)
    for brand in brands:
        wanted = {"agency": world.rival, "brand_id": brand, "source_id": uuid4(), "everything": False}
        Subscription.objects.create(feed=feed, first_served_at=now, **wanted)
    return feed


def listen(seconds: float, told: Any, rival: Any) -> dict[str, Any]:
    """Listens for so long; how far behind each event was when it was stored and told of."""
    from django.db import connection

    from accounts.tenancy import database_now
    from monitoring.feeds import collection
    from monitoring.feeds.connectors import registry
    from monitoring.feeds.connectors.bluesky.connector import BlueskyConnector
    from monitoring.feeds.connectors.protocol import Batch

    behind: list[float] = []
    began = time.time()
    cpu_at: list[float] = []

    class Measured(BlueskyConnector):
        def stream(self, *given: Any) -> Iterator[Batch]:
            for batch in super().stream(*given):
                yield batch
                now = time.time()  # whoever took the batch has stored it
                if now - began > _WARM:
                    if not cpu_at:
                        cpu_at.append(time.process_time())
                    behind.extend(now - datetime.fromisoformat(str(one["at"])).timestamp() for one in batch.records)

        def complete(self, *given: Any) -> tuple[()]:
            return ()  # nothing beyond this machine is asked

    registry.PLATFORMS["bluesky"] = Measured(turn=seconds + _WARM)
    connection.set_schema_to_public()
    live = collection.Live(
        tell=lambda agencies: told.put(True) if agencies != {rival.pk} else None,
        ending=lambda: time.time() - began > seconds + _WARM,
    )
    [claim] = collection.claim_streams(database_now(), limit=1)
    done = collection.listen(claim.feed_id, database_now(), fence=claim.fence, live=live)
    assert done.failure is None, done.failure
    used, wall = time.process_time() - cpu_at[0], time.time() - began - _WARM
    return {
        "events": len(behind),
        "events_per_second": round(len(behind) / wall),
        "core_used": round(used / wall, 2),
        "behind_seconds": {f"p{share}": _percentile(behind, share) for share in (50, 95, 99, 100)},
        "passed_on": done.routed,
    }


def _percentile(values: list[float], share: int) -> float:
    ordered = sorted(values)
    return round(ordered[min(len(ordered) * share // 100, len(ordered) - 1)], 3)


def run(rate: int, queries: int, seconds: float) -> dict[str, Any]:
    """The figures of one run."""
    context = multiprocessing.get_context("spawn")
    over, port, told, answer = context.Event(), context.Queue(), context.Queue(), context.Queue()
    server = context.Process(target=say, args=(rate, queries, port, over))
    server.start()
    try:
        with database() as world:
            from django.db import connection

            from monitoring.models import Mention

            prepare(world, queries, port.get(timeout=120))
            worker = context.Process(
                target=ingest, args=(str(world.north.pk), str(connection.settings_dict["NAME"]), told, answer)
            )
            worker.start()
            answer.get(timeout=120)
            whole = os.sched_getaffinity(0)
            os.sched_setaffinity(0, {min(whole)})
            found = listen(seconds, told, world.rival)
            os.sched_setaffinity(0, whole)
            told.put(False)
            mentions = answer.get(timeout=120)
            worker.join()
            world.enter()
            rows = Mention.objects.values_list("post__published_at", "updated_at")
            late = [(written - said).total_seconds() for said, written in rows if said]
            return {
                "rate": rate,
                "queries": queries,
                **found,
                "mentions": mentions,
                "to_mention_seconds": {f"p{share}": _percentile(late, share) for share in (50, 95, 99)},
                "load_average": round(os.getloadavg()[0], 1),
            }
    finally:
        over.set()
        server.join(20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=int, default=2_000)
    parser.add_argument("--queries", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = run(options.rate, options.queries, options.seconds)
    print(json.dumps(found, indent=None if options.json else 2))


if __name__ == "__main__":
    main()
