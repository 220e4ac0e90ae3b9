"""The streaming detector: one vectorised step for a whole fleet of series, the same arithmetic for one.

Per series and stream: a level (slow mean of winsorised counts) and a season (hour of day, weekday or weekend); per
window a dispersion, a streaming high quantile of the surprise and the mean log-excess over it; and a bar that
recurring spikes raise. A window's count becomes a negative binomial surprise, that a place in the series' own tail,
their mean the score.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from monitoring.detection import lasting, state
from monitoring.detection.evaluation import Evaluation
from monitoring.detection.state import BAR, BUCKET_SECONDS, MOST_POSTS, RING, WINDOWS, Bools, Columns, Floats, Ints
from monitoring.detection.surprise import RARITY, above_bar, fused, stream_scores, surprise, tail_score, weekend

LEVEL_STEP = np.float32(state.decay(5 * 288))
DISPERSION_STEP = np.float32(state.decay(7 * 288))
TAIL_STEP = np.float32(1.0 / (14 * 288))
SEASON_MEMORY = 168  # visits of a cell
SEASON_PRIOR = np.float32(24.0)  # pseudo-visits at 1
SEASON_POSTS = np.float32(6.0)  # or so many posts' worth of them, where that is more
SEASON_CAP = np.float32(5.0)  # of the level; one post is never too many
MOST_SEASON = np.float32(65_535 * state.SEASON_UNIT)
EXCESS_MEMORY, EXCESS_PRIOR = 40, np.float32(5.0)
HALF_DAY, HOUR = 144, 12
BAR_STEP, BAR_REACHED = (
    np.float32(0.4),
    np.float32(0.05),
)  # rises by 0.38 when a half-day reached it, else falls by 0.02
BAR_LOW, BAR_HIGH = np.float32(BAR - 0.5), np.float32(BAR + 1.2)
WINSOR_WINDOW = WINDOWS.index(12)
LEAST_USUAL = np.float32(1e-3)  # posts per bucket
_WIDTHS = np.array(WINDOWS)[:, None]


def cells(bucket: Ints, offset_minutes: npt.ArrayLike) -> Ints:
    """Season cell of each bucket in the brand's own time: hour of day, plus 24 at weekends."""
    local = bucket + np.asarray(offset_minutes, dtype=np.int64) // 5
    return local // 12 % 24 + 24 * weekend(local // 288)


