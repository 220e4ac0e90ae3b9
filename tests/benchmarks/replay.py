"""python -m tests.benchmarks.replay [--brands 40] [--days 60] [--real FOLDER] [--sensitivity WORD] [--volumes N …]
[--json]

Replays traffic through the detector at every volume tier and says: false alarms per brand-month, false alarms in
the first three days, and how often and how soon a crisis of 160 posts in 6 hours is found, after 2, 24 and 72 hours
of history and on a settled brand, with and without the negative stream. The background is generated (see
`replay_traffic`), or with --real the benchmark's own brands thinned to the tier's volume, labelled windows not
counted as false alarms. Seeds are fixed.

A crisis is found when the spike rule finds anything within its 6 hours; the delay runs from its first bucket and is
measured in minutes, the open bucket being judged every minute. An alarm is the first finding after 12 hours without
one.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from monitoring.detection import Fleet, SpikeRule, hot
from tests.benchmarks.detection import alarms
from tests.benchmarks.detection_score import load
from tests.benchmarks.replay_traffic import (
    DAY,
    NEGATIVE_SHARE,
    SEEDS,
    START,
    TIERS,
    Counts,
    Traffic,
    background,
    inject,
)

CRISIS_POSTS, CRISIS_HOURS = 160.0, 6.0
SPAN = round(CRISIS_HOURS * 12)
HISTORIES = {"2 h": 24, "24 h": DAY, "72 h": 3 * DAY}
CRISIS_HOURS_OF_DAY = (2, 10, 19)
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Ground:
    """Traffic of several brands, and the buckets that do not count as false alarms."""

    traffic: Traffic
    excused: Bools  # (brands, buckets)

    @property
    def buckets(self) -> int:
        """Length of the traffic."""
        return int(self.traffic.all_counts.shape[1])


def generated(posts_per_day: float, *, brands: int, days: int, seed: int) -> Ground:
    """Made-up brands."""
    traffic = background(posts_per_day=posts_per_day, brands=brands, days=days, seed=seed)
    return Ground(traffic, np.zeros(traffic.all_counts.shape, dtype=bool))


def thinned(folder: Path, posts_per_day: float, *, brands: int, seed: int) -> Ground:
    """The benchmark's ten companies, each thinned several times to the volume; a labelled window and a day after
    excused."""
    rng = np.random.default_rng([seed, round(posts_per_day * 10)])
    files = load(folder)
    n = min(len(f.values) for f in files) // DAY * DAY
    counts, excused = np.zeros((brands, n)), np.zeros((brands, n), dtype=bool)
    for i in range(brands):
        file = files[i % len(files)]
        values = file.values[:n].astype(np.int64)
        counts[i] = rng.binomial(values, min(1.0, posts_per_day / (values.mean() * DAY)))
        for a, b in file.windows:
            excused[i, a : b + DAY] = True
    share = np.repeat(np.clip(rng.beta(6.0, 44.0, (brands, n // DAY)), 0.02, 0.5) * NEGATIVE_SHARE / 0.12, DAY, axis=1)
    return Ground(Traffic(counts, rng.binomial(counts.astype(np.int64), share).astype(float)), excused)


class Watch:
    """A fleet over some brands' traffic, with or without their negative stream."""

    def __init__(self, fleet: Fleet, sensitivity: str, *, paired: bool) -> None:
        self.fleet, self.paired = fleet, paired
        self.rule = SpikeRule(sensitivity=sensitivity, streams=("all", "negative") if paired else ("all",))  # type: ignore[arg-type]

    def close(self, traffic: Traffic, t: int, covered: Bools | None = None) -> Bools:
        """Step one closed bucket; which brands are hot."""
        bad = traffic.negative_counts[:, t] if self.paired else None
        return hot(self.rule, self.fleet.step(traffic.all_counts[:, t], bad, covered, START + 300 * t))

    def judge(self, all_counts: Counts, negative: Counts, t: int) -> Bools:
        """Judge the open bucket `t` with the counts so far."""
        return hot(
            self.rule, self.fleet.judge_open(all_counts, negative if self.paired else None, None, START + 300 * t)
        )


