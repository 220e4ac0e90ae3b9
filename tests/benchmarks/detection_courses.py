"""python -m tests.benchmarks.detection_courses [--brands 6] [--weeks 12] [--seed N] [--only WORD] [--json]

What is not one crisis of six hours, on generated brands: short bursts that end, a newsletter every Monday and a show
every Tuesday, a level that steps up and stays (and the same brands had they been there all along), a burn over three
days, new brands, brands whose talk is mostly complaints. All are stepped in one fleet with the rule every brand begins
with; closed buckets only. An alarm is the first finding after twelve hours without one.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from monitoring.detection import Fleet
from tests.benchmarks.detection import alarms
from tests.benchmarks.detection_crises import SEEN_NEGATIVE, SPAN, Tone, Watched, profile
from tests.benchmarks.replay_traffic import DAY, Counts, Traffic, background

WEEK = 7 * DAY
SETTLED = 5 * WEEK
SCORED = Tone("scored", SEEN_NEGATIVE, 0.12)
Bools = np.ndarray
Told = Callable[[Bools], object]


@dataclass
class Course:
    """Some brands that live through the same thing; `told` makes figures of where they were hot."""

    name: str
    all_counts: Counts
    negative: Counts
    told: Told
    begins: int = 0
    tags: list[str] = field(default_factory=list)


class Ground:
    """Background traffic of the given volume, and what is put upon it."""

    def __init__(self, brands: int, buckets: int, seed: int) -> None:
        self.brands, self.buckets = brands, buckets
        self.rng = np.random.default_rng([seed, 3])
        self.seed = seed

    def usual(self, per_day: float, share: float = 0.12) -> tuple[Counts, Counts]:
        """Counts of all and of negative posts."""
        self.seed += 1
        days = self.buckets // DAY
        counts = background(posts_per_day=per_day, brands=self.brands, days=days, seed=self.seed).all_counts
        daily = (
            self.rng.beta(50 * share, 50 * (1 - share), (self.brands, days)) if share else np.zeros((self.brands, days))
        )
        return counts, self.rng.binomial(counts.astype(np.int64), np.repeat(daily, DAY, axis=1)).astype(float)

    def put(self, counts: Counts, negative: Counts, at: int, wave: Counts, share: float) -> None:
        """Adds posts from a bucket on; `share` of them are seen as negative."""
        span = slice(at, at + wave.shape[1])
        counts[:, span] += wave
        negative[:, span] += self.rng.binomial(wave.astype(np.int64), share)

    def strewn(self, posts: int, shape: Counts) -> Counts:
        """Exactly so many posts per brand along a shape."""
        return self.rng.multinomial(posts, shape / shape.sum(), self.brands).astype(float)


def burst(ground: Ground, per_day: float, posts: int, scored: bool) -> Course:
    """So many posts in 15 minutes in the morning, nothing before and after; four mornings, days apart."""
    counts, negative = ground.usual(per_day, 0.12 if scored else 0.0)
    places = [SETTLED + k * 4 * DAY + 9 * 12 + 3 * k for k in range(4)]
    for at in places:
        ground.put(counts, negative, at, ground.strewn(posts, np.ones(3)), 0.12 if scored else 0.0)

    def told(found: Bools) -> object:
        within = np.array([found[:, at : at + 4].any(axis=1) for at in places])
        return {"within 20 minutes": round(float(within.mean()), 2)}

    more = f"{posts} posts more in 15 min on {per_day:g} a day{'' if scored else ', unscored'}"
    return Course(more, counts, negative, told)


def weekly(ground: Ground, per_day: float, posts: int) -> Course:
    """A newsletter every Monday at 09:00, answered by so many posts within three hours."""
    counts, negative = ground.usual(per_day)
    shape = np.exp(-np.arange(36) / 9.0)
    places = [monday + 9 * 12 for monday in range(0, ground.buckets - DAY, WEEK)]
    for at in places:
        ground.put(counts, negative, at, ground.strewn(posts, shape), 0.12)
    return Course(
        f"newsletter, {posts} on {per_day:g} a day", counts, negative, lambda found: _weeks(found, places, 48)
    )


def show(ground: Ground, per_day: float) -> Course:
    """Every Tuesday from 20:00 to 22:00 eight times the usual."""
    counts, negative = ground.usual(per_day)
    places = [day + 20 * 12 for day in range(DAY, ground.buckets - DAY, WEEK)]
    for at in places:
        usual = counts[:, :].mean() * 1.6
        ground.put(counts, negative, at, ground.rng.poisson(7 * usual, (ground.brands, 24)).astype(float), 0.12)
    return Course(f"show x8 on {per_day:g} a day", counts, negative, lambda found: _weeks(found, places, 36))


def _weeks(found: Bools, places: list[int], span: int) -> object:
    fired = np.stack([alarms(row) for row in found])
    hit = np.array([fired[:, at : at + span].any(axis=1) for at in places])
    return {
        "weeks 1 to 4 that alarmed": round(float(hit[:4].mean()), 2),
        "weeks from the 5th": round(float(hit[4:].mean()), 2),
        "weeks from the 7th": round(float(hit[6:].mean()), 2),
    }


def step(ground: Ground, per_day: float, times: float) -> list[Course]:
    """From one noon on, so many times as much for good; and the same brands had they been there from the first day, whose
    posts from that noon on are the very same: what they alarm with is the background of that volume."""
    at = SETTLED + 12 * 12
    before, more = ground.usual(per_day), ground.usual(per_day * (times - 1))
    there = [usual + added for usual, added in zip(before, more, strict=True)]
    rose = [
        np.concatenate([usual[:, :at], all_along[:, at:]], axis=1)
        for usual, all_along in zip(before, there, strict=True)
    ]

    def told(found: Bools) -> object:
        fired = np.stack([alarms(row) for row in found])[:, at:]
        last = [int(np.flatnonzero(row).max()) / DAY if row.any() else 0.0 for row in fired[:, : 15 * DAY]]
        first = [int(np.flatnonzero(row).min()) / 12 if row.any() else np.inf for row in fired]
        return {
            "alarms in 15 days": round(float(fired[:, : 15 * DAY].sum(axis=1).mean()), 2),
            "first after hours": round(float(np.median(first)), 1),
            **_after_day_3(found[:, at:]),
            "last alarm, day": round(float(np.max(last)), 1),
        }

    def told_there(found: Bools) -> object:
        return _after_day_3(found[:, at:])

    name = f"step x{times:g} on {per_day:g} a day"
    return [Course(name, rose[0], rose[1], told), Course(f"{name}, always there", there[0], there[1], told_there)]


def _after_day_3(found: Bools) -> dict[str, float]:
    """Alarms per brand from the 4th to the 15th day, the standard error of that, those of the 4th day alone, and the share of
    brands that were hot at all on it, lest what never ended pass for quiet."""
    fired = np.stack([alarms(row) for row in found])
    each, fourth = fired[:, 3 * DAY : 15 * DAY].sum(axis=1), slice(3 * DAY, 4 * DAY)
    return {
        "alarms after day 3": round(float(each.mean()), 2),
        "give or take": round(float(each.std(ddof=1) / np.sqrt(len(each))), 2),
        "on the 4th day": round(float(fired[:, fourth].sum(axis=1).mean()), 2),
        "hot on the 4th day": round(float(found[:, fourth].any(axis=1).mean()), 2),
    }


def burn(ground: Ground, per_day: float, posts: int) -> Course:
    """So many posts more, spread over three days along the hours people post in."""
    counts, negative = ground.usual(per_day)
    at = SETTLED
    shape = background(posts_per_day=5000, brands=1, days=3, seed=1).all_counts[0]
    ground.put(counts, negative, at, ground.strewn(posts, shape), SEEN_NEGATIVE)

    def told(found: Bools) -> object:
        evenings = [found[:, at : at + day * DAY + 21 * 12].any(axis=1) for day in range(3)]
        first = [np.flatnonzero(row[at : at + 3 * DAY]) for row in found]
        hours = [place[0] / 12 if place.size else np.inf for place in first]
        names = ("by the first evening", "second", "third")
        return {n: round(float(e.mean()), 2) for n, e in zip(names, evenings, strict=True)} | {
            "median hours": round(float(np.median(hours)), 1)
        }

    return Course(f"burn +{posts} in 3 days on {per_day:g} a day", counts, negative, told)


def calm(ground: Ground, per_day: float, share: float) -> Course:
    """Nothing happens; `share` of the talk is seen as negative, differing from day to day."""
    counts, negative = ground.usual(per_day, share)

    def told(found: Bools) -> object:
        fired = np.stack([alarms(row) for row in found])[:, 3 * DAY :]
        return {"false alarms per brand-month": round(float(fired.mean() * 30 * DAY), 2)}

    return Course(f"calm, {per_day:g} a day, {100 * share:g} % negative", counts, negative, told)


def young(ground: Ground, per_day: float, hours: int, tone: Tone) -> Course:
    """A crisis of 160 posts in 6 hours, so many hours after the brand's first count."""
    counts, negative = ground.usual(per_day, tone.ordinary)
    at = [DAY + (2, 9, 18)[k % 3] * 12 for k in range(ground.brands)]
    begins = DAY - hours * 12
    wave = np.zeros((ground.brands, ground.buckets))
    for k, place in enumerate(at):
        shape = profile(("burst", "ramp", "plateau")[k % 3])
        wave[k, place : place + SPAN] = ground.rng.multinomial(160, shape)
        # Each brand begins `hours` before its own crisis.
        wave[k] = np.roll(wave[k], begins + hours * 12 - place)
        counts[k], negative[k] = (np.roll(row[k], begins + hours * 12 - place) for row in (counts, negative))
    start = begins + hours * 12
    ground.put(counts, negative, 0, wave, tone.crisis)

    def told(found: Bools) -> object:
        early = np.stack([alarms(row) for row in found])[:, begins:start]
        return {
            "found": round(float(found[:, start : start + SPAN].any(axis=1).mean()), 2),
            "false before": round(float(early.sum(axis=1).mean()), 2),
        }

    return Course(f"new, {hours} h, {per_day:g} a day, {tone.name}", counts, negative, told, begins)


