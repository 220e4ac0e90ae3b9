"""How many posts appear when: the week's rhythm of quiet talk, and the waves of the crisis. Pure."""

from __future__ import annotations

import math
import random
from datetime import datetime, timedelta
from typing import Final, Literal

Rate = Literal["live", "fast"]

# Shares of a day by UTC hour (little at night, peaks at breakfast and in the evening); mean 1 after division.
_BY_HOUR: Final = (3, 2, 1, 1, 2, 5, 10, 15, 16, 13, 12, 13, 14, 12, 11, 11, 12, 15, 18, 19, 17, 13, 9, 5)
_BY_WEEKDAY: Final = (1.0, 1.05, 1.05, 1.0, 0.95, 0.75, 0.65)
_MEAN_HOUR: Final = sum(_BY_HOUR) / 24

# A wave is (minute it starts, minutes to its peak, posts a minute at its peak, minutes until half of that is left).
_WAVES: Final[dict[Rate, tuple[tuple[float, float, float, float], ...]]] = {
    "live": ((0, 3, 18, 5), (6, 5, 13, 8), (18, 8, 17, 14), (50, 12, 12, 30), (95, 20, 8, 90)),
    "fast": ((0, 4, 34, 3), (2, 3, 22, 4), (8, 3, 16, 6)),
}
BACKLOG: Final[dict[Rate, timedelta]] = {"live": timedelta(0), "fast": timedelta(minutes=5)}
_CALM_HALF_LIFE: Final[dict[Rate, float]] = {"live": 10.0, "fast": 1.0}
_AFTERGLOW: Final = 0.12


def dice(*names: object) -> random.Random:
    """The random state of the stretch so named: the same names, the same numbers."""
    return random.Random("/".join(map(str, names)))  # noqa: S311  invented posts, nothing secret


def quiet_rate(per_day: float, hour: datetime) -> float:
    """Expected posts in the UTC hour starting at `hour`, for a topic with `per_day` posts on a full weekday."""
    return per_day / 24 * _BY_HOUR[hour.hour] / _MEAN_HOUR * _BY_WEEKDAY[hour.weekday()]


def crisis_rate(rate: Rate, minute: float) -> float:
    """Expected crisis posts per minute, `minute` minutes after its first post: a sum of waves, each with a slow tail."""
    return sum(_wave(minute - start, rise, peak, half) for start, rise, peak, half in _WAVES[rate])


def _wave(age: float, rise: float, peak: float, half: float) -> float:
    if age < 0:
        return 0.0
    if age < rise:
        return peak * (0.25 + 0.75 * age / rise)
    return peak * math.exp2(-(age - rise) / half)


def calming(rate: Rate, minutes_since_answer: float) -> float:
    """The share of the crisis that is left so many minutes after a public answer; 1 before it."""
    if minutes_since_answer < 0:
        return 1.0
    return _AFTERGLOW + (1 - _AFTERGLOW) * math.exp2(-minutes_since_answer / _CALM_HALF_LIFE[rate])


def draw_count(expected: float, rng: random.Random, *, clumpy: bool = False) -> int:
    """A Poisson draw; `clumpy` spreads the mean by a gamma of variance 1/6 first, as people's posts are."""
    if expected <= 0:
        return 0
    mean = expected * rng.gammavariate(6, 1 / 6) if clumpy else expected
    # Knuth's way (The Art of Computer Programming 2, 3.4.1): quick for small means, which these are.
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count
