"""The change feed over a long record: does a call cost the same whatever is asked for, by whomever, however rare it is?

    python -m tests.benchmarks.events --json
    python -m tests.benchmarks.events --events 10000000
    python -m tests.benchmarks.events delivery --json       (webhooks: see events_delivery)

Each case is one call by the service that page and API use, rows made into objects. Beside it the same question without the
window of positions: the first page of all that fits after the same position, as a feed would ask that does not stop.
The goal: at most 20 ms, of the median and at the end of the record and at its beginning alike.
"""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from tests.benchmarks.ground import database, machine, median, percentile, seconds_of

GOAL_MS, RUNS, SIZE = 20.0, 15, 50
# A thousandth is of the tiny brand and lies in the first half; one in a million is rare; all else is the large brand's.
_FILL = """
    INSERT INTO events_event (
        id, position, at, action, version, subject_kind, subject_id, subject_label, incident_id, brand_id, visibility, severity, drill,
        actor_kind, actor_id, actor_label, key_id, by_link, request_id, ip, data
    )
    SELECT gen_random_uuid(), n, now() - (%(events)s - n) * interval '1 second',
        CASE WHEN n %% 1000000 = 500000 THEN 'agency.settings_changed' WHEN n %% 3 = 0 THEN 'brand.changed' ELSE 'contact.changed' END,
        1, 'contact', gen_random_uuid()::text, 'Contact ' || n, NULL,
        CASE WHEN n %% 1000 = 7 AND n < %(events)s / 2 THEN %(tiny)s::uuid ELSE %(large)s::uuid END,
        CASE WHEN n %% 50 = 0 THEN 'owners' ELSE 'internal' END, NULL, n %% 200 = 0, 'person', %(actor)s, 'Olga Owner', NULL, false,
        '01JC8Q2M4T01JC8Q2M4T', '203.0.113.7', '{"subject": "Alder Coffee", "detail": ["name: Alder Coffee"]}'
    FROM generate_series(%(start)s::bigint, %(stop)s::bigint) AS n
"""
_BATCH = 1_000_000


def fill(world: Any, events: int) -> None:
    """Writes the record and lets the database count what is in it."""
    from django.db import connection

    connection.set_autocommit(True)
    given = {"events": events, "tiny": world.lumen.pk, "large": world.alder.pk, "actor": world.owner.user_id}
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("DELETE FROM events_event")
        for start in range(1, events + 1, _BATCH):
            cursor.execute(_FILL, given | {"start": start, "stop": min(start + _BATCH - 1, events)})
        cursor.execute("VACUUM ANALYZE events_event")


def cases(world: Any, events: int) -> dict[str, tuple[Any, dict[str, Any], int | None]]:
    """name → member, filters, after which position (None: the newest first)."""
    rare = {"actions": ("agency.settings_changed",)}
    nothing = {"actions": ("member.joined",)}
    return {
        "an owner, at the end": (world.owner, {}, events - 100),
        "an owner, from the beginning": (world.owner, {}, 0),
        "a member of a tiny brand, where it has some": (world.other, {}, 0),
        "a member of a tiny brand, where it has none": (world.other, {}, events // 2 + 1000),
        "a rare action": (world.owner, rare, 0),
        "an action that never happened": (world.owner, nothing, 0),
        "one subject": (world.owner, {"subject_kind": "contact", "subject": "none"}, 0),
        "an actor who did nothing": (world.owner, {"actor": 1}, 0),
        "words in a label": (world.owner, {"text": "nowhere-to-be-found"}, 0),
        "newest first, an owner": (world.owner, {}, None),
        "newest first, a member of a tiny brand": (world.other, {}, None),
        "newest first, a rare action": (world.owner, rare, None),
    }


def asked(member: Any, filters: dict[str, Any], after: int | None) -> Callable[[], Any]:
    """The call as it is made."""
    from accounts.events.services import reading
    from accounts.events.services.reading import Filters

    if after is None:
        return lambda: reading.newest(member, Filters(**filters), size=SIZE)
    return lambda: reading.feed(member, Filters(**filters), after=after, size=SIZE)


def unbounded(member: Any, filters: dict[str, Any], after: int | None) -> Callable[[], Any]:
    """The same question, asked of the whole rest of the record."""
    from accounts.events.services import reading
    from accounts.events.services.reading import Filters

    rows = reading.seen(member, Filters(**filters))
    if after is None:
        return lambda: list(rows.order_by("-position")[: SIZE + 1])
    return lambda: list(rows.filter(position__gt=after).order_by("position")[: SIZE + 1])


def measure(world: Any, events: int) -> dict[str, dict[str, float]]:
    """Milliseconds of each case: the median, the slowest of twenty, and the same without the window."""
    found = {}
    for name, case in cases(world, events).items():
        bounded, whole = asked(*case), unbounded(*case)
        bounded()
        times = [seconds_of(bounded) * 1000 for _ in range(RUNS)]
        without = [seconds_of(whole) * 1000 for _ in range(3)]
        found[name] = {
            "median_ms": round(median(times), 2),
            "p95_ms": round(percentile(times, 0.95), 2),
            "without_window_ms": round(median(without), 2),
            "ratio": round(median(without) / median(times), 2),
        }
    return found


def main() -> None:
    """Prints the figures, or writes them as JSON."""
    if sys.argv[1:2] == ["delivery"]:
        from tests.benchmarks import events_delivery  # not above: what it needs loads settings

        sys.exit(events_delivery.main(sys.argv[2:]))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    began = datetime.now(UTC)
    with database() as world:
        filling = seconds_of(lambda: fill(world, options.events))
        found, stood_on = measure(world, options.events), machine()
    worst = max(one["median_ms"] for one in found.values())
    result = {
        "benchmark": "events", "began": began.isoformat(), "machine": stood_on, "events": options.events,
        "filled_in_s": round(filling, 1), "goal_ms": GOAL_MS, "worst_median_ms": worst, "reached": worst <= GOAL_MS, "cases": found,
    }  # fmt: skip
    if options.json:
        print(json.dumps(result, indent=2))
        return
    print(f"{options.events:,} events, filled in {filling:.0f} s")
    for name, one in found.items():
        print(
            f"{name:50} {one['median_ms']:8.1f} ms, p95 {one['p95_ms']:8.1f}, without window {one['without_window_ms']:10.1f} ms"
        )
    print(f"goal {GOAL_MS:.0f} ms: {'reached' if worst <= GOAL_MS else 'not reached'}")


if __name__ == "__main__":
    main()
