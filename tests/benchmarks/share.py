"""A worker's share: many agencies' series judged in one vectorised pass, against the same agencies one by one.

    python -m tests.benchmarks.share --agencies 50 --brands 8 --json

Every brand has the rules it begins with and a day of counts. Minute after minute is judged, all agencies every time, in turns
by `evaluate_share` and by `evaluate` for each; a round is the five minutes of one bucket, with a post counted for a part of
the brands before each minute. A post is read up to ten minutes after it was published, as feeds are read: most fall into a
bucket that is closed, and have their series run again from its settled state. `pass` is the arithmetic alone (states loaded, stepped, judged, dumped) of both ways.
"""

import argparse
import json
import random
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

from tests.benchmarks.ground import database, machine, median, seconds_of

MINUTES = 5


def build(agencies: int, brands: int, now: datetime) -> list[Any]:
    """The agencies with their brands, rules and a day of counts."""
    from django.db import connection
    from django_tenants.utils import tenant_context

    from accounts.brands.models import Brand
    from accounts.models import Agency
    from accounts.services import schema_template
    from monitoring.alerting import services as alerting
    from tests.benchmarks.agencies import create
    from tests.world import person

    connection.set_schema_to_public()
    schema_template.rebuild_template()
    create(agencies)
    made = list(Agency.objects.filter(status="active", slug__startswith="made-").order_by("pk"))
    draw = random.Random(2026)
    for agency in made:
        owner = person(agency, f"owner@{agency.slug}.example", "Olga Owner", "owner")
        with tenant_context(agency):
            for number in range(brands):
                brand = Brand.objects.create(name=f"Brand {number}", slug=f"brand-{number}", time_zone="Europe/Berlin")
                alerting.create_default_rules(member=owner, brand=brand, now=now)
                count(brand, now, [draw.choice((0, 0, 1, 2)) for _ in range(288)])
    return made


def count(brand: Any, now: datetime, posts: list[int]) -> None:
    """Counts of the buckets up to `now`, as ingestion adds them."""
    from django.db import transaction

    from monitoring.inbox.services.ingestion.counts import Counting

    counting = Counting()
    for back, many in enumerate(posts):
        for _ in range(many):
            counting.add((brand.pk, None), now - timedelta(minutes=5 * back), negative=False, quiet=False)
    with transaction.atomic():
        counting.write()


def arrive(agencies: list[Any], now: datetime, draw: random.Random) -> None:
    """A post for one brand in eight, published within the last ten minutes."""
    from django_tenants.utils import tenant_context

    from accounts.brands.models import Brand

    for agency in agencies:
        with tenant_context(agency):
            for brand in Brand.objects.all():
                if draw.random() < 1 / 8:
                    count(brand, now - timedelta(minutes=10 * draw.random()), [1])


def by_share(agencies: list[Any], now: datetime) -> None:
    """As the beat has it done."""
    from monitoring.alerting import services as alerting

    share = alerting.evaluate_share(agencies, now=now)
    assert not share.alone


def one_by_one(agencies: list[Any], now: datetime) -> None:
    """An evaluation of each agency's own."""
    from monitoring.alerting import services as alerting

    for agency in agencies:
        alerting.evaluate(agency, now=now)


class Passes:
    """Seconds spent in the pass itself."""

    def __init__(self) -> None:
        from monitoring.alerting.services import passes

        self.seconds, self.calls = 0.0, 0
        whole = passes.run_all

        def timed(*given: Any) -> None:
            began = perf_counter()
            whole(*given)
            self.seconds += perf_counter() - began
            self.calls += 1

        passes.run_all = timed

    def taken(self) -> float:
        spent, self.seconds = self.seconds, 0.0
        return spent


def run(agencies: int, brands: int, rounds: int) -> dict[str, Any]:
    with database():
        from django.utils import timezone
        from django_tenants.utils import tenant_context

        from monitoring.models import SeriesState

        start = timezone.now().replace(minute=0, second=30, microsecond=0)
        made = build(agencies, brands, start)
        draw, spent = random.Random(7), Passes()
        one_by_one(made, start)
        seconds: dict[str, list[float]] = {"share": [], "one_by_one": []}
        passing: dict[str, list[float]] = {"share": [], "one_by_one": []}
        for turn in range(2 * rounds):
            way, judge = (("share", by_share), ("one_by_one", one_by_one))[turn % 2]
            for minute in range(MINUTES):
                now = start + timedelta(minutes=MINUTES * (turn + 1) + minute)
                arrive(made, now, draw)
                spent.taken()
                seconds[way].append(seconds_of(lambda now=now, judge=judge: judge(made, now)))
                passing[way].append(spent.taken())
        series = 0
        for agency in made:
            with tenant_context(agency):
                series += SeriesState.objects.count()
        return {
            "agencies": len(made),
            "series": series,
            "minutes_judged_each_way": rounds * MINUTES,
            "share_seconds": round(median(seconds["share"]), 3),
            "one_by_one_seconds": round(median(seconds["one_by_one"]), 3),
            "times_faster": round(median(seconds["one_by_one"]) / median(seconds["share"]), 2),
            "pass_of_share_seconds": round(median(passing["share"]), 4),
            "passes_one_by_one_seconds": round(median(passing["one_by_one"]), 4),
            "pass_times_faster": round(median(passing["one_by_one"]) / median(passing["share"]), 1),
            **machine(),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agencies", type=int, default=50)
    parser.add_argument("--brands", type=int, default=8, help="of each agency")
    parser.add_argument("--rounds", type=int, default=4, help="buckets of five minutes judged each way")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = run(options.agencies, options.brands, options.rounds)
    print(json.dumps(found, indent=None if options.json else 2))


if __name__ == "__main__":
    main()
