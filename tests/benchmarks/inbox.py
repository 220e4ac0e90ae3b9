"""The inbox at a million mentions against ten thousand: is every page as quick, however deep and however narrowed?

    python -m tests.benchmarks.inbox --json
    python -m tests.benchmarks.inbox --large 1000000 --explain

Each case is a page of 50 by the services the page and the API call: `mentions.listed` and `keyset.paginate`, rows made into
objects with post, brand, source and assignee, and the next page's token. Both agencies lie in one server; the cases of
one are run in turn with those of the other, so that a busy machine slows both. The goals: at the large size at most
three times the time of the small one, and at most 100 ms.
"""

import argparse
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.benchmarks.ground import database, machine, median, percentile, seconds_of
from tests.benchmarks.inbox_rows import SPAN, WORDS, Made, fill

GOAL_RATIO, GOAL_MS = 3.0, 100.0
Page = Callable[[], Any]


def cases(member: Any, on_some: Any, made: Made) -> dict[str, tuple[Any, dict[str, Any], float]]:
    """name → member, filters, depth (share of the list that lies before the page)."""
    big, word = made.big.pk, {name: word for name, (word, _) in WORDS.items()}
    week = {"since": made.end - timedelta(days=200), "until": made.end - timedelta(days=193)}
    return {
        "first page": (member, {}, 0),
        "deep page, nine tenths down": (member, {}, 0.9),
        "first page, member on three brands": (on_some, {}, 0),
        "deep page, member on three brands": (on_some, {}, 0.9),
        "one brand, first page": (member, {"brand": big}, 0),
        "one brand, deep page": (member, {"brand": big}, 0.9),
        "smallest brand": (member, {"brand": made.small.pk}, 0),
        "sentiment negative": (member, {"sentiment": "negative"}, 0),
        "sentiment negative of one brand": (member, {"brand": big, "sentiment": "negative"}, 0),
        "sentiment positive of one brand, deep": (member, {"brand": big, "sentiment": "positive"}, 0.9),
        "status open": (member, {"status": "open"}, 0),
        "status in progress of the smallest brand": (member, {"brand": made.small.pk, "status": "in_progress"}, 0),
        "assignee with many": (member, {"assignee": made.busy}, 0),
        "assignee with few": (member, {"assignee": made.idle}, 0),
        "nobody's, open": (member, {"assignee": "none", "status": "open"}, 0),
        "a source with few": (member, {"source": made.source.pk}, 0),
        "a narrow query": (member, {"query": made.narrow.pk}, 0),
        "one week, half a year ago": (member, week, 0),
        "text, a common word": (member, {"text": word["common"]}, 0),
        "text, a usual word": (member, {"text": word["usual"]}, 0),
        "text, a rare word": (member, {"text": word["rare"]}, 0),
        "text, a phrase of two words": (member, {"text": f"{word['usual']} -{word['common']}"}, 0),
        "text, no post holds it": (member, {"text": "nowhere-to-be-found"}, 0),
        "text, a usual word, one brand": (member, {"brand": big, "text": word["usual"]}, 0),
        "text, a usual word, smallest brand": (member, {"brand": made.small.pk, "text": word["usual"]}, 0),
        "text, a usual word, open": (member, {"status": "open", "text": word["usual"]}, 0),
        "text, a common word, deep": (member, {"text": word["common"]}, 0.9),
        "text, a usual word, deep": (member, {"text": word["usual"]}, 0.9),
        "text, a usual word, member on three brands": (on_some, {"text": word["usual"]}, 0),
        "text, a usual word, in progress": (member, {"status": "in_progress", "text": word["usual"]}, 0),
        "text, a usual word, one week": (member, {**week, "text": word["usual"]}, 0),
        "text, a usual word, a source with few": (member, {"source": made.source.pk, "text": word["usual"]}, 0),
        "text, two usual words": (member, {"text": "w64 w65"}, 0),
    }


