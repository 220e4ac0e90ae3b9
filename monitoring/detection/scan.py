"""Many buckets of one series at once: what the fleet would have said bucket by bucket, fast enough to try a rule.

The recursions (level, season, dispersion; quantile, excess; bar) run in plain numbers, everything between them over
the whole time at once, which takes a twentieth of stepping a fleet of one. The result equals the fleet's to
rounding; a test holds it.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from monitoring.detection import fleet as steps
from monitoring.detection import state
from monitoring.detection.evaluation import Evaluation
from monitoring.detection.state import BAR, PEAKS, RING, STREAMS, WINDOWS, Bools, Columns, Floats, Ints
from monitoring.detection.surprise import RARITY, above_bar, fused, stream_scores, surprise, tail_score

WEEK = 2016
_PRIOR = float(steps.SEASON_PRIOR)
_Series = list[float]


def scan(
    counts: npt.NDArray[np.float64],
    covered: Bools,
    first: int,
    offset_minutes: Ints,
    *,
    paired: bool,
    before: bytes | None = None,
) -> Evaluation:
    """Judge and learn bucket after bucket: an Evaluation whose last axis is time.

    `counts` (streams, buckets); `first` the index of the first bucket (epoch seconds / 300); `offset_minutes`
    (buckets,); `before` the stored state to start from, None for a new series.
    """
    return _pass(state.read([before])[0], counts, covered, first, offset_minutes, paired)


def learn(
    counts: npt.NDArray[np.float64],
    covered: Bools,
    first: int,
    offset_minutes: Ints,
    *,
    paired: bool,
    before: bytes | None = None,
) -> bytes:
    """The state after the last bucket, as stepping a fleet of one through them all leaves it. Arguments as for `scan`."""
    columns, _ = state.read([before])
    e = _pass(columns, counts, covered, first, offset_minutes, paired)
    places = np.flatnonzero(e.covered)
    if places.size:
        columns["age"][0] += places.size
        columns["bucket"][0] = e.bucket[places[-1]]
    return state.write(columns)[0]


def _pass(
    columns: Columns, counts: npt.NDArray[np.float64], covered: Bools, first: int, offset_minutes: Ints, paired: bool
) -> Evaluation:
    """Judges every bucket, and leaves in the columns what was learned (but age and last bucket, read until the end)."""
    bucket = first + np.arange(counts.shape[1])
    alive: Bools = covered & (bucket > int(columns["bucket"][0]))
    age = int(columns["age"][0]) + np.concatenate([[0], np.cumsum(alive)[:-1]])
    streams = [_Baseline(columns, row) for row in range(len(STREAMS))]
    cell, cell_before = (steps.cells(b, offset_minutes).tolist() for b in (bucket, bucket - RING))
    for row, one in enumerate(streams):
        clipped = np.minimum(counts[row], state.MOST_POSTS).tolist()
        one.run(clipped, alive.tolist(), age.tolist(), cell, cell_before, bucket.tolist())
    usual, level, filled = (_stack(streams, name) for name in ("usual", "level_before", "filled"))
    dispersion: Floats = np.ascontiguousarray(np.moveaxis(_stack(streams, "dispersion_before"), 1, 2))
    recent = _recent(columns, filled, first)
    cumulated = np.cumsum(recent[:, ::-1], axis=1, dtype=np.float32)
    seen: Floats = np.ascontiguousarray(cumulated[:, np.array(WINDOWS) - 1])
    widths = np.array(WINDOWS)[:, None]
    mean = np.maximum(usual[:, None] * np.minimum(widths, age + 1).astype(np.float32), np.float32(1.0))
    judged = np.where(alive & (age >= widths), seen, np.float32(0))
    z = surprise(judged, mean, np.maximum(dispersion, np.float32(1)))
    window_score = tail_score(z, *_tails(columns, z, alive, age))
    raw = stream_scores(z, window_score)
    scores = above_bar(raw, bars_over(columns, raw, bucket, alive))
    score = fused(scores, level, paired)
    peaks = _peaks(columns, score, bucket, alive)
    for row, one in enumerate(streams):
        one.leave(columns, row)
    return Evaluation(
        bucket=bucket, closed=True, covered=alive, seen=seen, mean=mean, surprise=z, window_score=window_score,
        raw_score=raw, stream_score=scores, score=score, age=age, recent=recent, usual=usual,
        earlier=np.array(streams[0].earlier, dtype=np.float32), level=level, dispersion=dispersion,
        peaks=peaks,
    )  # fmt: skip


def _stack(streams: list[_Baseline], name: str) -> Floats:
    """What both streams were at each bucket, by the attribute's name: (streams, buckets, …)."""
    return np.array([getattr(one, name) for one in streams], dtype=np.float32)


