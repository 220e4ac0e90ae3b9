"""What lasts longer than two hours: counts of up to a day against their expectation, hours that recur every week, and a
level that rose for good.

A day of counts is kept in blocks of two hours, each with what was expected in the part of it that was seen; missing
buckets count on neither side. An hour of the week recurs when two weeks in turn lay above level and season in it: its
factor is what the lesser of the two had, in steps of half a doubling, so that one crisis never becomes a rhythm. A level
that lay well above itself throughout two days in turn is raised at once to what was seen.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from monitoring.detection import state
from monitoring.detection.evaluation import Evaluation
from monitoring.detection.state import BLOCKS, HOURS_OF_WEEK, LONG, RING, WINDOWS, Columns, Floats, Ints

Bare = npt.NDArray[Any]
DAY = 288
FACTORS = np.power(2.0, np.arange(16) / 2.0).astype(np.float32)
HOUR_WINDOW = WINDOWS.index(12)
LEAST_HOUR = 0.5  # posts: an hour that expects fewer is taken to expect so many when it is asked whether it recurs
# Deviations above what is expected from which on an hour stands out at all. Where one was enough, some of a week's 168 hours
# recurred by chance in two weeks in turn, and took from what later came in them.
MARKED = 3.5
RECURS, UNEVEN = np.float32(2.0), np.float32(0.2)
LEAST_EXPECTED = np.float32(0.5)  # posts, of the long windows
LONG_STEP = np.float32(state.decay(7 * DAY))
LONG_FROM = 3 * DAY  # before, levels move too much to say how far days differ
PULL = np.float32(4.0)  # a day is in 288 windows: one crisis must not teach the brand that days differ
SURE_AFTER = 7 * DAY  # younger levels move by themselves
RISEN, RISEN_HALF, FALLEN_HALF = 1.5, 1.4, 0.6  # of what was expected
OUTLYING = 3.0  # square roots of what was expected
DAYS_IN_TURN = 2
MOST_RISE = 20.0


def hour_of_week(bucket: Ints, offset_minutes: npt.ArrayLike) -> Ints:
    """Hour of the brand's own week, counted from Thursday 00:00."""
    local = bucket + np.asarray(offset_minutes, dtype=np.int64) // 5
    out: Ints = local // 12 % HOURS_OF_WEEK
    return out


def recurred(known: Ints, seen: Bare, usual: Bare, dispersion: Bare) -> Ints:
    """What is kept of hours of the week after one of them: two half-bytes, the factor's step and this week's own.

    `seen` posts in the hour, `usual` those that level and season expect of it, `dispersion` an hour's. A step is half a
    doubling that the count, less one deviation, lies above them, of an hour that stands out; kept is the lesser of two in
    turn, one less a week without.
    """
    expected = np.maximum(usual, LEAST_HOUR)
    deviation = np.sqrt(np.maximum(dispersion, 1.0) * expected)
    times = np.where(seen >= expected + MARKED * deviation, (seen - deviation) / expected, 1.0)
    step = np.minimum((2.0 * np.log2(np.maximum(times, 1.0))).astype(np.int64), len(FACTORS) - 1)
    kept, both = known >> 4, np.minimum(step, known & 15)
    out: Ints = np.where(both > kept, both, np.maximum(kept - 1, both)) << 4 | step
    return out


