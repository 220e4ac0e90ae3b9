"""Two hours with less than is expected: what a drop and a silence have in common."""

from __future__ import annotations

from abc import abstractmethod

import numpy as np

from monitoring.detection.evaluation import USUAL, Evaluation
from monitoring.detection.findings import Finding
from monitoring.detection.kinds import windows
from monitoring.detection.kinds.declaring import CountRule, History
from monitoring.detection.past import Past
from monitoring.detection.phrases import mentions
from monitoring.detection.state import RING, Bools, Floats

DAY = 288


class LullRule(CountRule):
    """Looks at closed buckets only, an open one being always short of posts, and at a day's history."""

    __slots__ = ()
    minimum_expected: float

    @property
    @abstractmethod
    def part(self) -> float:
        """Of the expected volume, the part it speaks at, 0…1."""

    @property
    @abstractmethod
    def limit(self) -> float:
        """Its own number, as its findings tell it."""

    def hot(self, e: Evaluation) -> Bools:
        """Exact."""
        if not e.closed:
            return np.zeros_like(e.covered)
        seen, expected = e.recent[0].sum(axis=0), _expected(e)
        short: Bools = (seen <= self.part * expected) & (expected >= self.minimum_expected) & (e.age >= DAY)
        return e.covered & short & self.beyond(seen, expected, e)

    def beyond(self, seen: Floats, expected: Floats, e: Evaluation) -> Bools:
        """What is asked besides, (n,)."""
        return np.ones_like(e.covered)

    def judge(self, e: Evaluation, i: int, history: History) -> Finding | None:
        """Needs no history."""
        one = e.only(i)
        if not self.hot(one)[0]:
            return None
        seen, expected = float(one.recent[0].sum()), float(_expected(one)[0])
        half = float(USUAL * np.sqrt(max(float(one.dispersion[0, -1, 0]), 1.0) * expected))
        return windows.finding(
            e,
            i,
            5 * RING,
            kind=self.kind,
            stream="all",
            seen=round(seen),
            expected=expected,
            low=max(expected - half, 0.0),
            high=expected + half,
            limit=self.limit,
            strength=expected - seen,
            learning=bool(e.learning[i]),
        )

    def facts(self, past: Past, place: int) -> str:
        """What came, what was expected, and from where on it speaks."""
        e = past.evaluation
        seen = float(e.recent[0, :, place].sum())
        expected = float(e.usual[0, place] + e.earlier[place]) * RING / 2
        return (
            f"{mentions(seen, 'all')} in 2 hours, about {expected:.0f} expected; the rule speaks at "
            f"{self.part * expected:.0f} or fewer, where at least {self.minimum_expected:g} are expected"
        )


def _expected(e: Evaluation) -> Floats:
    """Posts of all mentions expected in the last two hours, (n,): between what was usual two hours ago and what is now."""
    out: Floats = (e.usual[0] + e.earlier) * np.float32(RING / 2)
    return out
