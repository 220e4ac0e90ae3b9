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
from monitoring.detection import lasting, state
from monitoring.detection.baseline import Baseline, Course
from monitoring.detection.evaluation import Evaluation
from monitoring.detection.state import BAR, PEAKS, RING, STREAMS, WINDOWS, Bools, Columns, Floats, Ints
from monitoring.detection.surprise import RARITY, above_bar, fused, stream_scores, surprise, tail_score

WEEK = 2016
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
    streams = [Baseline(columns, row) for row in range(len(STREAMS))]
    course = Course.over(columns, bucket, alive, age, offset_minutes)
    for row, one in enumerate(streams):
        one.run(np.minimum(counts[row], state.MOST_POSTS).tolist(), course)
    usual, level, filled = (_stack(streams, name) for name in ("usual", "level_before", "filled"))
    dispersion, long_dispersion, long_seen, long_mean = (
        np.ascontiguousarray(np.moveaxis(_stack(streams, name), 1, 2))
        for name in ("dispersion_before", "long_before", "long_seen", "long_mean")
    )
    recurring, before, first_hour = np.array(course.factors, dtype=np.float32).T
    recent = _recent(columns, filled, first)
    cumulated = np.cumsum(recent[:, ::-1], axis=1, dtype=np.float32)
    seen: Floats = np.ascontiguousarray(cumulated[:, np.array(WINDOWS) - 1])
    widths = np.array(WINDOWS)[:, None]
    reached = lasting.reached(before / recurring, first_hour / recurring, bucket, offset_minutes)
    mean = np.maximum(usual[:, None] * reached * np.minimum(widths, age + 1).astype(np.float32), np.float32(1.0))
    uneven = lasting.unevenness(recurring)
    judged = np.where(alive & (age >= widths), seen, np.float32(0))
    z = surprise(judged, mean, np.maximum(dispersion, np.float32(1)) + uneven * mean)
    window_score = tail_score(z, *_tails(columns, z, alive, age))
    raw = stream_scores(z, window_score)
    scores = above_bar(raw, bars_over(columns, raw, bucket, alive))
    score = fused(scores, level, paired)
    peaks = _peaks(columns, score, bucket, alive)
    unsure = lasting.ignorance(level, age) + uneven
    for row, one in enumerate(streams):
        one.leave(columns, row)
    columns["week"][:, 0] = course.week
    return Evaluation(
        bucket=bucket, closed=True, covered=alive, seen=seen, mean=mean, surprise=z, window_score=window_score,
        raw_score=raw, stream_score=scores, score=score, age=age, recent=recent, usual=usual,
        earlier=np.array(streams[0].earlier, dtype=np.float32), level=level, dispersion=dispersion,
        recurring=recurring, long_seen=long_seen, long_mean=long_mean,
        long_surprise=steps.long_surprises(long_seen, long_mean, long_dispersion, unsure, age, alive),
        long_dispersion=long_dispersion, evening=steps.evening(steps.cells(bucket, offset_minutes)), peaks=peaks,
    )  # fmt: skip


def _stack(streams: list[Baseline], name: str) -> Floats:
    """What both streams were at each bucket, by the attribute's name: (streams, buckets, …)."""
    return np.array([getattr(one, name) for one in streams], dtype=np.float32)


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