class Fleet:
    """The detectors of n series. Load the stored bytes, judge or step, dump the bytes."""

    def __init__(self, columns: Columns, unreadable: Bools | None = None) -> None:
        self._columns = columns
        self.size = int(columns["age"].shape[-1])
        self.unreadable = np.zeros(self.size, dtype=bool) if unreadable is None else unreadable

    @classmethod
    def fresh(cls, n: int) -> Fleet:
        """n series nothing is known of."""
        return cls(state.fresh(n))

    @classmethod
    def from_bytes(cls, states: Sequence[bytes | None]) -> Fleet:
        """Series from their stored states, in order; None is a new one. `unreadable` marks those that started
        afresh."""
        return cls(*state.read(states))

    def to_bytes(self) -> list[bytes]:
        """One record per series, at most 1,024 bytes each, of the present version."""
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

        Arguments as for `step`, counts being those of the bucket so far. The score never exceeds the one the same
        bucket gets when it closes with at least these counts: judging early can only warn earlier, never
        additionally.
        """
        counts, alive, bucket, shift = self._arguments(
            all_counts, negative_counts, covered, bucket_starts, offset_minutes
        )
        return self._judge(counts, alive, bucket, shift, paired=negative_counts is not None, closed=False)

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

        Counts are posts in the bucket, shape (n,); `negative_counts` None means the series have no negative stream,
        and the score is then that of all mentions alone. `covered` False freezes a series: its state, and so its
        bytes, stay as they are; None means all. `bucket_starts` in epoch seconds, one for all or (n,).
        `offset_minutes` of the brands' zones from UTC at that time, one or (n,). A bucket not after the last one
        learned from counts as not covered, so that a repeat is harmless; buckets skipped in between are missing,
        not zero.
        """
        counts, alive, bucket, shift = self._arguments(
            all_counts, negative_counts, covered, bucket_starts, offset_minutes
        )
        evaluation = self._judge(counts, alive, bucket, shift, paired=negative_counts is not None, closed=True)
        if alive.any():
            self._learn(evaluation, shift)
        return evaluation

    def _arguments(
        self,
        all_counts: npt.ArrayLike,
        negative_counts: npt.ArrayLike | None,
        covered: npt.ArrayLike | None,
        bucket_starts: npt.ArrayLike,
        offset_minutes: npt.ArrayLike,
    ) -> tuple[Floats, Bools, Ints, Ints]:
        n = self.size
        counts = np.zeros((2, n), dtype=np.float32)
        counts[0] = all_counts
        if negative_counts is not None:
            counts[1] = negative_counts
        np.minimum(counts, MOST_POSTS, out=counts)
        bucket = np.broadcast_to(np.asarray(bucket_starts, dtype=np.int64) // BUCKET_SECONDS, (n,))
        alive = bucket > self._columns["bucket"]
        if covered is not None:
            alive = alive & np.asarray(covered, dtype=bool)
        return counts, alive, bucket, np.broadcast_to(np.asarray(offset_minutes, dtype=np.int64), (n,))

    def _seasons(self, cell: Ints, level: Floats) -> Floats:
        """The season of each series at its cell, shrunk towards 1 while few visits, or few posts, speak for it.

        As many streams as levels are given, (streams, n).
        """
        c, place = self._columns, cell * self.size + np.arange(self.size)
        visits = c["visits"].reshape(-1)[place].astype(np.float32)
        seasons = c["season"][: len(level)].reshape(len(level), -1)
        prior = np.maximum(SEASON_PRIOR, SEASON_POSTS / np.maximum(level, LEAST_USUAL))
        shrunk: Floats = (seasons[:, place] * np.float32(state.SEASON_UNIT) * visits + prior) / (visits + prior)
        return shrunk

    def _judge(
        self, counts: Floats, alive: Bools, bucket: Ints, shift: Ints, *, paired: bool, closed: bool
    ) -> Evaluation:
        c = self._columns
        age = c["age"].astype(np.int64)
        level = np.where(age == 0, counts, c["level"])
        recurring = self._recurring(bucket, shift)
        usual, earlier = self._expected(level, recurring, bucket, shift)
        skipped = np.where(alive & (age > 0), bucket - c["bucket"] - 1, 0)
        recent = self._recent(counts, skipped, bucket, usual)
        seen = _sums(recent)
        # Windows that reach into hours which recur more, or less, expect what those do.
        reached = self._reached(recurring, bucket, shift)
        mean = usual[:, None] * reached * np.minimum(_WIDTHS, age + 1).astype(np.float32)
        mean = np.maximum(mean, np.float32(1.0))
        uneven = lasting.unevenness(recurring)
        dispersion = np.maximum(c["dispersion"], np.float32(1.0)) + uneven * mean
        z = surprise(np.where(alive & (age >= _WIDTHS), seen, np.float32(0.0)), mean, dispersion)
        window_score = tail_score(z, c["limit"], c["excess"])
        raw = stream_scores(z, window_score)
        scores = above_bar(raw, self._bar(bucket))
        long_seen, long_mean = lasting.spans(c, counts, usual, bucket)
        unsure = lasting.ignorance(level, age) + uneven
        return Evaluation(
            bucket=bucket, closed=closed, covered=alive, seen=seen, mean=mean, surprise=z, window_score=window_score,
            raw_score=raw, stream_score=scores, score=fused(scores, level, paired), age=age, recent=recent, usual=usual,
            earlier=earlier, level=level, dispersion=c["dispersion"].copy(), recurring=recurring,
            long_seen=long_seen, long_mean=long_mean,
            long_surprise=long_surprises(long_seen, long_mean, c["long_dispersion"], unsure, age, alive),
            long_dispersion=c["long_dispersion"].copy(), evening=evening(cells(bucket, shift)), peaks=c["peaks"].copy(),
        )  # fmt: skip

    def _expected(self, level: Floats, recurring: Floats, bucket: Ints, shift: Ints) -> tuple[Floats, Floats]:
        """Posts usual in the bucket, (streams, n), and those of all mentions in the one two hours before, (n,)."""
        usual = np.maximum(level * self._seasons(cells(bucket, shift), level) * recurring, LEAST_USUAL)
        before = level[0] * self._seasons(cells(bucket - RING, shift), level[:1])[0]
        return usual, np.maximum(before * self._recurring(bucket - RING, shift), LEAST_USUAL)

    def _recurring(self, bucket: Ints, shift: Ints) -> Floats:
        """What each series' hour of the week has above its season: (n,), at least 1."""
        week = self._columns["week"][lasting.hour_of_week(bucket, shift), np.arange(self.size)]
        factors: Floats = lasting.FACTORS[week >> 4]
        return factors

    def _reached(self, recurring: Floats, bucket: Ints, shift: Ints) -> Floats:
        """What the hours each window reaches into have in common against the judged one: (windows, n), 1 where all are
        alike."""
        before, first = (self._recurring(bucket - 12 * k, shift) / recurring for k in (1, 2))
        return lasting.reached(before, first, bucket, shift)

    def _recent(self, counts: Floats, skipped: Ints, bucket: Ints, usual: Floats) -> Floats:
        """The ring in order of time, (streams, 24, n), the judged counts last.

        Buckets skipped since the last one learned from are filled with the expectation: they speak neither for nor
        against.
        """
        ring, n = self._columns["ring"], self.size
        if n and (bucket == bucket[0]).all():
            recent = ring[:, (bucket[0] + 1 + np.arange(RING)) % RING].astype(np.float32)
        else:
            recent = ring[:, (bucket + 1 + np.arange(RING)[:, None]) % RING, np.arange(n)].astype(np.float32)
        late = np.flatnonzero(skipped)
        for back in range(1, min(int(skipped.max(initial=0)), RING - 1) + 1):
            late = late[skipped[late] >= back]
            recent[:, RING - 1 - back, late] = np.rint(usual[:, late])
        recent[:, -1] = counts
        return recent

    def _bar(self, bucket: Ints) -> Floats:
        """The bar as of this bucket: moved once for each half-day completed since the last bucket learned from."""
        c = self._columns
        bar: Floats = c["bar"]
        halves = bucket // HALF_DAY - c["bucket"] // HALF_DAY
        turned = np.flatnonzero((halves > 0) & (c["age"] > 0))
        if not turned.size:
            return bar
        bar = bar.copy()
        reached = c["highest"][:, turned] > bar[:, turned]
        moved = bar[:, turned] + BAR_STEP * (reached - BAR_REACHED)
        bar[:, turned] = np.clip(moved, BAR_LOW, BAR_HIGH)
        return bar

    def _learn(self, e: Evaluation, shift: Ints) -> None:
        c, alive = self._columns, e.covered
        np.copyto(c["level"], e.level, where=alive & (e.age == 0))
        np.copyto(c["bar"], self._bar(e.bucket), where=alive)
        fresh_half = e.bucket // HALF_DAY != c["bucket"] // HALF_DAY
        np.copyto(c["highest"], np.where(fresh_half, e.raw_score, np.maximum(c["highest"], e.raw_score)), where=alive)
        self._learn_tails(e)
        self._learn_baseline(e, cells(e.bucket, shift))
        self._learn_ring(e)
        lasting.learn(c, e, shift)
        c["age"][alive] += 1
        c["bucket"][alive] = e.bucket[alive]

    def _learn_tails(self, e: Evaluation) -> None:
        """Move each followed quantile of the surprise by a stochastic step, and the mean log-excess where it was
        exceeded."""
        c, z = self._columns, e.surprise
        limit, spread, excess = c["limit"], c["spread"], c["excess"]
        above = e.covered & (z > limit)
        at = np.nonzero(above)
        over = np.minimum(np.log(z[at] / limit[at]), 4 * excess[at])
        count = np.minimum(c["excesses"][at] + 1, EXCESS_MEMORY)
        c["excesses"][at] = count
        excess[at] += (over - excess[at]) / (count + EXCESS_PRIOR)
        eta = np.where(e.covered, np.maximum(1.0 / (e.age + 5), TAIL_STEP), 0).astype(np.float32)
        spread += eta * (np.minimum(np.abs(z - limit), 20 * spread) - spread)
        gain = np.where(e.age < 288, np.float32(12.0), np.float32(4.0)) * eta
        np.copyto(
            limit, np.maximum(limit + gain * spread * (above - np.float32(RARITY)), np.float32(0.05)), where=e.covered
        )

    def _learn_baseline(self, e: Evaluation, cell: Ints) -> None:
        """Move dispersion, level and season; a count far above its expectation moves them no more than its
        winsorised value."""
        c, alive = self._columns, e.covered
        phi = c["dispersion"]
        pull = np.minimum((e.seen - e.mean) ** 2 / e.mean, 16 * np.maximum(phi, 1)) - phi
        phi += (
            np.where(alive & (e.age > 0), np.maximum(1.0 / (e.age + 2), DISPERSION_STEP), 0).astype(np.float32) * pull
        )
        widest = np.minimum(WINDOWS[WINSOR_WINDOW], e.age + 1)
        single = np.maximum(phi[:, WINSOR_WINDOW] / np.sqrt(widest, dtype=np.float32), 1)
        # What recurs every week is neither the level's nor the season's.
        capped = np.minimum(e.recent[:, -1], e.usual + 4 * np.sqrt(single * e.usual) + 1) / e.recurring
        level = c["level"]
        level += np.where(alive, np.maximum(1.0 / (e.age + 1), LEVEL_STEP), 0).astype(np.float32) * (capped - level)
        n = self.size
        series = np.flatnonzero(alive)
        place = cell[series] * n + series
        visits = np.minimum(c["visits"].reshape(-1)[place] + 1, SEASON_MEMORY)
        c["visits"].reshape(-1)[place] = visits
        unit = np.float32(state.SEASON_UNIT)
        seasons = c["season"].reshape(2, -1)
        season = seasons[:, place] * unit
        slow = np.maximum(level[:, series], LEAST_USUAL)
        ratio = np.minimum(capped[:, series] / slow, np.maximum(SEASON_CAP, np.float32(1.0) / slow))
        season = np.minimum(season + (ratio - season) / visits.astype(np.float32), MOST_SEASON)
        seasons[:, place] = np.rint(season / unit).astype(np.uint16)

    def _learn_ring(self, e: Evaluation) -> None:
        c = self._columns
        series = np.flatnonzero(e.covered)
        before, now = c["bucket"][series].astype(np.int64), e.bucket[series]
        c["ring"][:, now % RING, series] = e.recent[:, -1, series].astype(np.uint16)
        gap = np.where(before > 0, np.minimum(now - before, RING), 1)
        for back in range(1, int(gap.max())):
            late = series[gap > back]
            c["ring"][:, (e.bucket[late] - back) % RING, late] = e.recent[:, RING - 1 - back, late].astype(np.uint16)
        week, last_week = now // 2016, before // 2016
        for ahead in range(int(np.minimum(week - last_week, state.PEAKS).max())):
            begun = week - ahead > last_week
            c["peaks"][(week - ahead)[begun] % state.PEAKS, series[begun]] = 0
        place = week % state.PEAKS
        c["peaks"][place, series] = np.maximum(c["peaks"][place, series], e.score[series].astype(np.float16))


def long_surprises(seen: Floats, mean: Floats, dispersion: Floats, unsure: Floats, age: Ints, alive: Bools) -> Floats:
    """Surprise of the long windows, (streams, 3, n). `unsure`: relative variance of what is expected, (streams, n)."""
    expected = np.maximum(mean, lasting.LEAST_EXPECTED)
    wide = np.maximum(dispersion, np.float32(1.0)) + unsure[:, None] * expected
    return surprise(np.where(alive & (age >= HOUR), seen, np.float32(0.0)), expected, wide)


def evening(cell: Ints) -> Bools:
    """Whether a season cell lies from 17:00 to 20:00."""
    out: Bools = (cell % 24 >= 17) & (cell % 24 < 20)
    return out


def _sums(recent: Floats) -> Floats:
    """Posts in each window ending with the last bucket: (streams, windows, n) from (streams, 24, n)."""
    out = np.empty((recent.shape[0], len(WINDOWS), recent.shape[2]), dtype=np.float32)
    total, done = np.zeros_like(recent[:, 0]), 0
    for k, width in enumerate(WINDOWS):
        for back in range(done + 1, width + 1):
            total += recent[:, -back]
        out[:, k], done = total, width
    return out