def page(member: Any, narrowed: dict[str, Any], depth: float, end: Any) -> Page:
    """The call that makes the page."""
    from accounts.keyset import paginate
    from monitoring.inbox.services.mentions import ORDER, Filters, listed

    filters, token = Filters(**narrowed), ""
    if depth:
        above = listed(member=member, filters=filters).filter(published_at__lte=end - SPAN * depth)
        token = paginate(above, order=ORDER, size=1).next_token

    def make() -> Any:
        return paginate(listed(member=member, filters=filters), order=ORDER, token=token, size=50)

    return make


def measure(runs: int, agencies: list[tuple[Any, dict[str, Page]]], world: Any) -> dict[str, Any]:
    """Each case: milliseconds at both sizes, in turns."""
    found = {}
    for name in agencies[0][1]:
        times: list[list[float]] = [[] for _ in agencies]
        for at in range(runs + 3):
            for taken, (agency, pages) in zip(times, agencies, strict=True):
                world.enter(agency)
                spent = seconds_of(pages[name]) * 1000
                if at >= 3:  # the first ones warm what a running server has warm
                    taken.append(spent)
        small, large = times
        rows = []
        for agency, pages in agencies:
            world.enter(agency)
            rows.append(len(pages[name]().rows))
        found[name] = {
            "small_ms": round(median(small), 1),
            "large_ms": round(median(large), 1),
            "large_p95_ms": round(percentile(large, 0.95), 1),
            "ratio": round(median(large) / median(small), 2),
            "small_rows": rows[0],
            "rows": rows[1],
            # A page of fewer rows is quicker to make: beside the plain ratio, that of the time by row.
            "ratio_by_row": round(median(large) / median(small) * max(rows[0], 1) / max(rows[1], 1), 2),
        }
    return found


def _members(world: Any, agency: Any, slug: str) -> list[Any]:
    from tests.world import person

    return [
        person(agency, f"busy@{slug}.example", "Busy", "owner"),
        person(agency, f"some@{slug}.example", "Some", "manager"),
        person(agency, f"idle@{slug}.example", "Idle", "analyst"),
    ]


def prepare(world: Any, agency: Any, slug: str, rows: int) -> dict[str, Page]:
    """Fills an agency and makes its pages."""
    from accounts.brands.models import Brand, BrandTeam

    world.enter(agency)
    members = _members(world, agency, slug)
    made = fill(members, rows)
    for at in (3, 8, 15):
        BrandTeam.objects.create(brand=Brand.objects.get(slug=f"brand-{at:02}"), user=members[1].user)
    chosen = cases(members[0], members[1], made)
    return {name: page(*case, made.end) for name, case in chosen.items()}


def explain(pages: dict[str, Page], names: list[str]) -> None:
    """Prints the plans of the named cases."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for name in names:
        with CaptureQueriesContext(connection) as captured:
            pages[name]()
        statement = captured.captured_queries[-1]["sql"]
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + statement.replace("%", "%%"))
            print(f"\n== {name}\n" + "\n".join(line for (line,) in cursor.fetchall()))


def run(small: int, large: int, runs: int, *, plans: bool) -> dict[str, Any]:
    with database() as world:
        agencies = [
            (world.rival, prepare(world, world.rival, "rival", small)),
            (world.north, prepare(world, world.north, "north", large)),
        ]
        found = measure(runs, agencies, world)
        missed = [name for name, of in found.items() if of["ratio"] > GOAL_RATIO or of["large_ms"] > GOAL_MS]
        if plans:
            world.enter(world.north)
            explain(agencies[1][1], missed)
        return {"small": small, "large": large, "runs": runs, "cases": found, "missed": missed, **machine()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--explain", action="store_true", help="print the plan of every case that misses its goal")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = run(options.small, options.large, options.runs, plans=options.explain)
    if options.json:
        print(json.dumps(found))
        return
    for name, of in found["cases"].items():
        print(
            f"{name:44} {of['small_ms']:8} {of['large_ms']:8} {of['large_p95_ms']:8} {of['ratio']:6} × "
            f"{of['small_rows']:3} {of['rows']:3}"
        )
    print({name: value for name, value in found.items() if name != "cases"})


if __name__ == "__main__":
    main()
