"""python -m tests.benchmarks.detection_crises [--brands 12] [--days 45] [--real FOLDER] [--texts FOLDER] [--json]

Crises of 20 to 320 posts in 6 hours, as a burst, a ramp and a plateau, on brands of 1 to 20,000 posts a day: how many
the rule every brand begins with finds within the 6 hours, after how many minutes (closed buckets only, the median over
all, found or not), and its false alarms per brand-month on the same traffic without crises, after three days.

Tone is what the product's own scores make of it: of a crisis's posts SEEN_NEGATIVE are called negative, of ordinary
ones 12 %. With --texts (a folder with `val_text.txt` and `val_labels.txt`: 0 negative, 1 neutral, 2 positive) both are
measured on these texts with the product's own scores instead. `--tone unscored` gives no post a tone, `--tone none` asks
all mentions only. With --real the background is the benchmark's ten companies thinned to each volume.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from monitoring.detection import Fleet, SpikeRule, hot
from tests.benchmarks.detection import alarms
from tests.benchmarks.replay import Bools, Ground, generated, thinned
from tests.benchmarks.replay_traffic import DAY, SEEDS, START, Counts, Traffic

VOLUMES = (1.0, 2.0, 5.0, 10.0, 25.0, 55.0, 98.0, 250.0, 1000.0, 20_000.0)
POSTS = (20, 40, 80, 160, 320)
SHAPES = ("burst", "ramp", "plateau")
SPAN = 72  # buckets: 6 hours
SEEN_NEGATIVE = 0.44  # of complaints people call negative, what the product's scores call so (airline complaints, 2015)
HOURS_OF_DAY = (2, 10, 19)


@dataclass(frozen=True)
class Tone:
    """How crises and ordinary posts are scored; `paired` False: nobody asks for a tone."""

    name: str
    crisis: float
    ordinary: float
    paired: bool = True


def profile(shape: str) -> Counts:
    """The share of a crisis's posts in each of its buckets."""
    t = (np.arange(SPAN) + 0.5) / SPAN
    weights = {"burst": np.minimum(t / 0.08, 1.0) * np.exp(-2.5 * t), "ramp": t, "plateau": np.ones(SPAN)}[shape]
    out: Counts = weights / weights.sum()
    return out


def crisis(posts: int, shape: str, tone: Tone, brands: int, rng: np.random.Generator) -> Traffic:
    """Exactly so many posts, strewn along the shape."""
    counts = rng.multinomial(posts, profile(shape), brands).astype(np.float64)
    return Traffic(counts, rng.binomial(counts.astype(np.int64), tone.crisis).astype(np.float64))


def toned(ground: Ground, tone: Tone, seed: int) -> Ground:
    """The same traffic with as many negative posts as the tone sees, differing from day to day."""
    rng = np.random.default_rng([seed, 5])
    counts = ground.traffic.all_counts
    if not tone.ordinary:
        return Ground(Traffic(counts, np.zeros_like(counts)), ground.excused)
    days = counts.shape[1] // DAY + 1
    share = rng.beta(50 * tone.ordinary, 50 * (1 - tone.ordinary), (len(counts), days))
    share = np.repeat(share, DAY, axis=1)[:, : counts.shape[1]]
    return Ground(Traffic(counts, rng.binomial(counts.astype(np.int64), share).astype(np.float64)), ground.excused)


class Watched:
    """A fleet stepped through traffic with the rule every brand begins with."""

    def __init__(self, fleet: Fleet, tone: Tone, sensitivity: str = "normal", first: int = 0) -> None:
        self.fleet, self.paired, self.at = fleet, tone.paired, first
        streams = ("all", "negative") if tone.paired else ("all",)
        self.rule = SpikeRule(sensitivity=sensitivity, streams=streams)  # type: ignore[arg-type]

    def run(self, traffic: Traffic, begins: Counts | None = None, keep: tuple[int, ...] = ()) -> Bools:
        """Which brand is hot at which bucket; `kept` holds the states before the buckets named."""
        n = traffic.all_counts.shape[1]
        found = np.zeros(traffic.all_counts.shape, dtype=bool)
        self.kept: dict[int, list[bytes]] = {}
        for t in range(n):
            if t in keep:
                self.kept[t] = self.fleet.to_bytes()
            bad = traffic.negative_counts[:, t] if self.paired else None
            covered = None if begins is None else begins <= t
            e = self.fleet.step(traffic.all_counts[:, t], bad, covered, START + 300 * (self.at + t))
            found[:, t] = hot(self.rule, e)
        return found


def monthly(found: Bools, excused: Bools, begins: Counts) -> float:
    """False alarms per brand-month after three days."""
    fired = np.stack([alarms(row) for row in found]) & ~excused
    counted = (np.arange(found.shape[1]) - begins[:, None] >= 3 * DAY) & ~excused
    return float(fired[counted].sum() / max(counted.sum() / (30 * DAY), 1e-9))


