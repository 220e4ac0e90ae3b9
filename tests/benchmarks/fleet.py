"""python -m tests.benchmarks.fleet --series 100000 [--json]

Seconds of one core (process time, threads of the arithmetic library held to one) for one evaluation of the whole
fleet (a closed bucket judged and learned, and the spike rule asked; then the same for the open bucket, which learns
nothing), and bytes of state. A series here is a brand or query with both its streams, so 100,000 series are 200,000
streams.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import process_time

import numpy as np

from monitoring.detection import BYTES_PER_SERIES, Fleet, SpikeRule, hot

FIRST = 5_892_000  # index of the first bucket


@dataclass
class Clock:
    """Process seconds of named parts, one value per round."""

    seconds: dict[str, list[float]] = field(default_factory=dict)

    @contextmanager
    def time(self, part: str) -> Iterator[None]:
        """Time the block as one round of the part."""
        begun = process_time()
        yield
        self.seconds.setdefault(part, []).append(process_time() - begun)

    def median(self, part: str, skip: int = 0) -> float:
        """Median of the part's rounds after the first `skip`."""
        return round(float(np.median(self.seconds[part][skip:])), 4)


def measure(series: int, rounds: int, warm_up: int, seed: int = 2026) -> dict[str, float]:
    """Median seconds of each part over the rounds, after warm-up buckets that give the states a past."""
    rng = np.random.default_rng(seed)
    rate = rng.lognormal(0.0, 1.5, series)
    offsets = rng.choice([-480, -300, 0, 60, 120, 330, 540], series)
    covered = rng.random(series) > 0.01
    fleet, rule, clock = Fleet.fresh(series), SpikeRule(), Clock()
    for k in range(warm_up + rounds):
        counts = rng.poisson(rate)
        negative = rng.binomial(counts, 0.12)
        start = (FIRST + k) * 300
        with clock.time("judge"):
            hot(rule, fleet.judge_open(counts // 2, negative // 2, covered, start, offset_minutes=offsets))
        with clock.time("step"):
            hot(rule, fleet.step(counts, negative, covered, start, offset_minutes=offsets))
    with clock.time("dump"):
        states = fleet.to_bytes()
    with clock.time("load"):
        Fleet.from_bytes(states)
    return {
        "series": series,
        "streams": 2 * series,
        "seconds_per_evaluation": clock.median("step", warm_up),
        "seconds_judge_open_bucket": clock.median("judge", warm_up),
        "seconds_load_states": clock.median("load"),
        "seconds_dump_states": clock.median("dump"),
        "bytes_per_series": BYTES_PER_SERIES,
        "bytes_per_stream": round(BYTES_PER_SERIES / 2, 1),
    }


def main() -> None:
    """Read the arguments, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--warm-up", type=int, default=30)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    result = measure(arguments.series, arguments.rounds, arguments.warm_up)
    print(json.dumps(result) if arguments.json else "\n".join(f"{name}: {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