class _Baseline:
    """Level, season and dispersion of one stream, moved bucket by bucket; keeps what they were before each bucket."""

    def __init__(self, columns: Columns, row: int) -> None:
        self.level = float(columns["level"][row, 0])
        self.season = (columns["season"][row, :, 0] * state.SEASON_UNIT).tolist()
        self.visits = columns["visits"][:, 0].tolist()
        self.dispersion = columns["dispersion"][row, :, 0].tolist()
        last = int(columns["bucket"][0])
        self.last = last
        # Counts by age, newest last; a ring in order of time up to the last bucket learned from.
        self.window = columns["ring"][row, (last + 1 + np.arange(RING)) % RING, 0].astype(float).tolist()
        self.usual: _Series = []
        self.earlier: _Series = []
        self.level_before: _Series = []
        self.filled: _Series = []
        self.dispersion_before: list[_Series] = []

    def run(
        self,
        counts: _Series,
        alive: list[bool],
        age: list[int],
        cell: list[int],
        cell_before: list[int],
        bucket: list[int],
    ) -> None:
        """Pass over all buckets once. `filled` are the counts with the expectation where a bucket was missed."""
        unit = 1.0 / state.SEASON_UNIT
        missed: list[int] = []
        for t, (count, here, old, place) in enumerate(zip(counts, alive, age, cell, strict=True)):
            level = count if old == 0 else self.level
            usual = max(level * self._shrunk(place), 1e-3)
            self.usual.append(usual)
            self.earlier.append(max(level * self._shrunk(cell_before[t]), 1e-3))
            self.level_before.append(level)
            self.dispersion_before.append(self.dispersion)
            self.filled.append(count if here else 0.0)
            if not here:
                missed.append(t)
                continue
            if old:
                self._fill(missed, bucket[t] - self.last - 1, usual)
            missed = []
            self.last = bucket[t]
            self.window = [*self.window[1:], count]
            capped = self._learn_dispersion(count, old, usual)
            self.level = level + max(1.0 / (old + 1), float(steps.LEVEL_STEP)) * (capped - level)
            ratio = min(capped / max(self.level, 1e-3), float(steps.SEASON_CAP))
            season = self.season[place]
            self.visits[place] = visits = min(self.visits[place] + 1, steps.SEASON_MEMORY)
            self.season[place] = round((season + (ratio - season) / visits) * unit) / unit

    def leave(self, columns: Columns, row: int) -> None:
        """Writes what was learned back."""
        columns["level"][row, 0] = self.level
        columns["season"][row, :, 0] = np.rint(np.array(self.season) / state.SEASON_UNIT)
        columns["visits"][:, 0] = self.visits
        columns["dispersion"][row, :, 0] = self.dispersion
        columns["ring"][row, (self.last + 1 + np.arange(RING)) % RING, 0] = self.window

    def _shrunk(self, place: int) -> float:
        """The season of a cell, shrunk towards 1 while it is little visited."""
        visits, prior = self.visits[place], _PRIOR
        return float((self.season[place] * visits + prior) / (visits + prior))

    def _fill(self, missed: list[int], gap: int, usual: float) -> None:
        """Buckets missed before the present one take its expectation; those further back than the ring stay 0."""
        rounded = float(round(usual))
        for t in missed[-(RING - 1) :]:
            self.filled[t] = rounded
        if gap:
            self.window = [*self.window[min(gap, RING) :], *([rounded] * min(gap, RING))]

    def _learn_dispersion(self, count: float, old: int, usual: float) -> float:
        """Move the dispersion of each window and return the winsorised count."""
        moved = []
        step = max(1.0 / (old + 2), float(steps.DISPERSION_STEP))
        total, done = 0.0, 0
        for width, phi in zip(WINDOWS, self.dispersion, strict=True):
            total += sum(self.window[RING - width : RING - done])
            done = width
            mean = max(usual * min(width, old + 1), 1.0)
            pull = min((total - mean) ** 2 / mean, 16 * max(phi, 1.0)) - phi
            moved.append(phi + step * pull if old else phi)
        self.dispersion = moved
        single = max(moved[steps.WINSOR_WINDOW] / math.sqrt(min(WINDOWS[steps.WINSOR_WINDOW], old + 1)), 1.0)
        return min(count, usual + 4 * math.sqrt(single * usual) + 1)


def _recent(columns: Columns, filled: Floats, first: int) -> Floats:
    """Counts of the last two hours at each bucket, (streams, 24, buckets), the bucket itself last."""
    last = int(columns["bucket"][0])
    before = np.zeros((2, RING - 1), dtype=np.float32)
    for back in range(1, RING):
        age_of_slot = last - (first - back)
        if last and 0 <= age_of_slot < RING:
            before[:, RING - 1 - back] = columns["ring"][:, (first - back) % RING, 0]
    padded = np.concatenate([before, filled], axis=1)
    return np.moveaxis(np.lib.stride_tricks.sliding_window_view(padded, RING, axis=1), 2, 1)


