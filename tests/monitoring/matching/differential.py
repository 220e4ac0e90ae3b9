"""Engines against the reference, on random queries and posts.

A longer run: `python -m tests.monitoring.matching.differential --pairs 1000000 --seed 1`
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Hashable
from importlib.util import find_spec
from random import Random

from monitoring.matching import Document, Matcher, Query, QueryError, evaluate, parse
from monitoring.matching.reference import Reading, matches
from tests.monitoring.matching.generators import random_document, random_query

__all__ = ["ENGINES", "differences", "random_queries"]


ENGINES = ("python", "compiled") if find_spec("numba") else ("python",)


def random_queries(random: Random, count: int) -> list[tuple[str, Query]]:
    """That many queries the parser takes, with their text."""
    found: list[tuple[str, Query]] = []
    while len(found) < count:
        text = random_query(random)
        try:
            found.append((text, parse(text)))
        except QueryError as error:
            codes = {problem.code for problem in error.problems}
            if codes != {"no-positive-term"}:
                raise AssertionError(f"{text!r}: {error}") from error
    return found


def differences(seed: int, queries: int, documents: int) -> tuple[list[tuple[str, Document]], int]:
    """The (query, document) on which an engine and the reference differ, and how many pairs matched."""
    random = Random(seed)
    asked = random_queries(random, queries)
    posts = [random_document(random) for _ in range(documents)]
    found = [_found(engine, asked, posts) for engine in ENGINES]
    wrong: list[tuple[str, Document]] = []
    matched = 0
    for at, post in enumerate(posts):
        reading = Reading(post)
        for number, (text, query) in enumerate(asked):
            expected = matches(query.tree, reading)
            matched += expected
            if any(expected != (number in ids[at]) for ids in found):
                wrong.append((text, post))
        one = random.randrange(queries)
        if evaluate(asked[one][1], post) != matches(asked[one][1].tree, reading):
            wrong.append((asked[one][0], post))
    return wrong, matched


def _found(engine: str, asked: list[tuple[str, Query]], posts: list[Document]) -> list[set[Hashable]]:
    matcher = Matcher(engine)
    for number, (_text, query) in enumerate(asked):
        matcher.add(number, query)
    return [set(ids) for ids in matcher.match_batch(posts)]


def main() -> int:
    """Prints what was run and every difference; the exit code says whether there was one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    began = time.perf_counter()
    done = matched = 0
    wrong: list[tuple[str, Document]] = []
    seed = wanted.seed
    while done < wanted.pairs:
        found, hits = differences(seed, 250, 200)
        wrong += found
        matched += hits
        done += 250 * 200
        seed += 1
    for text, post in wrong[:10]:
        print(f"differs: {text!r} on {post!r}")
    seconds = time.perf_counter() - began
    print(f"{done:,} pairs, {matched:,} matched, {len(wrong)} differences, engines {', '.join(ENGINES)}")
    print(f"seeds {wanted.seed} to {seed - 1}, {seconds:.0f} s")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