def reached(before: Floats, first: Floats, bucket: Ints, offset_minutes: npt.ArrayLike) -> Floats:
    """Mean factor of the hours each window reaches into, against the judged hour's: (windows, n).

    `before` and `first`: the factors of the hour before and of the one before that, against the judged hour's.
    """
    inside = (bucket + np.asarray(offset_minutes, dtype=np.int64) // 5) % 12 + 1
    width = np.array(WINDOWS)[:, None]
    here = np.minimum(width, inside)
    hour = np.minimum(width - here, 12)
    rest = width - here - hour
    total = here.astype(np.float32) + hour.astype(np.float32) * before + rest.astype(np.float32) * first
    out: Floats = total / width.astype(np.float32)
    return out


def unevenness(recurring: Floats) -> Floats:
    """Relative variance of what is expected where the hour recurs, (n,): its posts do not come evenly, nor as many each
    time."""
    out: Floats = np.where(recurring >= RECURS, UNEVEN, np.float32(0.0))
    return out


def ignorance(level: Floats, age: Ints) -> Floats:
    """Relative variance of what is expected, (streams, n): few posts known, and in the first days no hour of the day."""
    known = level * age.astype(np.float32)
    shape = np.float32(0.5) * np.minimum(1.0, DAY / np.maximum(age, 1)).astype(np.float32) ** 2
    out: Floats = 1.0 / (known + np.float32(1.0)) + shape
    return out


def long_step(age: Bare) -> Bare:
    """The step of the long windows' dispersion, from LONG_FROM on: what it began with counts for a day."""
    out: Bare = np.maximum(1.0 / np.maximum(age - LONG_FROM + DAY, 1), LONG_STEP)
    return out


def spans(c: Columns, counts: Floats, usual: Floats, bucket: Ints) -> tuple[Floats, Floats]:
    """Posts seen and expected in the last 3, 6 and 12 blocks, the judged bucket included: (streams, 3, n) each."""
    n = bucket.size
    block, last = bucket // RING, c["bucket"].astype(np.int64) // RING
    one = bool(n) and bool((block == block[0]).all())
    seen, mean = (np.empty((2, len(LONG), n), dtype=np.float32) for _ in range(2))
    total, expected = counts.copy(), usual.copy()
    for back in range(BLOCKS):
        known = (last >= block - back).astype(np.float32)
        if one:
            slot = int(block[0] - back) % BLOCKS
            total += c["blocks"][:, slot] * known
            expected += c["expected"][:, slot] * known
        else:
            at = (block - back) % BLOCKS, np.arange(n)
            total += c["blocks"][:, at[0], at[1]] * known
            expected += c["expected"][:, at[0], at[1]] * known
        if back + 1 in LONG:
            seen[:, LONG.index(back + 1)], mean[:, LONG.index(back + 1)] = total, expected
    return seen, mean


def learn(c: Columns, e: Evaluation, shift: Ints) -> None:
    """Takes in the judged bucket where it is covered. The baseline has learned it; age and last bucket are still before it."""
    series = np.flatnonzero(e.covered)
    if not series.size:
        return
    _learn_week(c, e, shift, series)
    _learn_blocks(c, e, series)
    phi = c["long_dispersion"]
    mean = np.maximum(e.long_mean, LEAST_EXPECTED)
    pull = np.minimum((e.long_seen - mean) ** 2 / mean, PULL * np.maximum(phi, 1)) - phi
    step = np.where(e.covered & (e.age >= LONG_FROM), long_step(e.age), 0).astype(np.float32)
    phi += step * pull
    ends = series[e.bucket[series] % DAY == DAY - 1]
    if ends.size:
        _learn_level(c, e, ends)


def _learn_week(c: Columns, e: Evaluation, shift: Ints, series: Ints) -> None:
    ends = series[(e.bucket[series] + shift[series] // 5) % 12 == 11]
    if not ends.size:
        return
    place = hour_of_week(e.bucket[ends], shift[ends])
    seen, usual = e.recent[0, -12:, ends].sum(axis=-1), 12.0 * e.usual[0, ends] / e.recurring[ends]
    c["week"][place, ends] = recurred(
        c["week"][place, ends].astype(np.int64), seen, usual, c["dispersion"][0, HOUR_WINDOW, ends]
    )


def _learn_blocks(c: Columns, e: Evaluation, series: Ints) -> None:
    block = e.bucket[series] // RING
    begun = np.minimum(block - c["bucket"][series].astype(np.int64) // RING, BLOCKS)
    for back in range(int(begun.max())):
        late = begun > back
        for name in ("blocks", "expected"):
            c[name][:, (block[late] - back) % BLOCKS, series[late]] = 0
    place = block % BLOCKS
    total = c["blocks"][:, place, series] + e.recent[:, -1, series]
    c["blocks"][:, place, series] = np.minimum(total, state.MOST_POSTS)
    c["expected"][:, place, series] += e.usual[:, series]


def _learn_level(c: Columns, e: Evaluation, ends: Ints) -> None:
    level, resting, raised = (c[name][:, ends].astype(np.float64) for name in ("level", "resting", "raised"))
    seen, mean = e.long_seen[:, :, ends].astype(np.float64), e.long_mean[:, :, ends].astype(np.float64)
    times, c["resting"][:, ends], c["raised"][:, ends] = moved(seen, mean, level, resting, raised, e.age[ends])
    c["level"][:, ends] = level * times
    c["expected"][:, :, ends] *= times[:, None].astype(np.float32)


def moved(seen: Bare, mean: Bare, level: Bare, resting: Bare, raised: Bare, age: Ints) -> tuple[Bare, Bare, Bare]:
    """At the end of a UTC day: what the level is multiplied by, the level to come back to, and the days in turn above it.

    A level left upwards throughout two days in turn moves to what was seen; one that was so raised falls back as soon as a
    day lies below it throughout. `seen` and `mean` are those of the long windows, (streams, 3, n); the rest (streams, n).
    """
    up, down = _risen(seen, mean), _fallen(seen, mean) & (resting > 0)
    days = np.where(up & (age >= SURE_AFTER), raised + 1, 0)
    jump = days >= DAYS_IN_TURN
    ratio = seen[:, -1] / np.maximum(mean[:, -1], 1e-3)
    back = np.maximum(ratio, resting / np.maximum(level, 1e-6))
    times = np.where(jump, np.minimum(ratio, MOST_RISE), np.where(down, back, 1.0))
    return times, np.where(jump & (resting == 0), level, np.where(down, 0.0, resting)), np.where(jump, 0, days)


def _risen(seen: Bare, mean: Bare) -> npt.NDArray[np.bool_]:
    """Whether the last day lay above its expectation in both halves: from (streams, spans, …) to (streams, …)."""
    old, expected = seen[:, 2] - seen[:, 1], mean[:, 2] - mean[:, 1]
    halves = (seen[:, 1] >= RISEN_HALF * mean[:, 1]) & (old >= RISEN_HALF * expected) & (expected > 0.25 * mean[:, 2])
    out: npt.NDArray[np.bool_] = (
        halves & (seen[:, 2] >= RISEN * mean[:, 2]) & (seen[:, 2] - mean[:, 2] >= OUTLYING * np.sqrt(mean[:, 2]))
    )
    return out


def _fallen(seen: Bare, mean: Bare) -> npt.NDArray[np.bool_]:
    """Whether the last day lay below its expectation in both halves. Shapes as for `_risen`."""
    old, expected = seen[:, 2] - seen[:, 1], mean[:, 2] - mean[:, 1]
    halves = (seen[:, 1] <= FALLEN_HALF * mean[:, 1]) & (old <= FALLEN_HALF * expected) & (expected > 0.25 * mean[:, 2])
    out: npt.NDArray[np.bool_] = halves & (mean[:, 2] - seen[:, 2] >= OUTLYING * np.sqrt(mean[:, 2]))
    return out
