"""The naive rules the market documents, to be measured on the same data as the detector.

Each takes the 5-minute counts of one series and returns score (at or above 1 it alarms), expected, low and high,
per row.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Row = npt.NDArray[np.float64]
Naive = Callable[[Row], tuple[Row, Row, Row, Row]]
HOUR, WEEK = 12, 2016


def _past_sum(values: Row, width: int, lag: int = 0) -> Row:
    """Sum of the `width` values that end `lag` before each row, 0 outside the data."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    end = np.maximum(np.arange(len(values)) + 1 - lag, 0)
    out: Row = total[end] - total[np.maximum(end - width, 0)]
    return out


def last_hour_against_twelve(values: Row) -> tuple[Row, Row, Row, Row]:
    """The last hour holds more than twice the mean hour of the twelve before it."""
    hour = _past_sum(values, HOUR)
    mean = _past_sum(values, 12 * HOUR, lag=HOUR) / 12
    score = np.where(np.arange(len(values)) >= 13 * HOUR, hour / np.maximum(2 * mean, 1.0), 0.0)
    return score, mean / HOUR, np.zeros_like(mean), 2 * mean / HOUR


def three_times_week(values: Row) -> tuple[Row, Row, Row, Row]:
    """The last hour holds more than three times the mean hour of the last seven days."""
    hour = _past_sum(values, HOUR)
    rows = np.clip(np.arange(len(values)) + 1 - HOUR, 1, WEEK)
    mean = _past_sum(values, WEEK, lag=HOUR) / rows * HOUR
    score = np.where(np.arange(len(values)) >= 24 * HOUR, hour / np.maximum(3 * mean, 1.0), 0.0)
    return score, mean / HOUR, np.zeros_like(mean), 3 * mean / HOUR


def three_sigma(values: Row) -> tuple[Row, Row, Row, Row]:
    """The last hour lies above mean + 3 standard deviations of the hours of the last seven days."""
    hour = _past_sum(values, HOUR)
    rows = np.clip(np.arange(len(values)) + 1 - HOUR, 1, WEEK)
    mean = _past_sum(hour, WEEK, lag=HOUR) / rows
    square = _past_sum(hour**2, WEEK, lag=HOUR) / rows
    limit = mean + 3 * np.sqrt(np.maximum(square - mean**2, 0.0))
    score = np.where(np.arange(len(values)) >= 24 * HOUR, hour / np.maximum(limit, 1.0), 0.0)
    return score, mean / HOUR, np.zeros_like(mean), limit / HOUR


NAIVE_RULES: dict[str, Naive] = {
    "last-hour-against-12": last_hour_against_twelve,
    "three-times-week": three_times_week,
    "three-sigma": three_sigma,
}
