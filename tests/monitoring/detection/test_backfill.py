"""Past counts teach the detector and raise nothing."""

import numpy as np

from monitoring.detection import Fleet, SpikeRule, backfill, hot
from tests.monitoring.detection.traffic import DAY, FIRST, brand, starts

START = FIRST * 300


def test_a_backfilled_brand_is_no_longer_learning_and_knows_its_level() -> None:
    made = brand(days=5, brands=2, crisis_at=4 * DAY + 130)
    past = slice(0, 4 * DAY)
    states = backfill(made.all_counts[:, past], made.negative_counts[:, past], START)
    fleet, found = Fleet.from_bytes(states), False
    when = starts(5 * DAY)
    for t in range(4 * DAY, 5 * DAY):
        e = fleet.step(made.all_counts[:, t], made.negative_counts[:, t], None, int(when[t]))
        assert not e.learning.any()
        found = found or bool(hot(SpikeRule(), e).any())
    assert found


def test_running_it_twice_changes_nothing() -> None:
    made = brand(days=1, brands=2)
    once = backfill(made.all_counts, made.negative_counts, START)
    assert backfill(made.all_counts, made.negative_counts, START, states=once) == once


def test_days_without_data_teach_nothing() -> None:
    made = brand(days=2)
    covered = np.ones((1, 2 * DAY), dtype=bool)
    covered[:, DAY:] = False
    whole = backfill(made.all_counts, made.negative_counts, START, covered=covered)
    assert whole == backfill(made.all_counts[:, :DAY], made.negative_counts[:, :DAY], START)


def test_each_brand_learns_in_its_own_zone() -> None:
    made = brand(days=1, brands=1)
    twice = np.repeat(made.all_counts, 2, axis=0)
    vienna, kolkata = backfill(twice, None, START, offset_minutes=[60, 330])
    assert vienna != kolkata
    assert vienna == backfill(made.all_counts, None, START, offset_minutes=60)[0]
