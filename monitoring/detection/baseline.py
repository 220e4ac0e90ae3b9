"""One stream's baseline moved bucket by bucket in plain numbers: level, season, rhythm, dispersion, long windows.

The same arithmetic as the fleet's step, for `scan`, which does everything else over the whole time at once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from monitoring.detection import fleet as steps
from monitoring.detection import lasting, state
from monitoring.detection.lasting import DAY
from monitoring.detection.state import BLOCKS, LONG, RING, WINDOWS, Bools, Columns, Ints

_PRIOR, _POSTS, _MOST_SEASON = (float(x) for x in (steps.SEASON_PRIOR, steps.SEASON_POSTS, steps.MOST_SEASON))
_FACTORS: list[float] = lasting.FACTORS.tolist()
_Series = list[float]


@dataclass
class Course:
    """The time passed over, and what all streams share on the way: the hours of the week, learned of all mentions."""

    bucket: list[int]
    alive: list[bool]
    age: list[int]
    cell: list[int]
    cell_before: list[int]
    hours: list[list[int]]  # of the week: the judged one, the one before, the one before that
    inside: list[int]  # buckets of the judged hour, the judged one included
    week: list[int]
    factors: list[tuple[float, float, float]] = field(
        default_factory=list
    )  # of these hours, as the first stream met them

    @classmethod
    def over(cls, columns: Columns, bucket: Ints, alive: Bools, age: Ints, offset_minutes: Ints) -> Course:
        """The course of these buckets, from what the columns know of the week."""
        cell, before = (steps.cells(b, offset_minutes).tolist() for b in (bucket, bucket - RING))
        hours = [lasting.hour_of_week(bucket - 12 * k, offset_minutes).tolist() for k in range(3)]
        inside = ((bucket + offset_minutes // 5) % 12 + 1).tolist()
        week = columns["week"][:, 0].tolist()
        return cls(bucket.tolist(), alive.tolist(), age.tolist(), cell, before, hours, inside, week)


class Baseline:
    """Level, season and dispersion of one stream, moved bucket by bucket; keeps what they were before each bucket."""

    def __init__(self, columns: Columns, row: int) -> None:
        self.level = float(columns["level"][row, 0])
        self.season = (columns["season"][row, :, 0] * state.SEASON_UNIT).tolist()
        self.visits = columns["visits"][:, 0].tolist()
        self.dispersion = columns["dispersion"][row, :, 0].tolist()
        self.days = _Days(columns, row)
        last = int(columns["bucket"][0])
        self.last = last
        # Counts by age, newest last; a ring in order of time up to the last bucket learned from.
        self.window = columns["ring"][row, (last + 1 + np.arange(RING)) % RING, 0].astype(float).tolist()
        self.usual: _Series = []
        self.earlier: _Series = []
        self.level_before: _Series = []
        self.filled: _Series = []
        self.dispersion_before: list[_Series] = []
        self.long_before: list[_Series] = []
        self.long_seen: list[_Series] = []
        self.long_mean: list[_Series] = []

    def run(self, counts: _Series, course: Course) -> None:
        """Pass over all buckets once. `filled` are the counts with the expectation where a bucket was missed."""
        missed: list[int] = []
        leads = not course.factors
        for t, (count, here, old, place) in enumerate(zip(counts, course.alive, course.age, course.cell, strict=True)):
            if leads:
                course.factors.append(tuple(_FACTORS[course.week[hour[t]] >> 4] for hour in course.hours))  # type: ignore[arg-type]
            factors = course.factors[t]
            level = count if old == 0 else self.level
            usual = max(level * self._shrunk(place, level) * factors[0], 1e-3)
            self._note(count if here else 0.0, level, usual)
            self.earlier.append(max(level * self._shrunk(course.cell_before[t], level) * factors[2], 1e-3))
            seen, mean = self.days.spans(course.bucket[t], count, usual)
            self.long_seen.append(seen)
            self.long_mean.append(mean)
            if not here:
                missed.append(t)
                continue
            if old:
                self._fill(missed, course.bucket[t] - self.last - 1, usual)
            missed = []
            self.last = course.bucket[t]
            self.window = [*self.window[1:], count]
            capped = self._learn_dispersion(count, old, usual, factors, course.inside[t]) / factors[0]
            self._learn_season(level, capped, old, place)
            if leads and course.inside[t] == 12:
                self._learn_week(course, t, 12.0 * usual / factors[0])
            self.level *= self.days.learn(course.bucket[t], count, usual, old, self.level)

    def _note(self, filled: float, level: float, usual: float) -> None:
        self.usual.append(usual)
        self.level_before.append(level)
        self.dispersion_before.append(self.dispersion)
        self.long_before.append(self.days.dispersion)
        self.filled.append(filled)

    def _learn_season(self, level: float, capped: float, old: int, place: int) -> None:
        unit = 1.0 / state.SEASON_UNIT
        self.level = level + max(1.0 / (old + 1), float(steps.LEVEL_STEP)) * (capped - level)
        slow = max(self.level, 1e-3)
        ratio = min(capped / slow, max(float(steps.SEASON_CAP), 1.0 / slow))
        season = self.season[place]
        self.visits[place] = visits = min(self.visits[place] + 1, steps.SEASON_MEMORY)
        self.season[place] = round(min(season + (ratio - season) / visits, _MOST_SEASON) * unit) / unit

    def _learn_week(self, course: Course, t: int, usual: float) -> None:
        hour = course.hours[0][t]
        given = (sum(self.window[-12:]), usual, self.dispersion[lasting.HOUR_WINDOW])
        seen, expected, phi = (np.array([value]) for value in given)
        course.week[hour] = int(lasting.recurred(np.array([course.week[hour]]), seen, expected, phi)[0])

    def leave(self, columns: Columns, row: int) -> None:
        """Writes what was learned back."""
        columns["level"][row, 0] = self.level
        columns["season"][row, :, 0] = np.rint(np.array(self.season) / state.SEASON_UNIT)
        columns["visits"][:, 0] = self.visits
        columns["dispersion"][row, :, 0] = self.dispersion
        columns["ring"][row, (self.last + 1 + np.arange(RING)) % RING, 0] = self.window
        self.days.leave(columns, row)

    def _shrunk(self, place: int, level: float) -> float:
        """The season of a cell, shrunk towards 1 while few visits, or few posts, speak for it."""
        visits, prior = self.visits[place], max(_PRIOR, _POSTS / max(level, 1e-3))
        return float((self.season[place] * visits + prior) / (visits + prior))

    def _fill(self, missed: list[int], gap: int, usual: float) -> None:
        """Buckets missed before the present one take its expectation; those further back than the ring stay 0."""
        rounded = float(round(usual))
        for t in missed[-(RING - 1) :]:
            self.filled[t] = rounded
        if gap:
            self.window = [*self.window[min(gap, RING) :], *([rounded] * min(gap, RING))]

    def _learn_dispersion(
        self, count: float, old: int, usual: float, factors: tuple[float, float, float], inside: int
    ) -> float:
        """Move the dispersion of each window and return the winsorised count."""
        alike = factors[0] == factors[1] == factors[2]
        moved = []
        step = max(1.0 / (old + 2), float(steps.DISPERSION_STEP))
        total, done = 0.0, 0
        for width, phi in zip(WINDOWS, self.dispersion, strict=True):
            total += sum(self.window[RING - width : RING - done])
            done = width
            reached = 1.0 if alike else _reached(width, factors, inside)
            mean = max(usual * reached * min(width, old + 1), 1.0)
            pull = min((total - mean) ** 2 / mean, 16 * max(phi, 1.0)) - phi
            moved.append(phi + step * pull if old else phi)
        self.dispersion = moved
        single = max(moved[steps.WINSOR_WINDOW] / math.sqrt(min(WINDOWS[steps.WINSOR_WINDOW], old + 1)), 1.0)
        return min(count, usual + 4 * math.sqrt(single * usual) + 1)


def _reached(width: int, factors: tuple[float, float, float], inside: int) -> float:
    """`lasting.reached` of one window and bucket."""
    here = min(width, inside)
    hour = min(width - here, 12)
    return (here + (hour * factors[1] + (width - here - hour) * factors[2]) / factors[0]) / width


class _Days:
    """The long windows of one stream, moved bucket by bucket."""

    def __init__(self, columns: Columns, row: int) -> None:
        self.blocks = columns["blocks"][row, :, 0].astype(float).tolist()
        self.expected = columns["expected"][row, :, 0].astype(float).tolist()
        self.dispersion = columns["long_dispersion"][row, :, 0].astype(float).tolist()
        self.raised, self.resting = float(columns["raised"][row, 0]), float(columns["resting"][row, 0])
        self.last = int(columns["bucket"][0]) // RING
        self._known: tuple[int, _Series, _Series] = (-1, [], [])
        self._now: tuple[_Series, _Series] = ([], [])

    def spans(self, bucket: int, count: float, usual: float) -> tuple[_Series, _Series]:
        """Posts seen and expected in the long windows that end with the bucket."""
        block = bucket // RING
        if self._known[0] != block:
            self._known = (block, self._before(self.blocks, block), self._before(self.expected, block))
        _, seen, mean = self._known
        self._now = ([count + known for known in seen], [usual + known for known in mean])
        return self._now

    def _before(self, ring: _Series, block: int) -> _Series:
        held = [ring[(block - back) % BLOCKS] if self.last >= block - back else 0.0 for back in range(BLOCKS)]
        return [sum(held[:width]) for width in LONG]

    def learn(self, bucket: int, count: float, usual: float, old: int, level: float) -> float:
        """Takes in the bucket that `spans` was asked of. Returns what the level is to be multiplied by."""
        seen, mean = self._now
        block = bucket // RING
        for late in range(max(self.last + 1, block - BLOCKS + 1), block + 1):
            self.blocks[late % BLOCKS] = self.expected[late % BLOCKS] = 0.0
        self.last = block
        self.blocks[block % BLOCKS] = min(self.blocks[block % BLOCKS] + count, state.MOST_POSTS)
        self.expected[block % BLOCKS] += usual
        step = max(1.0 / max(old - lasting.LONG_FROM + DAY, 1), float(lasting.LONG_STEP))
        step = step if old >= lasting.LONG_FROM else 0.0
        self.dispersion = [
            phi + step * _pull(posts, expected, phi)
            for posts, expected, phi in zip(seen, mean, self.dispersion, strict=True)
        ]
        self._known = (block, seen, mean)
        return self._moved(seen, mean, level, old) if bucket % DAY == DAY - 1 else 1.0

    def _moved(self, seen: _Series, mean: _Series, level: float, old: int) -> float:
        spans = [np.array(values).reshape(1, -1, 1) for values in (seen, mean)]
        known = [np.array([[value]]) for value in (level, self.resting, self.raised)]
        times, resting, raised = lasting.moved(spans[0], spans[1], known[0], known[1], known[2], np.array([old]))
        self.resting, self.raised = float(resting[0, 0]), float(raised[0, 0])
        self.expected = [value * float(times[0, 0]) for value in self.expected]
        self._known = (-1, [], [])
        return float(times[0, 0])

    def leave(self, columns: Columns, row: int) -> None:
        """Writes what was learned back."""
        columns["blocks"][row, :, 0], columns["expected"][row, :, 0] = self.blocks, self.expected
        columns["long_dispersion"][row, :, 0] = self.dispersion
        columns["raised"][row, 0], columns["resting"][row, 0] = self.raised, self.resting


def _pull(seen: float, mean: float, phi: float) -> float:
    expected = max(mean, float(lasting.LEAST_EXPECTED))
    return min((seen - expected) ** 2 / expected, float(lasting.PULL) * max(phi, 1.0)) - phi