def all_volumes(grounds: list[Ground], tone: Tone, sensitivity: str, seed: int) -> list[dict[str, object]]:
    """All figures of each volume, whose brands are stepped in one fleet."""
    excused = np.concatenate([ground.excused for ground in grounds])
    counts = np.concatenate([ground.traffic.all_counts for ground in grounds])
    negative = np.concatenate([ground.traffic.negative_counts for ground in grounds])
    brands, n = counts.shape
    begins = np.arange(brands) * 37.0 % DAY
    places = tuple(n - 2 * DAY + 12 * hour for hour in HOURS_OF_DAY)
    watched = Watched(Fleet.fresh(brands), tone, sensitivity)
    found = watched.run(Traffic(counts, negative), begins, places)
    kinds = [(posts, shape) for posts in POSTS for shape in SHAPES]
    delays = np.full((len(kinds), len(places), brands), np.inf)
    rng = np.random.default_rng([seed, 11])
    for p, at in enumerate(places):
        span = slice(at, at + SPAN)
        waves = [crisis(posts, shape, tone, brands, rng) for posts, shape in kinds]
        traffic = Traffic(
            np.concatenate([counts[:, span] + wave.all_counts for wave in waves]),
            np.concatenate([negative[:, span] + wave.negative_counts for wave in waves]),
        )
        forked = Watched(Fleet.from_bytes(watched.kept[at] * len(kinds)), tone, sensitivity, at)
        seen = forked.run(traffic).reshape(len(kinds), brands, SPAN)
        delays[:, p] = np.where(seen.any(axis=2), 5.0 * (seen.argmax(axis=2) + 1), np.inf)
    out, first = [], 0
    for ground in grounds:
        mine = slice(first, first + len(ground.excused))
        first = mine.stop
        said: dict[str, object] = {"false_alarms": round(monthly(found[mine], excused[mine], begins[mine]), 2)}
        for posts in POSTS:
            these = delays[[k for k, kind in enumerate(kinds) if kind[0] == posts]][:, :, mine]
            said[str(posts)] = (round(float(np.isfinite(these).mean()), 3), float(np.median(these)))
        out.append(said)
    return out


def seen_by_the_product(folder: Path) -> tuple[float, float]:
    """Of texts people call negative, and of the others, the shares the product's own scores call negative."""
    from monitoring.enrichment import enrich_many  # the scores load a model

    texts = (folder / "val_text.txt").read_text().splitlines()
    labels = [int(line) for line in (folder / "val_labels.txt").read_text().split()]
    called = [one.sentiment.label == "negative" for one in enrich_many([("", text) for text in texts])]
    negative = [c for c, label in zip(called, labels, strict=True) if label == 0]
    others = [c for c, label in zip(called, labels, strict=True) if label != 0]
    return float(np.mean(negative)), float(np.mean(others))


def tone_of(name: str, texts: Path | None) -> Tone:
    """The tone by its name."""
    if name == "unscored":
        return Tone(name, 0.0, 0.0)
    if name == "none":
        return Tone(name, 0.0, 0.0, paired=False)
    if texts is None:
        return Tone(name, SEEN_NEGATIVE, 0.12)
    negative, others = seen_by_the_product(texts)
    # Ordinary talk is taken to be one part complaint to nine of anything else.
    return Tone(f"{name}, {negative:.2f} of complaints seen", negative, 0.1 * negative + 0.9 * others)


def main() -> None:
    """Read the arguments, run every volume."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--brands", type=int, default=12)
    parser.add_argument("--days", type=int, default=45)
    parser.add_argument("--real", type=Path, help="folder with real_tweets.npz and windows.json")
    parser.add_argument("--texts", type=Path, help="folder with val_text.txt and val_labels.txt")
    parser.add_argument("--tone", choices=["scored", "unscored", "none"], default="scored")
    parser.add_argument("--volumes", type=float, nargs="+", default=VOLUMES, help="posts a day")
    parser.add_argument("--sensitivity", choices=["low", "normal", "high"], default="normal")
    parser.add_argument("--seed", type=int, default=SEEDS[0])
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    tone = tone_of(given.tone, given.texts)
    grounds = [
        toned(
            thinned(given.real, per_day, brands=given.brands, seed=given.seed)
            if given.real
            else generated(per_day, brands=given.brands, days=given.days, seed=given.seed),
            tone,
            given.seed,
        )
        for per_day in given.volumes
    ]
    told = all_volumes(grounds, tone, given.sensitivity, given.seed)
    result = {f"{per_day:g} a day": one for per_day, one in zip(given.volumes, told, strict=True)}
    if given.json:
        print(json.dumps({"tone": tone.name, **result}))
    else:
        print(tone.name, *(f"{name} {json.dumps(one)}" for name, one in result.items()), sep="\n")


if __name__ == "__main__":
    main()
