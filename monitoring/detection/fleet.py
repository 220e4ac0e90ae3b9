"""The streaming detector: one vectorised step for a whole fleet of series, the same arithmetic for one.

Per series and stream a level (slow mean of winsorised counts), a season (hour of day, weekday or weekend), and per
window of 15 and 60 minutes a dispersion and two streaming tail quantiles with the mean log-excess over them. A window's count is
turned into a negative binomial surprise, the surprise into a place in the series' own tail: the score. Nothing looks ahead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from monitoring.detection import state
from monitoring.detection.state import (
    BUCKET_SECONDS,
    RING,
    WINDOWS,
    Bools,
    Columns,
    Floats,
    Ints,
)
from monitoring.detection.surprise import surprise, tail_score

LEVEL_STEP = np.float32(state.decay(5 * 288))
DISPERSION_STEP = np.float32(state.decay(7 * 288))
TAIL_STEP = np.float32(1.0 / (14 * 288))
SEASON_MEMORY = 168  # visits of a cell
SEASON_PRIOR = np.float32(24.0)  # pseudo-visits at the prior, usually 1
SEASON_CAP = 5.0
EXCESS_MEMORY, EXCESS_PRIOR = 40, np.float32(5.0)
LEARNING_BUCKETS = 3 * 288  # below this age a finding says "learning"
TWO_STREAMS_LESS = np.float32(0.15)  # two streams have two chances of a false alarm
USUAL = np.float32(
    1.645
)  # half-width of the usual band in standard deviations: about nine ordinary windows in ten


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One moment of the whole fleet. Arrays end in the series axis; streams are (all, negative), windows (15, 60 minutes).

    `score`, `stream_score`, `window_score` rank; they are no probabilities. They are 0 for series not covered.
    """

    bucket: Ints  # (n,) index of the judged bucket: epoch seconds / 300
    closed: bool
    covered: Bools  # (n,)
    seen: Floats  # (streams, windows, n) posts
    expected: Floats  # (streams, windows, n) posts
    low: Floats  # (streams, windows, n) the usual band
    high: Floats
    surprise: Floats  # (streams, windows, n) -log10 of the negative binomial tail
    window_score: Floats  # (streams, windows, n)
    stream_score: Floats  # (streams, n)
    score: Floats  # (n,)
    learning: Bools  # (n,)
    age: Ints  # (n,) covered buckets learned from before this one
    recent: (
        Floats  # (streams, 24, n) counts of the last two hours, the judged bucket last
    )
    usual: Floats  # (streams, n) expected posts of one bucket at this hour
    level: Floats  # (streams, n) slow mean of posts per bucket, whatever the hour
    peaks: Floats  # (8, n) highest score of the last 8 weeks, at week index (bucket // 2016) modulo 8


