"""The streaming detector: one step for all, the same for one, nothing ahead of its time, nothing learned from a
gap."""

import numpy as np
import pytest

from monitoring.detection import BYTES_PER_SERIES, SENSITIVITIES, Evaluation, Fleet, SpikeRule, hot
from tests.monitoring.detection.traffic import DAY, brand, starts


def run(
    all_counts: np.ndarray, negative: np.ndarray | None, fleet: Fleet | None = None, **kw: object
) -> list[Evaluation]:
    """Step a fleet through counts of shape (series, buckets)."""
    fleet = fleet or Fleet.fresh(len(all_counts))
    when = starts(all_counts.shape[1])
    return [
        fleet.step(all_counts[:, t], None if negative is None else negative[:, t], None, int(when[t]), **kw)  # type: ignore[arg-type]
        for t in range(all_counts.shape[1])
    ]


def scores(evaluations: list[Evaluation]) -> np.ndarray:
    return np.stack([e.score for e in evaluations], axis=1)


def test_a_fleet_gives_each_series_exactly_what_it_gets_alone() -> None:
    made = brand(days=2, brands=5, crisis_at=DAY)
    together = scores(run(made.all_counts, made.negative_counts))
    assert together.max() > 2
    for i in range(5):
        alone = scores(run(made.all_counts[i : i + 1], made.negative_counts[i : i + 1]))
        np.testing.assert_array_equal(together[i], alone[0])


def test_series_in_different_zones_get_in_one_fleet_what_they_get_alone() -> None:
    made = brand(days=3, brands=3, crisis_at=2 * DAY)
    offsets = np.array([-480, 60, 330])
    together = scores(run(made.all_counts, made.negative_counts, offset_minutes=offsets))
    for i in range(3):
        alone = run(made.all_counts[i : i + 1], made.negative_counts[i : i + 1], offset_minutes=offsets[i])
        np.testing.assert_array_equal(together[i], scores(alone)[0])


def test_the_score_of_a_prefix_is_the_prefix_of_the_score() -> None:
    made = brand(days=3, brands=2, crisis_at=2 * DAY)
    whole = scores(run(made.all_counts, made.negative_counts))
    cut = 2 * DAY + 30
    prefix = scores(run(made.all_counts[:, :cut], made.negative_counts[:, :cut]))
    np.testing.assert_array_equal(whole[:, :cut], prefix)
    changed = made.all_counts.copy()
    changed[:, cut:] += 50
    np.testing.assert_array_equal(scores(run(changed, made.negative_counts))[:, :cut], prefix)
    assert whole.max() > 0


def test_stored_bytes_go_on_exactly_where_they_stopped() -> None:
    made = brand(days=3, brands=3, crisis_at=2 * DAY + 60)
    whole = scores(run(made.all_counts, made.negative_counts))
    half = DAY + 77
    first = Fleet.fresh(3)
    run(made.all_counts[:, :half], made.negative_counts[:, :half], first)
    stored = first.to_bytes()
    second = Fleet.from_bytes(stored)
    assert second.to_bytes() == stored
    when = starts(made.all_counts.shape[1])
    for t in range(half, made.all_counts.shape[1]):
        e = second.step(made.all_counts[:, t], made.negative_counts[:, t], None, int(when[t]))
        np.testing.assert_array_equal(e.score, whole[:, t])


def test_states_stay_within_a_kilobyte() -> None:
    assert BYTES_PER_SERIES <= 1024
    assert {len(raw) for raw in Fleet.fresh(3).to_bytes()} == {BYTES_PER_SERIES}


def test_a_series_not_covered_keeps_its_bytes_and_scores_nothing() -> None:
    made = brand(days=2, brands=2)
    fleet = Fleet.fresh(2)
    run(made.all_counts, made.negative_counts, fleet)
    before = fleet.to_bytes()
    later = int(starts(2 * DAY + 1)[-1])
    e = fleet.step([9000, 9000], [8000, 8000], [False, True], later)
    after = fleet.to_bytes()
    assert after[0] == before[0]
    assert after[1] != before[1]
    assert e.score[0] == 0 < e.score[1]


