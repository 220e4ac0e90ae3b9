"""python -m tests.benchmarks.detection_nested [FOLDER] [--json]

Nested leave-one-brand-out on realTweets: for each of the ten brands, configuration and threshold are chosen on the
other nine by this script alone, then the tenth is scored with them; the ten are pooled. The family varies the
windows' weights, the followed rarity, the least surprise and the weight of the bar; every other constant is the
detector's. Chosen is what maximises, on the nine, the mean of the three profiles less 10 points per false alarm per
brand-month above 2, averaged over the neighbouring thresholds and over the configurations that differ in one
choice: a plateau, not a peak. Also said: the shipped configuration with only its threshold chosen on nine. The
family itself was drawn up knowing all ten brands, as any published configuration is.
"""

from __future__ import annotations

import argparse
import itertools
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from monitoring.detection import scan as scanning
from monitoring.detection import state
from monitoring.detection.fleet import TAIL_STEP
from monitoring.detection.state import BAR
from monitoring.detection.surprise import tail_score
from tests.benchmarks.detection import alarms
from tests.benchmarks.detection_score import Labelled, Tally, load, tally, total

HERE = Path(__file__).resolve().parents[1] / "monitoring" / "detection" / "nab"
# Of the windows of 5, 10, 15, 30, 60 and 120 minutes; the quarter of an hour is not part of the score.
WEIGHTS = {
    "even": (1, 1, 0, 1, 1, 1), "hour": (1, 1, 0, 1, 2, 1), "short": (1, 1, 0, 0, 2, 1), "sparse": (1, 0, 0, 1, 2, 1),
}  # fmt: skip
RARITIES = (0.01, 0.007, 0.005)
LEAST = (0.0, 2.5, 3.0)
BAR_WEIGHTS = (0.0, 0.3, 0.5)
THRESHOLDS = np.round(np.arange(1.6, 2.81, 0.05), 2)
MOST_FALSE_ALARMS = 2.0
REACH = 3  # thresholds on either side that a choice is averaged over
Floats = npt.NDArray[np.float64]
Choice = tuple[str, float, float, float]
FACTORS: tuple[tuple[object, ...], ...] = (tuple(WEIGHTS), RARITIES, LEAST, BAR_WEIGHTS)
SHIPPED: Choice = ("hour", 0.007, 3.0, 0.5)


@dataclass(frozen=True)
class Parts:
    """What all configurations of one file share: surprise (windows, rows) and, per rarity, the windows' tail
    scores."""

    surprise: npt.NDArray[np.float32]
    scores: dict[float, npt.NDArray[np.float32]]
    bucket: npt.NDArray[np.int64]


def parts(file: Labelled) -> Parts:
    """Run the detector's baseline once, and its tail once per rarity."""
    n = len(file.values)
    counts, alive = np.stack([file.values, np.zeros(n)]), np.ones(n, dtype=bool)
    e = scanning.scan(counts, alive, file.first_bucket, np.zeros(n, dtype=np.int64), paired=False)
    age = np.arange(n)
    here, etas, young = alive.tolist(), np.maximum(1.0 / (age + 5), float(TAIL_STEP)).tolist(), (age < 288).tolist()
    scores = {}
    for rarity in RARITIES:
        followed = [
            scanning.follow_tail(z.tolist(), here, etas, young, [1.0, 1.0, 0.5, 0.0], rarity) for z in e.surprise[0]
        ]
        limit, excess = (np.array([f[k] for f in followed], dtype=np.float32) for k in (0, 1))
        scores[rarity] = tail_score(e.surprise[0], limit, excess)
    return Parts(e.surprise[0], scores, e.bucket)


