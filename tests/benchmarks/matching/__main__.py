"""Measures the matcher, in processor time: `python -m tests.benchmarks.matching --queries 100000 --posts 5000 [--engine python] [--json]`.

With `--peers` the queries are those every peer can say, and each peer's matches are compared with ours.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from monitoring.matching import Document, Matcher, Query, parse
from tests.benchmarks.matching.corpus import Corpus, corpus

Result = dict[str, object]


def main() -> int:
    """Prints the figures; with --peers the exit code says whether all match sets were equal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=int, default=100_000)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("python", "compiled"), default="python")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    made = corpus(wanted.queries, wanted.posts, seed=wanted.seed, plain=wanted.peers)
    result: Result = {"queries": wanted.queries, "posts": wanted.posts, "seed": wanted.seed, "engine": wanted.engine}
    result["load average"] = os.getloadavg()[0]
    result["start to first match, s: wall, processor"] = _start(wanted.engine)
    matcher, queries = _filled(made, wanted.engine, result)
    found = _matched(matcher, made.posts, result)
    _changes(matcher, queries, result)
    _snapshot(matcher, made.posts[:200], found[:200], wanted.engine, result)
    equal = True
    if wanted.peers:
        from tests.benchmarks.matching.peers import measured

        result["peers"], equal = measured(made, found, float(str(result["posts per second"])))
    print(
        json.dumps(result, indent=2) if wanted.json else "\n".join(f"{name}: {value}" for name, value in result.items())
    )
    return 0 if equal else 1


def _start(engine: str) -> list[float]:
    """Of a new process, from nothing to the first match. What is cached is made first, as on any machine but a new one."""
    script = (
        f"from monitoring.matching import Document, Matcher, parse; m = Matcher({engine!r}); m.add(1, parse('nike'));"
        "assert m.match(Document('Nike')) == [1]; import time; print(time.process_time())"
    )
    for _ in range(2):
        began = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        wall = time.perf_counter() - began
    return [round(wall, 2), round(float(done.stdout), 2)]


def _filled(made: Corpus, engine: str, result: Result) -> tuple[Matcher, list[Query]]:
    began = time.process_time()
    queries = [parse(text) for text in made.queries]
    result["parse µs per query"] = round((time.process_time() - began) / len(queries) * 1e6, 1)
    matcher = Matcher(engine)
    matcher.match(made.posts[0])  # loads or compiles what the engine needs
    gc.collect()
    before = _resident()
    began = time.process_time()
    for number, query in enumerate(queries):
        matcher.add(number, query)
    result["add µs per query"] = round((time.process_time() - began) / len(queries) * 1e6, 1)
    gc.collect()
    gc.freeze()  # as a worker does after it has loaded: what lives for ever need not be looked at
    result["bytes per query"] = round((_resident() - before) / len(queries))
    result["stats"] = matcher.stats()._asdict()
    return matcher, queries


def _resident() -> int:
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize()


def _matched(matcher: Matcher, posts: list[Document], result: Result) -> list[list[int]]:
    warm = posts[:500]
    matcher.match_batch(warm)
    rates: list[float] = []
    found: list[list[int]] = []
    for _ in range(3):
        began = time.process_time()
        found = matcher.match_batch(posts)  # type: ignore[assignment]
        rates.append(len(posts) / (time.process_time() - began))
    batches = sorted(_timed(matcher.match_batch, posts[at : at + 100]) for at in range(0, len(posts), 100))
    result["posts per second"] = round(max(rates))
    result["posts per second, median of 3"] = round(statistics.median(rates))
    result["ms per batch of 100, p50 and p99"] = [
        round(batches[len(batches) * part // 100] * 1e3, 2) for part in (50, 99)
    ]
    result["matches per post"] = round(sum(map(len, found)) / len(posts), 2)
    return [sorted(ids) for ids in found]


def _timed(work: Callable[..., object], *given: object) -> float:
    began = time.process_time()
    work(*given)
    return time.process_time() - began


def _changes(matcher: Matcher, queries: list[Query], result: Result) -> None:
    """Removes and adds again a tenth of the queries, one by one."""
    some = range(0, len(queries), 10)
    removing = [_timed(matcher.remove, number) for number in some]
    adding = [_timed(matcher.add, number, queries[number]) for number in some]
    result["remove µs, mean and p99"] = _mean_and_p99(removing)
    result["add again µs, mean and p99"] = _mean_and_p99(adding)


def _mean_and_p99(seconds: list[float]) -> list[float]:
    seconds.sort()
    return [round(statistics.fmean(seconds) * 1e6, 1), round(seconds[len(seconds) * 99 // 100] * 1e6, 1)]


def _snapshot(matcher: Matcher, posts: list[Document], expected: list[list[int]], engine: str, result: Result) -> None:
    data = matcher.snapshot()
    began = time.process_time()
    loaded = Matcher.load(data, engine)
    result["snapshot load, s of processor time"] = round(time.process_time() - began, 2)
    result["snapshot MB"] = round(len(data) / 1e6, 1)
    result["snapshot matches alike"] = [sorted(ids) for ids in loaded.match_batch(posts)] == expected  # type: ignore[type-var]


if __name__ == "__main__":
    sys.exit(main())
