"""Hours that recur every week, and levels that rose for good: learned, and by nothing less."""

import numpy as np
import pytest

from monitoring.detection import Evaluation, Fleet
from monitoring.detection.lasting import FACTORS, recurred
from monitoring.detection.scan import scan
from tests.monitoring.detection.traffic import DAY, FIRST, brand, starts

WEEK = 7 * DAY


def judged(counts: np.ndarray) -> Evaluation:
    n = len(counts)
    both = np.stack([counts, np.zeros(n)])
    return scan(both, np.ones(n, dtype=bool), FIRST, np.zeros(n, dtype=np.int64), paired=False)


def after(known: int, *ratios: float) -> int:
    """What is kept of an hour that expects 16 posts after weeks with so many times as many."""
    week = np.array([known])
    for ratio in ratios:
        week = recurred(week, np.array([16.0 * ratio]), np.array([16.0]), np.array([1.0]))
    return int(week[0]) >> 4


def test_one_week_is_no_rhythm_two_are_and_weeks_without_unlearn_it_step_by_step() -> None:
    assert after(0, 9.0) == 0
    assert after(0, 9.0, 9.0) == 6
    assert FACTORS[after(0, 9.0, 9.0)] == pytest.approx(8.0)
    assert after(0, 9.0, 1.0, 9.0) == 0
    assert after(0, 9.0, 3.0) == 2
    assert [after(0, 9.0, 9.0, *[1.0] * k) for k in (1, 2, 6, 7)] == [5, 4, 0, 0]


def test_an_hour_somewhat_above_the_usual_two_weeks_in_turn_is_chance_and_no_rhythm() -> None:
    # 16 expected with a deviation of 4: 28 lie 3 deviations above, 31 nearly 4.
    assert after(0, 28 / 16, 28 / 16) == 0
    assert after(0, 31 / 16, 31 / 16) == 1


def newsletter(weeks: int, missed: tuple[int, ...] = ()) -> np.ndarray:
    counts = brand(days=7 * weeks, posts_per_day=60).all_counts[0]
    for week in range(weeks):
        if week not in missed:
            at = week * WEEK + 9 * 12
            counts[at : at + 12] += 4.0
    return counts


def test_a_weekly_hour_is_expected_in_its_fourth_week_and_only_then_and_there() -> None:
    e = judged(newsletter(5))
    hour = 4 * WEEK + 9 * 12 + 6
    assert e.recurring[hour] > 4
    assert e.usual[0, hour] * 12 > 24
    assert e.recurring[WEEK + 9 * 12 + 6] == 1
    assert e.recurring[hour + DAY] == 1
    assert e.score[hour - 6 : hour + 30].max() < e.score[9 * 12 : 9 * 12 + 36].max()


def test_what_recurs_raises_neither_level_nor_season() -> None:
    plain, weekly = judged(brand(days=56, posts_per_day=60).all_counts[0]), judged(newsletter(8))
    assert weekly.level[0, -1] < 1.2 * plain.level[0, -1]
    evening = 7 * WEEK + 20 * 12
    assert weekly.usual[0, evening] < 1.25 * plain.usual[0, evening]


def test_a_window_that_reaches_back_into_a_recurring_hour_expects_what_that_had() -> None:
    e = judged(newsletter(5))
    next_hour = 4 * WEEK + 10 * 12
    assert e.recurring[next_hour] == 1
    assert e.mean[0, 4, next_hour] > 5 * 12 * e.usual[0, next_hour]


def stepped(times: float, days: int, step_days: int) -> Evaluation:
    counts = brand(days=days, posts_per_day=100).all_counts[0]
    more = brand(days=days, posts_per_day=100 * (times - 1)).all_counts[0]
    start = 14 * DAY + 100
    counts[start : start + step_days * DAY] += more[start : start + step_days * DAY]
    return judged(counts)


def test_a_tripled_level_is_the_level_after_three_days() -> None:
    e = stepped(3, 19, 5)
    before, after_three = e.level[0, 14 * DAY], e.level[0, 17 * DAY + 100]
    assert 2.3 * before < after_three < 3.7 * before


def test_a_day_and_a_half_of_crisis_does_not_become_the_level() -> None:
    counts = brand(days=19, posts_per_day=100).all_counts[0]
    start = 14 * DAY + 100
    counts[start : start + DAY + 144] *= 4
    e = judged(counts)
    assert e.level[0, -1] < 1.8 * e.level[0, start]


def test_a_level_that_was_raised_at_once_falls_back_when_it_is_over() -> None:
    e = stepped(6, 24, 4)
    assert e.level[0, 18 * DAY] > 4 * e.level[0, 14 * DAY]
    assert e.level[0, 22 * DAY] < 2 * e.level[0, 14 * DAY]


def test_the_fleet_and_the_scan_learn_weeks_days_and_levels_alike() -> None:
    counts = newsletter(4)
    counts[18 * DAY :] *= 4
    n, gap = len(counts), slice(10 * DAY + 30, 10 * DAY + 95)
    covered = np.ones(n, dtype=bool)
    covered[gap] = False
    fleet, stepped_ = Fleet.fresh(1), []
    for t, when in enumerate(starts(n).tolist()):
        stepped_.append(fleet.step(counts[t : t + 1], None, covered[t : t + 1], when, offset_minutes=330))
    whole = scan(np.stack([counts, np.zeros(n)]), covered, FIRST, np.full(n, 330, dtype=np.int64), paired=False)
    assert whole.recurring.max() > 2
    for name in ("usual", "level", "recurring", "mean", "long_seen", "long_mean", "long_surprise", "long_dispersion", "evening"):  # fmt: skip
        one = np.stack([getattr(e, name)[..., 0] for e in stepped_], axis=-1).astype(float)[..., covered]
        np.testing.assert_allclose(
            getattr(whole, name)[..., covered].astype(float), one, atol=0.03, rtol=3e-3, err_msg=name
        )