class Fleet:
    """The detectors of n series. Load the stored bytes, judge or step, dump the bytes."""

    def __init__(self, columns: Columns, unreadable: Bools | None = None) -> None:
        self._columns = columns
        self.size = int(columns["age"].shape[-1])
        self.unreadable = (
            np.zeros(self.size, dtype=bool) if unreadable is None else unreadable
        )

    @classmethod
    def fresh(cls, n: int) -> Fleet:
        """n series nothing is known of."""
        return cls(state.fresh(n))

    @classmethod
    def from_bytes(cls, states: Sequence[bytes | None]) -> Fleet:
        """Series from their stored states, in order; None is a new one. `unreadable` marks those that started afresh."""
        return cls(*state.read(states))

    def to_bytes(self) -> list[bytes]:
        """One record per series, at most 600 bytes each, of the present version."""
        return state.write(self._columns)

    @property
    def last_buckets(self) -> Ints:
        """Index of the last bucket each series has learned from (epoch seconds / 300); 0 = none."""
        return self._columns["bucket"].astype(np.int64)

    def judge_open(
        self,
        all_counts: npt.ArrayLike,
        negative_counts: npt.ArrayLike | None,
        covered: npt.ArrayLike | None,
        bucket_starts: npt.ArrayLike,
        *,
        offset_minutes: npt.ArrayLike = 0,
    ) -> Evaluation:
        """Judge the still open bucket against a full bucket's expectation; no state moves.

        Arguments as for `step`, counts being those of the bucket so far. The score never exceeds the one the same bucket
        gets when it closes with at least these counts: judging early can only warn earlier, never additionally.
        """
        return self._judge(
            *self._arguments(
                all_counts, negative_counts, covered, bucket_starts, offset_minutes
            ),
            closed=False,
        )

    def step(
        self,
        all_counts: npt.ArrayLike,
        negative_counts: npt.ArrayLike | None,
        covered: npt.ArrayLike | None,
        bucket_starts: npt.ArrayLike,
        *,
        offset_minutes: npt.ArrayLike = 0,
    ) -> Evaluation:
        """Judge a closed bucket, then learn from it.

        Counts are posts in the bucket, shape (n,); `negative_counts` None means the series have no negative stream, and the
        score is then that of all mentions alone. `covered` False freezes a series: its state, and so its bytes, stay as they
        are; None means all. `bucket_starts` in epoch seconds, one for all or (n,). `offset_minutes` of the brands' zones
        from UTC at that time, one or (n,). A bucket not after the last one learned from counts as not covered, so that a
        repeat is harmless; buckets skipped in between are missing, not zero.
        """
        arguments = self._arguments(
            all_counts, negative_counts, covered, bucket_starts, offset_minutes
        )
        evaluation = self._judge(*arguments, closed=True)
        if evaluation.covered.any():
            self._learn(evaluation, cell=arguments[3])
        return evaluation

    def _arguments(
        self,
        all_counts: npt.ArrayLike,
        negative_counts: npt.ArrayLike | None,
        covered: npt.ArrayLike | None,
        bucket_starts: npt.ArrayLike,
        offset_minutes: npt.ArrayLike,
    ) -> tuple[Floats, Bools, Ints, Ints, bool]:
        n = self.size
        counts = np.zeros((2, n), dtype=np.float32)
        counts[0] = all_counts
        if negative_counts is not None:
            counts[1] = negative_counts
        bucket = np.asarray(bucket_starts, dtype=np.int64) // BUCKET_SECONDS
        alive = bucket > self._columns["bucket"]
        if covered is not None:
            alive = alive & np.asarray(covered, dtype=bool)
        local = bucket + np.asarray(offset_minutes, dtype=np.int64) // 5
        hour = local // 12 % 24
        # 1 January 1970 was a Thursday: two days later is the first Saturday.
        weekend = (local // 288 - 2) % 7 < 2
        cell = hour + 24 * weekend
        shaped = (np.broadcast_to(a, (n,)) for a in (alive, bucket, cell))
        return (counts, *shaped, negative_counts is not None)  # type: ignore[return-value]

    def _judge(
        self,
        counts: Floats,
        alive: Bools,
        bucket: Ints,
        cell: Ints,
        paired: bool,
        *,
        closed: bool,
    ) -> Evaluation:
        c = self._columns
        n = self.size
        series = np.arange(n)
        visits = c["visits"][cell, series].astype(np.float32)
        season = c["season"][:, cell, series].astype(np.float32) * np.float32(
            state.SEASON_UNIT
        )
        season = (season * visits + SEASON_PRIOR) / (visits + SEASON_PRIOR)
        young = c["age"] == 0
        level = np.where(young, counts, c["level"])
        usual = np.maximum(level * season, np.float32(1e-3))
        recent = self._recent(
            counts,
            np.where(alive & (c["age"] > 0), bucket - c["bucket"] - 1, 0),
            bucket,
            usual,
        )
        age = c["age"].astype(np.int64)
        seen = np.stack([recent[:, -w:].sum(axis=1) for w in WINDOWS], axis=1)
        spans = np.stack([np.minimum(w, age + 1) for w in WINDOWS]).astype(np.float32)
        expected = np.maximum(usual[:, None] * spans, np.float32(1.0))
        dispersion = np.maximum(c["dispersion"], np.float32(1.0))
        ripe = alive & (age >= np.array(WINDOWS)[:, None])
        z = surprise(np.where(ripe, seen, np.float32(0.0)), expected, dispersion)
        window_score = tail_score(z, c["limit"], c["excess"])
        stream_score = window_score.mean(axis=1)
        score = (
            np.maximum(stream_score.max(axis=0) - TWO_STREAMS_LESS, 0)
            if paired
            else stream_score[0]
        )
        half = USUAL * np.sqrt(dispersion * expected)
        return Evaluation(
            bucket=bucket, closed=closed, covered=alive, seen=seen, expected=expected, surprise=z,
            low=np.maximum(expected - half, 0), high=expected + half, window_score=window_score,
            stream_score=stream_score, score=score, learning=age < LEARNING_BUCKETS, age=age, recent=recent, usual=usual, level=level,
            peaks=c["peaks"],
        )  # fmt: skip

    def _recent(
        self, counts: Floats, missing: Ints, bucket: Ints, usual: Floats
    ) -> Floats:
        """The ring in order of time, (streams, 24, n), the judged counts last.

        Buckets missing since the last one learned from are filled with the expectation: they speak neither for nor against.
        """
        c = self._columns
        n = self.size
        if n and (bucket == bucket[0]).all():
            order = (bucket[0] + 1 + np.arange(RING)) % RING
            recent = c["ring"][:, order]
        else:
            slots = (bucket + 1 + np.arange(RING)[:, None]) % RING
            recent = c["ring"][:, slots, np.arange(n)]
        for back in range(1, min(int(missing.max(initial=0)), RING - 1) + 1):
            place = RING - 1 - back
            recent[:, place] = np.where(missing >= back, usual, recent[:, place])
        recent[:, -1] = counts
        return recent

    def _learn(self, e: Evaluation, *, cell: Ints) -> None:
        c, alive = self._columns, e.covered
        young = alive & (e.age == 0)
        c["level"][:, young] = e.recent[:, -1, young]
        self._learn_tails(e)
        self._learn_baseline(e, cell)
        self._learn_ring(e)
        c["age"][alive] += 1
        c["bucket"][alive] = e.bucket[alive]

    def _learn_tails(self, e: Evaluation) -> None:
        """Move each followed quantile of the surprise by a stochastic step, and the mean log-excess where it was exceeded."""
        c, alive = self._columns, e.covered
        z = e.surprise[:, :, None]
        limit, spread, excess = c["limit"], c["spread"], c["excess"]
        above = alive & (z > limit)
        eta = np.where(alive, np.maximum(1.0 / (e.age + 5), TAIL_STEP), 0).astype(
            np.float32
        )
        gain = np.where(e.age < 288, np.float32(12.0), np.float32(4.0)) * eta
        at = np.nonzero(above)
        over = np.minimum(
            np.log(np.broadcast_to(z, above.shape)[at] / limit[at]), 4 * excess[at]
        )
        count = np.minimum(c["excesses"][at] + 1, EXCESS_MEMORY)
        c["excesses"][at] = count
        excess[at] += (over - excess[at]) / (count + EXCESS_PRIOR)
        spread += eta * (np.minimum(np.abs(z - limit), 20 * spread) - spread)
        toward = above - np.array(state.RARITIES, dtype=np.float32)[:, None]
        moved = np.maximum(limit + gain * spread * toward, np.float32(0.05))
        np.copyto(limit, moved, where=alive)

    def _learn_baseline(self, e: Evaluation, cell: Ints) -> None:
        """Move dispersion, level and season; a count far above its expectation moves them no more than its winsorised value."""
        c, alive = self._columns, e.covered
        counts = e.recent[:, -1]
        phi = c["dispersion"]
        pull = (
            np.minimum((e.seen - e.expected) ** 2 / e.expected, 16 * np.maximum(phi, 1))
            - phi
        )
        step = np.maximum(1.0 / (e.age + 2), DISPERSION_STEP)
        phi += (np.where(alive & (e.age > 0), step, 0) * pull).astype(np.float32)
        widest = np.minimum(WINDOWS[-1], e.age + 1)
        single = np.maximum(phi[:, -1] / np.sqrt(widest, dtype=np.float32), 1)
        capped = np.minimum(counts, e.usual + 4 * np.sqrt(single * e.usual) + 1)
        step = np.where(alive, np.maximum(1.0 / (e.age + 1), LEVEL_STEP), 0).astype(
            np.float32
        )
        level = c["level"]
        level += step * (capped - level)
        series = np.flatnonzero(alive)
        places = cell[series]
        visits = np.minimum(c["visits"][places, series] + 1, SEASON_MEMORY)
        c["visits"][places, series] = visits
        unit = np.float32(state.SEASON_UNIT)
        season = c["season"][:, places, series] * unit
        ratio = np.minimum(
            capped[:, series] / np.maximum(level[:, series], np.float32(1e-3)),
            np.float32(SEASON_CAP),
        )
        season += (ratio - season) / visits.astype(np.float32)
        c["season"][:, places, series] = np.rint(season / unit).astype(np.uint16)

    def _learn_ring(self, e: Evaluation) -> None:
        c = self._columns
        series = np.flatnonzero(e.covered)
        before = c["bucket"][series].astype(np.int64)
        now = e.bucket[series]
        c["ring"][:, now % RING, series] = e.recent[:, -1, series]
        gap = np.where(before > 0, np.minimum(now - before, RING), 1)
        for back in range(1, int(gap.max())):
            late = series[gap > back]
            c["ring"][:, (e.bucket[late] - back) % RING, late] = e.recent[
                :, RING - 1 - back, late
            ]
        week, last_week = now // 2016, before // 2016
        for ahead in range(int(np.minimum(week - last_week, state.PEAKS).max())):
            begun = week - ahead > last_week
            c["peaks"][(week - ahead)[begun] % state.PEAKS, series[begun]] = 0
        place = week % state.PEAKS
        c["peaks"][place, series] = np.maximum(
            c["peaks"][place, series], e.score[series].astype(np.float16)
        )