def test_a_gap_in_coverage_is_neither_zero_nor_a_spike() -> None:
    made = brand(days=3, posts_per_day=2000)
    gap, back = 2 * DAY, 2 * DAY + 40
    when = starts(3 * DAY)
    fleet, frozen = Fleet.fresh(1), Fleet.fresh(1)
    for t in range(3 * DAY):
        if not gap <= t < back:
            e = fleet.step(made.all_counts[:, t], made.negative_counts[:, t], None, int(when[t]))
        if t < gap:
            frozen.step(made.all_counts[:, t], made.negative_counts[:, t], None, int(when[t]))
        if t == back:
            # The window spans the gap: it is filled with the expectation, so it is neither empty nor a jump.
            assert e.seen[0, -1, 0] == pytest.approx(float(e.mean[0, -1, 0]), rel=0.3)
            assert e.level[0, 0] == frozen.judge_open([0], [0], None, int(when[t])).level[0, 0]
            assert e.score[0] < 2


def test_a_repeated_bucket_is_harmless() -> None:
    made = brand(days=1)
    fleet = Fleet.fresh(1)
    run(made.all_counts, made.negative_counts, fleet)
    before = fleet.to_bytes()
    e = fleet.step([500], [400], None, int(starts(DAY)[-1]))
    assert fleet.to_bytes() == before
    assert not e.covered[0]


def test_the_open_bucket_warns_early_and_never_additionally() -> None:
    made = brand(days=3, crisis_at=2 * DAY + 144)
    fleet = Fleet.fresh(1)
    run(made.all_counts[:, : 2 * DAY], made.negative_counts[:, : 2 * DAY], fleet)
    when = starts(3 * DAY)
    rule = SpikeRule()
    earlier = 0
    for t in range(2 * DAY, 3 * DAY):
        counts, negative = made.all_counts[:, t], made.negative_counts[:, t]
        state = fleet.to_bytes()
        partial = [fleet.judge_open(counts * k // 4, negative * k // 4, None, int(when[t])) for k in (1, 2, 3, 4)]
        assert fleet.to_bytes() == state
        closed = fleet.step(counts, negative, None, int(when[t]))
        rising = [float(p.score[0]) for p in partial]
        assert rising == sorted(rising)
        assert rising[-1] == closed.score[0]
        earlier += bool(hot(rule, partial[2])[0]) and bool(hot(rule, closed)[0])
    assert earlier > 0


def test_a_crisis_does_not_become_the_baseline_within_hours() -> None:
    made = brand(days=6, crisis_at=5 * DAY + 120)
    fleet = Fleet.fresh(1)
    evaluations = run(made.all_counts, made.negative_counts, fleet)
    before, after = evaluations[5 * DAY + 119].level[0, 0], evaluations[5 * DAY + 192].level[0, 0]
    assert after < 1.25 * before


def test_recurring_spikes_raise_the_bar_of_their_own_series_only() -> None:
    made = brand(days=9, brands=2)
    spiky = made.all_counts.copy()
    for day in range(3, 9):
        spiky[0, day * DAY + 130 : day * DAY + 136] += 25
    evaluations = run(spiky, made.negative_counts)
    peaks = [max(float(e.stream_score[0, 0]) for e in evaluations[d * DAY + 130 : d * DAY + 140]) for d in range(3, 9)]
    assert peaks[0] > SENSITIVITIES["normal"]
    assert max(peaks[-2:]) < peaks[0] - 0.5
    quiet = scores(run(made.all_counts[1:], made.negative_counts[1:]))
    np.testing.assert_array_equal(scores(evaluations)[1], quiet[0])


def test_counts_beyond_what_the_ring_holds_saturate_and_alarm() -> None:
    fleet = Fleet.fresh(1)
    run(np.full((1, 2 * DAY), 40_000.0), None, fleet)
    e = fleet.step([10_000_000], None, None, int(starts(2 * DAY + 1)[-1]))
    assert np.isfinite(e.score[0])
    assert e.seen[0, 0, 0] == 65_535
    assert e.surprise[0, 0, 0] > 5


def test_an_empty_fleet_steps() -> None:
    e = Fleet.from_bytes([]).step([], [], [], 0)
    assert e.score.shape == (0,)
