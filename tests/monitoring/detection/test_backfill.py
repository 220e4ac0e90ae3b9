"""Past counts teach the detector and raise nothing."""

import numpy as np
import numpy.typing as npt
import pytest

from monitoring.detection import Fleet, SpikeRule, backfill, hot, state
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


def stepped(
    counts: npt.NDArray[np.float64], negative: npt.NDArray[np.float64], covered: npt.NDArray[np.bool_]
) -> bytes:
    fleet = Fleet.fresh(1)
    when = starts(len(counts))
    for t in np.flatnonzero(covered).tolist():
        fleet.step(counts[t : t + 1], negative[t : t + 1], None, int(when[t]), offset_minutes=60)
    return fleet.to_bytes()[0]


def test_a_few_series_learn_over_the_whole_time_what_they_learn_bucket_by_bucket() -> None:
    made = brand(days=66, posts_per_day=900, crisis_at=64 * DAY + 60)
    covered = np.ones(66 * DAY, dtype=bool)
    covered[[900, 901, 902]] = covered[1100:1140] = covered[5 * DAY : 63 * DAY] = covered[-7:-3] = False
    counts, negative = made.all_counts[0], made.negative_counts[0]
    wanted, _ = state.read([stepped(counts, negative, covered)])
    half = 4 * DAY + 7
    first = backfill(counts[None, :half], negative[None, :half], START, covered=covered[None, :half], offset_minutes=60)
    rest = (START + half * 300, covered[None, half:])
    found, unreadable = state.read(
        backfill(counts[None, half:], negative[None, half:], rest[0], covered=rest[1], offset_minutes=60, states=first)
    )
    assert not unreadable.any()
    for name, values in wanted.items():
        np.testing.assert_allclose(found[name].astype(float), values.astype(float), rtol=5e-3, atol=0.03, err_msg=name)


def test_many_series_learn_together_what_each_learns_alone() -> None:
    made = brand(days=2, brands=11, posts_per_day=900)
    together = backfill(made.all_counts, made.negative_counts, START)
    alone = [backfill(made.all_counts[i : i + 1], made.negative_counts[i : i + 1], START)[0] for i in range(11)]
    one, other = state.read(together)[0], state.read(alone)[0]
    for name, values in one.items():
        np.testing.assert_allclose(other[name].astype(float), values.astype(float), rtol=5e-3, atol=0.03, err_msg=name)


def test_a_fortnight_of_one_series_is_learned_without_a_step_for_each_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    made = brand(days=14, posts_per_day=400)
    steps: list[int] = []
    step = Fleet.step
    monkeypatch.setattr(Fleet, "step", lambda *given, **named: steps.append(1) or step(*given, **named))
    backfill(made.all_counts, made.negative_counts, START)
    assert len(steps) < 14
