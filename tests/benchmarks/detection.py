"""python -m tests.benchmarks.detection FOLDER OUT [--detector NAME] [--sensitivity WORD]

Reads every CSV of FOLDER (timestamp, value: 5-minute counts; an optional column `negative`) and writes one of the
same name to OUT with every row and the columns alarm (0/1), score, expected, low, high: posts of the same bucket
with the usual band. Detectors: `firebreak` (the fleet, stepped row by row, all files together) and the market's
naive rules (see `detection_rules`). A count that is empty or not a number is a bucket without data. Timestamps are
UTC unless they carry an offset.
"""

from __future__ import annotations

import argparse
import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from monitoring.detection import BUCKET_SECONDS, SENSITIVITIES, Fleet, SpikeRule, hot
from tests.benchmarks.detection_rules import NAIVE_RULES

QUIET_BUCKETS = 144  # none again until twelve hours have passed without
Columns = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Series:
    """One file: its rows' stamps as written, the buckets they fall in, and the counts (NaN where there is no
    data)."""

    name: str
    stamps: list[str]
    buckets: npt.NDArray[np.int64]
    values: Columns
    negative: Columns | None


@dataclass(frozen=True)
class Scored:
    """What a detector says of each row of a file."""

    score: Columns
    hot: npt.NDArray[np.bool_]
    expected: Columns
    low: Columns
    high: Columns


def _number(text: str | None) -> float:
    try:
        return float(text or "nan")
    except ValueError:
        return float("nan")


def load(folder: Path) -> list[Series]:
    """Every CSV of the folder that has the columns timestamp and value."""
    found = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(newline="") as handle:
            reader = csv.DictReader(handle)
            if not {"timestamp", "value"} <= set(reader.fieldnames or ()):
                continue
            rows = list(reader)
        stamps = [row["timestamp"] for row in rows]
        moments = [datetime.fromisoformat(s) for s in stamps]
        seconds = [int((m if m.tzinfo else m.replace(tzinfo=UTC)).timestamp()) for m in moments]
        values = np.array([_number(row["value"]) for row in rows])
        negative = np.array([_number(row["negative"]) for row in rows]) if rows and "negative" in rows[0] else None
        found.append(Series(path.name, stamps, np.array(seconds, dtype=np.int64) // BUCKET_SECONDS, values, negative))
    return found


def run_fleet(series: list[Series], sensitivity: str) -> list[Scored]:
    """Step one fleet through all files together, row by row; files with a negative column form a fleet of their
    own."""
    out: dict[str, Scored] = {}
    for paired in (False, True):
        group = [s for s in series if (s.negative is not None) == paired]
        if group:
            out.update(zip([s.name for s in group], _run_group(group, paired, sensitivity), strict=True))
    return [out[s.name] for s in series]


def _run_group(group: list[Series], paired: bool, sensitivity: str) -> list[Scored]:
    rule = SpikeRule(sensitivity=sensitivity, minimum_posts=0, streams=("all", "negative") if paired else ("all",))  # type: ignore[arg-type]
    fleet, longest = Fleet.fresh(len(group)), max(len(s.values) for s in group)
    found = np.zeros((5, len(group), longest))
    for row in range(longest):
        here = np.array([row < len(s.values) and not np.isnan(s.values[row]) for s in group])
        counts = np.array([s.values[row] if ok else 0.0 for s, ok in zip(group, here, strict=True)])
        bad = np.array(
            [s.negative[row] if ok and s.negative is not None else 0.0 for s, ok in zip(group, here, strict=True)]
        )
        starts = np.array([s.buckets[min(row, len(s.buckets) - 1)] for s in group]) * BUCKET_SECONDS
        e = fleet.step(counts, np.nan_to_num(bad) if paired else None, here, starts)
        found[:, :, row] = e.score, hot(rule, e), *e.band()
    return [
        Scored(f[0], f[1] > 0, f[2], f[3], f[4]) for f in (found[:, i, : len(s.values)] for i, s in enumerate(group))
    ]


def alarms(is_hot: npt.NDArray[np.bool_], quiet: int = QUIET_BUCKETS) -> npt.NDArray[np.bool_]:
    """The first hot row of each episode: none again until `quiet` rows have passed without one."""
    places = np.flatnonzero(is_hot)
    out = np.zeros(len(is_hot), dtype=bool)
    out[places[np.diff(places, prepend=-quiet - 1) > quiet]] = True
    return out


def run_naive(series: list[Series], name: str) -> list[Scored]:
    """One of the market's rules on each file."""
    out = []
    for s in series:
        score, expected, low, high = NAIVE_RULES[name](np.nan_to_num(s.values))
        out.append(Scored(score, score >= 1.0, expected, low, high))
    return out


def write(series: Series, scored: Scored, out: Path) -> None:
    """One row per row of the file."""
    alarm = alarms(scored.hot)
    with (out / series.name).open("w", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["timestamp", "value", "alarm", "score", "expected", "low", "high"])
        for t, stamp in enumerate(series.stamps):
            numbers = (scored.score[t], scored.expected[t], scored.low[t], scored.high[t])
            writer.writerow([stamp, f"{series.values[t]:g}", int(alarm[t]), *(f"{x:.4f}" for x in numbers)])


def main() -> None:
    """Read the arguments, run one detector over the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--detector", choices=["firebreak", *NAIVE_RULES], default="firebreak")
    parser.add_argument("--sensitivity", choices=list(SENSITIVITIES), default="normal")
    arguments = parser.parse_args()
    series = load(arguments.folder)
    arguments.out.mkdir(parents=True, exist_ok=True)
    if arguments.detector == "firebreak":
        results = run_fleet(series, arguments.sensitivity)
    else:
        results = run_naive(series, arguments.detector)
    for one, scored in zip(series, results, strict=True):
        write(one, scored, arguments.out)
        print(f"{one.name}: {len(one.stamps)} rows, {int(alarms(scored.hot).sum())} alarms")


if __name__ == "__main__":
    main()
