"""Scores alarms on NAB's realTweets files as NAB v1.1 does: three profiles, windows hit, false alarms per brand-month.

Null detector 0, perfect 100. A hit counts once per labelled window, the more the earlier; a false alarm costs the
more the further it lies behind a window. The first 15 % of a file (at most 750 rows) is probation. Written from the
published rules.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

PROFILES = {
    "standard": (1.0, 1.0, 0.11),
    "low_fp": (1.0, 1.0, 0.22),
    "low_fn": (1.0, 2.0, 0.11),
}  # hit, miss, false alarm
MONTH = 30 * 288
Floats = npt.NDArray[np.float64]


def _worth(position: Floats) -> Floats:
    """NAB's scaled sigmoid of a position relative to the window's end: near 1 at its start, 0 at its end, -1 far
    behind."""
    out: Floats = np.where(position > 3.0, -1.0, 2 / (1 + np.exp(5 * np.minimum(position, 50.0))) - 1)
    return out


@dataclass(frozen=True)
class Labelled:
    """One file: its counts and which rows lie in which labelled window. Windows are (first row, last row)."""

    name: str
    values: Floats
    first_bucket: int
    windows: tuple[tuple[int, int], ...]

    @property
    def probation(self) -> int:
        """Rows at the start that do not count."""
        return min(int(0.15 * len(self.values)), 750)

    @property
    def months(self) -> float:
        """Counted time in months of 30 days."""
        return (len(self.values) - self.probation) / MONTH

    def rows(self) -> tuple[npt.NDArray[np.int64], Floats]:
        """Per row the window it lies in (-1: none) and what an alarm there is worth."""
        n = len(self.values)
        window, worth = np.full(n, -1), np.full(n, -1.0)
        best = float(_worth(np.array(-1.0)))
        for k, (a, b) in enumerate(self.windows):
            inside = np.arange(a, b + 1)
            window[inside], worth[inside] = k, _worth(-(b - inside + 1) / (b - a + 1)) / best
            after = np.arange(b + 1, self.windows[k + 1][0] if k + 1 < len(self.windows) else n)
            worth[after] = _worth((after - b) / (b - a))
        return window, worth


@dataclass(frozen=True)
class Tally:
    """What alarms on some files add up to; tallies add."""

    false_worth: float = 0.0
    hit_worth: float = 0.0
    hits: int = 0
    false_alarms: int = 0
    windows: int = 0
    labelled: int = 0
    months: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.false_worth + other.false_worth, self.hit_worth + other.hit_worth, self.hits + other.hits,
            self.false_alarms + other.false_alarms, self.windows + other.windows, self.labelled + other.labelled,
            self.months + other.months,
        )  # fmt: skip

    def scores(self) -> dict[str, float]:
        """The three profiles, 0 for no alarm at all and 100 for the best possible."""
        out = {}
        for name, (hit, miss, false) in PROFILES.items():
            null = -miss * self.windows
            total = false * self.false_worth + hit * self.hit_worth + null + miss * self.hits
            out[name] = 100 * (total - null) / (self.labelled - null)
        return out

    @property
    def false_alarms_per_month(self) -> float:
        """Alarms outside every window per brand-month."""
        return self.false_alarms / self.months


def tally(file: Labelled, alarm: npt.NDArray[np.bool_]) -> Tally:
    """What these alarms (one boolean per row) are worth on one file."""
    window, worth = file.rows()
    counted = np.arange(len(alarm)) >= file.probation
    fired = alarm & counted
    false = fired & (window < 0)
    inside = sorted(set(window[counted].tolist()) - {-1})
    hits = [worth[fired & (window == k)].max() for k in inside if (fired & (window == k)).any()]
    return Tally(
        float(worth[false].sum()), float(sum(hits)), len(hits), int(false.sum()), len(inside), len(file.windows),
        file.months,
    )  # fmt: skip


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them added up."""
    return sum(tallies, Tally())


def load(folder: Path) -> list[Labelled]:
    """The files kept beside the tests: `real_tweets.npz` with the counts, `windows.json` with start and labelled
    rows."""
    labels = json.loads((folder / "windows.json").read_text())
    found = []
    with np.load(folder / "real_tweets.npz") as archive:
        for name in sorted(archive.files):
            start = datetime.fromisoformat(labels[name]["start"]).replace(tzinfo=UTC)
            windows = tuple((int(a), int(b)) for a, b in labels[name]["windows"])
            found.append(Labelled(name, archive[name].astype(np.float64), int(start.timestamp()) // 300, windows))
    return found