def _tails(columns: Columns, z: Floats, alive: Bools, age: Ints) -> tuple[Floats, Floats]:
    """The followed limit of each window's surprise and the mean log-excess over it, before each bucket.

    Leaves in the columns where they ended.
    """
    limits, excesses = np.empty_like(z), np.empty_like(z)
    etas = np.maximum(1.0 / (age + 5), float(steps.TAIL_STEP)).tolist()
    young, here = (age < 288).tolist(), alive.tolist()
    for row in range(z.shape[0]):
        for k in range(z.shape[1]):
            names = ("limit", "spread", "excess", "excesses")
            at = [float(columns[name][row, k, 0]) for name in names]
            limits[row, k], excesses[row, k] = follow_tail(z[row, k].tolist(), here, etas, young, at)
            for name, value in zip(names, at, strict=True):
                columns[name][row, k, 0] = value
    return limits, excesses


def follow_tail(
    z: _Series, here: list[bool], etas: _Series, young: list[bool], start: list[float], rarity: float = RARITY
) -> tuple[_Series, _Series]:
    """Limit and mean log-excess before each value of one window's surprise.

    `here` which buckets are covered, `etas` the step at each, `young` whether it lies in the first day, `start` the
    limit, spread, excess and number of excesses to begin with, moved to where they end; `rarity` the share of buckets
    above the limit.
    """
    limit, spread, excess, known = start
    limits, excesses = [], []
    for value, alive, eta, first_day in zip(z, here, etas, young, strict=True):
        limits.append(limit)
        excesses.append(excess)
        if not alive:
            continue
        reached = 0.0
        if value > limit:
            reached = 1.0
            known = min(known + 1, steps.EXCESS_MEMORY)
            excess += (min(math.log(value / limit), 4 * excess) - excess) / (known + float(steps.EXCESS_PRIOR))
        distance = value - limit if value > limit else limit - value
        spread += eta * (min(distance, 20 * spread) - spread)
        limit = max(limit + (12.0 if first_day else 4.0) * eta * spread * (reached - rarity), 0.05)
    start[:] = [limit, spread, excess, known]
    return limits, excesses


def bars_over(columns: Columns, raw: Floats, bucket: Ints, alive: Bools) -> Floats:
    """The bar at each bucket, (streams, buckets): moved at the first covered bucket of a later half-day.

    Leaves in the columns where it ended.
    """
    bars = np.empty_like(raw)
    places = np.flatnonzero(alive)
    halves = bucket // steps.HALF_DAY
    bar, highest = columns["bar"][:, 0].astype(float), columns["highest"][:, 0].astype(float)
    known, last_half = int(columns["age"][0]) > 0, int(columns["bucket"][0]) // steps.HALF_DAY
    bars[:] = bar[:, None] if known else BAR
    if not places.size:
        return bars
    starts = np.flatnonzero(np.diff(halves[places], prepend=-1))
    for a, b in zip(starts, [*starts[1:], len(places)], strict=True):
        half = int(halves[places[a]])
        if known and half > last_half:
            moved = bar + float(steps.BAR_STEP) * ((highest > bar) - float(steps.BAR_REACHED))
            bar = np.clip(moved, float(steps.BAR_LOW), float(steps.BAR_HIGH))
        top = raw[:, places[a:b]].max(axis=1)
        highest = np.maximum(highest, top) if half == last_half else top
        known, last_half = True, half
        bars[:, places[a] :] = bar[:, None]
    columns["bar"][:, 0], columns["highest"][:, 0] = bar, highest
    return bars


def _peaks(columns: Columns, score: Floats, bucket: Ints, alive: Bools) -> Floats:
    """The weekly highest scores known before each bucket, (8, buckets). Leaves in the columns those after the last."""
    out = np.repeat(columns["peaks"], len(score), axis=1)
    weeks = bucket // WEEK
    rounded = np.where(alive, score, 0).astype(np.float16)
    last_week = int(columns["bucket"][0]) // WEEK
    for week in np.unique(weeks):
        inside = np.flatnonzero(weeks == week)
        place = week % PEAKS
        start = out[place, inside[0]] if week == last_week else np.float16(0)
        running = np.maximum.accumulate(np.concatenate([[start], rounded[inside]]))
        out[place, inside] = running[:-1]
        out[place, inside[-1] + 1 :] = running[-1]
    if alive.any():
        newest = int(weeks[alive][-1])
        for week in range(max(last_week + 1, newest - PEAKS + 1), newest + 1):
            columns["peaks"][week % PEAKS, 0] = 0
        kept = alive & (weeks > newest - PEAKS)
        np.maximum.at(columns["peaks"][:, 0], weeks[kept] % PEAKS, rounded[kept])
    return out
