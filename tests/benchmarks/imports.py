"""A file of mentions read in: rows a second, what memory it takes, and where the time goes.

    python -m tests.benchmarks.imports --rows 1000000 --json

A CSV as Brandwatch writes it (one row in five quoted over two lines, four languages, no two texts alike) is brought, looked at and
read in by one process, as a worker does, into a database of its own; the brand has two queries. Then the same file is read in once
more, which must bring nothing. Memory is the process's own peak (the database is another process); its share before the first row
is what any worker has.
"""

import argparse
import csv
import io
import json
import os
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from typing import IO, Any

from tests.benchmarks.ground import database, machine

HEAD = (
    "Query Id",
    "Query Name",
    "Date",
    "Title",
    "Url",
    "Full Text",
    "Author",
    "Sentiment",
    "Likes",
    "Comments",
    "Resource Id",
)
TEXTS = (
    "The cold brew from {who} tasted of glass today, batch {number}, and nobody at the counter wanted to hear of it",
    "Rang the {who} shop about order {number}: they were kind, it took five minutes, well handled",
    "Schon wieder Splitter im Kaffee von {who}, Charge {number}, bitte prüft eure Flaschen bevor ihr sie öffnet",
    "Encore une bouteille de {who} rappelée, lot {number}, on se demande ce que fait le service qualité",
    "El café de {who} que compré ayer, pedido {number}, venía abierto y nadie responde a mis mensajes",
)


def _rows(count: int) -> Iterator[list[str]]:
    picks = random.Random(5)
    for number in range(count):
        text = TEXTS[number % len(TEXTS)].format(who="Alder Coffee", number=number)
        if number % 5 == 0:
            text = f'{text}\nThey said: "{picks.randrange(10**9)}", and that was it'
        minute, day = number % 1440, 1 + number // 1440 % 28
        yield ["1", "Alder", f"2026-10-{day:02d} {minute // 60:02d}:{minute % 60:02d}:00", "",
               f"https://x.com/user{number % 50_000}/status/{2_000_000_000_000_000_000 + number}", text, f"user{number % 50_000}",
               "negative", str(picks.randrange(100)), str(picks.randrange(20)), f"r-{number}"]  # fmt: skip


def _file(count: int) -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by `run`
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(_rows(count))
    text.flush()
    text.detach()
    file.seek(0)
    return file


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _stages() -> dict[str, float]:
    """Times what a step is made of; what calls it is not counted twice."""
    from monitoring.inbox.services import bringing
    from monitoring.inbox.services.importing import running
    from monitoring.inbox.services.ingestion import posts

    stages: dict[str, float] = {}

    def timed(where: Any, name: str, label: str) -> None:
        real = getattr(where, name)

        def wrapper(*args: Any, **more: Any) -> Any:
            start = time.perf_counter()
            try:
                return real(*args, **more)
            finally:
                stages[label] = stages.get(label, 0.0) + time.perf_counter() - start

        setattr(where, name, wrapper)

    timed(running.Run, "_take", "rows out of the file")
    timed(running.Records, "read", "rows as posts")
    timed(bringing, "held", "what is there already")
    timed(bringing.BrandQueries, "match", "queries")
    timed(posts, "enrich", "enrichment")
    timed(bringing, "write_posts", "posts, enrichment included")
    timed(bringing, "write_mentions", "mentions and counts")
    return stages


def _imported(world: Any, file: IO[bytes]) -> tuple[Any, float, float]:
    """The file from the door to its end: what became of it, seconds to look at it, seconds to read it in."""
    from django.utils import timezone

    from monitoring.inbox.services import importing
    from monitoring.models import Import

    file.seek(0)
    start = time.perf_counter()
    upload = importing.upload_file(
        member=world.analyst, brand=world.alder, name="bench.csv", read=file.read, now=timezone.now()
    )
    looked = time.perf_counter() - start
    upload = importing.start_import(member=world.analyst, upload=upload, now=timezone.now())
    start = time.perf_counter()
    run = importing.Run(upload.pk)
    while run.step(now=timezone.now()):
        pass
    return Import.objects.get(pk=upload.pk), looked, time.perf_counter() - start


def run(rows: int) -> dict[str, Any]:
    """The figures of one run."""
    with _file(rows) as file, database() as world:
        from django.utils import timezone

        from monitoring.inbox.services import queries
        from monitoring.models import Mention

        for name, text in (("Alder", '"Alder Coffee"'), ("Glass", "(glass OR splitter) coffee")):
            queries.save_query(member=world.manager, brand=world.alder, name=name, text=text, now=timezone.now())
        size = file.seek(0, os.SEEK_END)
        before, stages, cpu = _peak(), _stages(), time.process_time()
        done, looked, seconds = _imported(world, file)
        cpu, first = time.process_time() - cpu, dict(stages)
        assert (done.status, done.read, done.made, done.refused) == ("done", rows, rows, 0), vars(done)
        again, _, repeated = _imported(world, file)
        assert (again.made, again.known) == (0, rows) and Mention.objects.count() == rows
        return {
            "rows": rows,
            "megabytes": round(size / 2**20),
            "look_seconds": round(looked, 1),
            "seconds": round(seconds, 1),
            "rows_per_second": round(rows / seconds),
            "cpu_seconds": round(cpu, 1),
            "again_rows_per_second": round(rows / repeated),
            "stages_seconds": {label: round(took, 1) for label, took in first.items()},
            "memory_before_mb": round(before),
            "memory_peak_mb": round(_peak()),
            **machine(),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    print(json.dumps(run(options.rows), indent=None if options.json else 2))


if __name__ == "__main__":
    main()
