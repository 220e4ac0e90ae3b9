"""What one evaluation says of every series, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from monitoring.detection.state import WINDOWS, Bools, Floats, Ints

LEARNING_BUCKETS = 3 * 288  # below this age a finding says "learning"
USUAL = np.float32(1.645)  # half-width of the usual band in standard deviations: about nine ordinary windows in ten


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One moment of the whole fleet: arrays end in the series axis. In a replay the last axis is time, of one series.

    Streams are (all, negative), windows (5, 10, 30, 60, 120 minutes), all ending with the judged bucket. Every
    `…score` ranks; none is a probability. They are 0 for series not covered.
    """

    bucket: Ints  # (n,) index of the judged bucket: epoch seconds / 300
    closed: bool
    covered: Bools  # (n,)
    seen: Floats  # (streams, windows, n) posts
    mean: Floats  # (streams, windows, n) expected posts, at least 1
    surprise: Floats  # (streams, windows, n) -log10 of the negative binomial tail
    window_score: Floats  # (streams, windows, n)
    raw_score: Floats  # (streams, n) before the bar
    stream_score: Floats  # (streams, n)
    score: Floats  # (n,)
    age: Ints  # (n,) covered buckets learned from before this one
    recent: Floats  # (streams, 24, n) counts of the last two hours, the judged bucket last
    usual: Floats  # (streams, n) expected posts of one bucket at this hour
    earlier: Floats  # (n,) the same of all mentions two hours before
    level: Floats  # (streams, n) slow mean of posts per bucket, whatever the hour
    dispersion: Floats  # (streams, windows, n) variance over mean of a window's count
    recurring: Floats  # (n,) what this hour of the week has above the season, at least 1; it is part of `usual`
    long_seen: Floats  # (streams, 3, n) posts in the last 3, 6 and 12 blocks of two hours, the running one included
    long_mean: Floats  # (streams, 3, n) posts expected in the covered part of them
    long_surprise: Floats  # (streams, 3, n)
    long_dispersion: Floats  # (streams, 3, n)
    evening: Bools  # (n,) whether it is evening where the brand is: when a day is looked back upon
    peaks: Floats  # (8, n) highest score of the last 8 weeks, at week index (bucket // 2016) modulo 8

    @property
    def learning(self) -> Bools:
        """(n,) whether the series is younger than three covered days."""
        out: Bools = self.age < LEARNING_BUCKETS
        return out

    def only(self, i: int) -> Evaluation:
        """The evaluation of series `i` alone, with the last axis kept."""
        return self.part(slice(i, i + 1))

    def part(self, series: slice) -> Evaluation:
        """The evaluation of some neighbouring series; the arrays are views."""
        arrays = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "closed"}
        return Evaluation(closed=self.closed, **{name: a[..., series] for name, a in arrays.items()})

    def band(self, window: int = 0, stream: int = 0) -> tuple[Floats, Floats, Floats]:
        """Expected posts of a window with the usual band around it: expected, low, high, each (n,)."""
        expected = self.usual[stream] * np.float32(WINDOWS[window])
        half = USUAL * np.sqrt(np.maximum(self.dispersion[stream, window], 1) * expected)
        return expected, np.maximum(expected - half, 0), expected + half