def courses(brands: int, weeks: int, seed: int) -> list[Course]:
    """All of them, on as many buckets as the weeks have."""
    ground = Ground(brands, weeks * WEEK, seed)
    unscored = Tone("unscored", 0.0, 0.0)
    # At nine in the morning a brand of 250 a day expects 4 posts in a quarter of an hour, one of 400 expects 6 to 7.
    made = [burst(ground, 250, 28, True), burst(ground, 250, 28, False)]
    made += [burst(ground, 400, 28, True), burst(ground, 400, 28, False), burst(ground, 250, 20, True)]
    made += [burst(ground, 250, 40, True), burst(ground, 1000, 60, True), burst(ground, 55, 15, True)]
    made += [weekly(ground, 40, 60), weekly(ground, 250, 200), show(ground, 40), show(ground, 250)]
    made += [one for times in (2, 3, 10) for per_day in (20, 50, 250) for one in step(ground, per_day, times)]
    made += [burn(ground, *one) for one in ((10, 60), (40, 200), (100, 500), (250, 2000))]
    made += [calm(ground, 350, 0.12), calm(ground, 350, 0.3), calm(ground, 350, 0.6), calm(ground, 350, 0.0)]
    made += [calm(ground, 25, 0.12), calm(ground, 25, 0.0), calm(ground, 5, 0.12), calm(ground, 1, 0.12)]
    for per_day in (25, 250):
        made += [young(ground, per_day, hours, tone) for hours in (2, 6, 24) for tone in (SCORED, unscored)]
    return made


def main() -> None:
    """Read the arguments, step all courses in one fleet, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--brands", type=int, default=6, help="of each course")
    parser.add_argument("--weeks", type=int, default=12)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--only", default="", help="the courses whose name begins so, each as among all")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    made = [c for c in courses(given.brands, given.weeks, given.seed) if c.name.startswith(given.only)]
    traffic = Traffic(np.concatenate([c.all_counts for c in made]), np.concatenate([c.negative for c in made]))
    begins = np.repeat([float(c.begins) for c in made], given.brands)
    found = Watched(Fleet.fresh(len(begins)), SCORED).run(traffic, begins)
    result = {c.name: c.told(found[k * given.brands : (k + 1) * given.brands]) for k, c in enumerate(made)}
    if given.json:
        print(json.dumps(result))
    else:
        print("\n".join(f"{name}: {json.dumps(value)}" for name, value in result.items()))


if __name__ == "__main__":
    main()