def score(part: Parts, choice: Choice) -> Floats:
    """The score of every row under one configuration."""
    name, rarity, least, bar_weight = choice
    weights = np.array(WEIGHTS[name], dtype=np.float64) / sum(WEIGHTS[name])
    raw = (weights @ part.scores[rarity]).astype(np.float32)
    raw[weights @ part.surprise < least] = 0
    both = np.stack([raw, raw])
    bar = scanning.bars_over(state.fresh(1), both, part.bucket, np.ones(len(raw), dtype=bool))[0]
    out: Floats = np.where(raw > 0, raw - bar_weight * (bar - BAR), 0.0)
    return out


def tallies(files: list[Labelled], choices: list[Choice]) -> list[list[list[Tally]]]:
    """What every choice and threshold is worth on every file: [choice][threshold][file]."""
    shared = [parts(file) for file in files]
    out = []
    for choice in choices:
        scored = [score(part, choice) for part in shared]
        out.append([[tally(f, alarms(s >= limit)) for f, s in zip(files, scored, strict=True)] for limit in THRESHOLDS])
    return out


def worth(tallied: Tally) -> float:
    """What is maximised on the nine."""
    excess = max(tallied.false_alarms_per_month - MOST_FALSE_ALARMS, 0.0)
    return float(np.mean(list(tallied.scores().values()))) - 10.0 * excess


def smoothed(values: Floats, shape: tuple[int, ...]) -> Floats:
    """Averages over neighbouring thresholds, then over the choices that differ in one factor: (choices,
    thresholds)."""
    padded = np.pad(values, ((0, 0), (REACH, REACH)), mode="edge")
    near = np.mean([padded[:, k : k + values.shape[1]] for k in range(2 * REACH + 1)], axis=0)
    grid = near.reshape(*shape, -1)
    around = [np.broadcast_to(grid.mean(axis=axis, keepdims=True), grid.shape) for axis in range(len(shape))]
    out: Floats = np.mean(around, axis=0).reshape(values.shape)
    return out


def leave_one_out(
    found: list[list[list[Tally]]], brands: int, shape: tuple[int, ...]
) -> tuple[Tally, list[tuple[int, int]]]:
    """The pooled tally of the held-out brands, and per brand which choice and threshold the other nine chose."""
    held_out, chosen = [], []
    for brand in range(brands):
        nine = [k for k in range(brands) if k != brand]
        values = np.array([[worth(total(row[k] for k in nine)) for row in by_limit] for by_limit in found])
        choice, limit = np.unravel_index(int(smoothed(values, shape).argmax()), values.shape)
        held_out.append(found[int(choice)][int(limit)][brand])
        chosen.append((int(choice), int(limit)))
    return total(held_out), chosen


def said(result: Tally) -> dict[str, float]:
    """The figures of a tally, rounded."""
    figures = {name: round(value, 1) for name, value in result.scores().items()}
    return figures | {
        "windows_hit": result.hits,
        "false_alarms_per_brand_month": round(result.false_alarms_per_month, 2),
    }


def main() -> None:
    """Run the protocol for the whole family and for the shipped configuration."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=HERE)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    files = load(arguments.folder)
    choices: list[Choice] = list(itertools.product(*FACTORS))  # type: ignore[arg-type]
    found = tallies(files, choices)
    nested, chosen = leave_one_out(found, len(files), tuple(len(f) for f in FACTORS))
    shipped = found[choices.index(SHIPPED)]
    alone, limits = leave_one_out([shipped], len(files), (1,))
    result = {
        "family": len(choices),
        "nested, configuration and threshold": said(nested),
        "chosen": {f.name: [*choices[c], float(THRESHOLDS[k])] for f, (c, k) in zip(files, chosen, strict=True)},
        "shipped configuration, threshold chosen on nine": said(alone),
        "thresholds": {f.name: float(THRESHOLDS[k]) for f, (_, k) in zip(files, limits, strict=True)},
        "shipped configuration at each threshold": {
            f"{limit:.2f}": said(total(row)) for limit, row in zip(THRESHOLDS, shipped, strict=True)
        },
    }
    print(json.dumps(result) if arguments.json else json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