def false_alarms(ground: Ground, watch: Watch, keep: list[int]) -> tuple[float, float, dict[int, list[bytes]]]:
    """Alarms per brand-month after three days, alarms per brand in the first three, and the states before some buckets.

    Brands begin at different hours of the first day.
    """
    brands = len(ground.excused)
    begins = np.arange(brands) * 37 % DAY
    found = np.zeros(ground.excused.shape, dtype=bool)
    states = {}
    for t in range(ground.buckets):
        if t in keep:
            states[t] = watch.fleet.to_bytes()
        found[:, t] = watch.close(ground.traffic, t, begins <= t)
    fired = np.stack([alarms(row) for row in found]) & ~ground.excused
    age = np.arange(ground.buckets) - begins[:, None]
    settled = (age >= 3 * DAY) & ~ground.excused
    return (
        float(fired[settled].sum() / (settled.sum() / (30 * DAY))),
        float(fired[age < 3 * DAY].sum() / brands),
        states,
    )


def delays(traffic: Traffic, watch: Watch, at: int, seed: int) -> Counts:
    """Minutes from the crisis's first bucket to the first finding, per brand; infinite where it is not found in
    time."""
    rng = np.random.default_rng([seed, at])
    brands = traffic.all_counts.shape[0]
    first = np.full(brands, np.inf)
    for t in range(at, at + SPAN):
        count, bad = traffic.all_counts[:, t].astype(np.int64), traffic.negative_counts[:, t].astype(np.int64)
        # Posts fall evenly into the five minutes; negative and other ones are split apart so that both only grow.
        tone = [rng.multinomial(k, [0.2] * 5).cumsum(axis=1) for k in (bad, count - bad)]
        for minute in range(4):
            seen = watch.judge((tone[0] + tone[1])[:, minute].astype(float), tone[0][:, minute].astype(float), t)
            first = np.minimum(first, np.where(seen, (t - at) * 5 + minute + 1.0, np.inf))
        seen = watch.close(traffic, t)
        first = np.minimum(first, np.where(seen, (t - at) * 5 + 5.0, np.inf))
    return first


def _found(minutes: Counts) -> dict[str, float]:
    """Share found, and the median delay over all, found or not."""
    return {"found": round(float(np.isfinite(minutes).mean()), 3), "median_minutes": float(np.median(minutes))}


def tier(ground: Ground, sensitivity: str, *, paired: bool, seed: int) -> dict[str, object]:
    """All figures of one volume tier."""
    brands = len(ground.excused)
    settled_at = [30 * DAY + 12 * hour for hour in CRISIS_HOURS_OF_DAY]
    watch = Watch(Fleet.fresh(brands), sensitivity, paired=paired)
    monthly, early, states = false_alarms(ground, watch, settled_at)
    out: dict[str, object] = {
        "false_alarms_per_brand_month": round(monthly, 2),
        "false_alarms_first_3_days": round(early, 2),
    }
    for name, history in HISTORIES.items():
        minutes = []
        for hour in CRISIS_HOURS_OF_DAY:
            at = 4 * DAY + 12 * hour
            crisis = inject(ground.traffic, at=at, posts=CRISIS_POSTS, hours=CRISIS_HOURS, seed=seed)
            young = Watch(Fleet.fresh(brands), sensitivity, paired=paired)
            for t in range(at - history, at):
                young.close(crisis, t)
            minutes.append(delays(crisis, young, at, seed))
        out[f"crisis after {name}"] = _found(np.concatenate(minutes))
    minutes = []
    for at in settled_at:
        crisis = inject(ground.traffic, at=at, posts=CRISIS_POSTS, hours=CRISIS_HOURS, seed=seed)
        minutes.append(delays(crisis, Watch(Fleet.from_bytes(states[at]), sensitivity, paired=paired), at, seed))
    out["crisis, settled"] = _found(np.concatenate(minutes))
    return out


def main() -> None:
    """Read the arguments, run every tier."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--brands", type=int, default=40)
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--real", type=Path, help="folder with real_tweets.npz and windows.json")
    parser.add_argument("--sensitivity", choices=["low", "normal", "high"], default="normal")
    parser.add_argument("--volumes", type=float, nargs="+", default=TIERS, help="posts a day")
    parser.add_argument("--seed", type=int, default=SEEDS[0])
    parser.add_argument("--all-only", action="store_true", help="without the negative stream")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    result = {}
    for volume in arguments.volumes:
        if arguments.real:
            ground = thinned(arguments.real, volume, brands=arguments.brands, seed=arguments.seed)
        else:
            ground = generated(volume, brands=arguments.brands, days=arguments.days, seed=arguments.seed)
        name = f"{volume:g} posts a day"
        result[name] = tier(ground, arguments.sensitivity, paired=not arguments.all_only, seed=arguments.seed)
        if not arguments.json:
            print(name, json.dumps(result[name]), flush=True)
    if arguments.json:
        print(json.dumps(result))


if __name__ == "__main__":
    main()
