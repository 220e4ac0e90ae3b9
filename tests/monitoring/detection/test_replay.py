"""The back-test says when a rule would have fired, what an incident would have swallowed, and why not."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from monitoring.detection import Fleet, Policy, SpikeRule, ThresholdRule, hot, offsets, replay, why_not
from monitoring.detection.scan import scan
from tests.monitoring.detection.traffic import DAY, FIRST, brand, starts

START = datetime.fromtimestamp(FIRST * 300, tz=UTC)


def test_the_scan_says_bucket_by_bucket_what_the_fleet_says() -> None:
    made = brand(days=6, crisis_at=5 * DAY + 60)
    n = 6 * DAY
    covered = np.ones(n, dtype=bool)
    covered[[900, 901, 902]] = covered[1100:1140] = False
    shift = np.where(np.arange(n) < 4 * DAY, 60, 120)
    fleet, stored = Fleet.fresh(1), b""
    stepped = []
    for t, when in enumerate(starts(n).tolist()):
        if t == 1000:
            stored = fleet.to_bytes()[0]
        counts, negative = made.all_counts[:, t], made.negative_counts[:, t]
        stepped.append(fleet.step(counts, negative, covered[t : t + 1], when, offset_minutes=int(shift[t])))
    both = np.concatenate([made.all_counts, made.negative_counts])
    whole = scan(both, covered, FIRST, shift, paired=True)
    later = scan(both[:, 1000:], covered[1000:], FIRST + 1000, shift[1000:], paired=True, before=stored)
    for name in ("score", "stream_score", "seen", "usual", "level", "dispersion", "recent", "peaks", "age"):
        one_by_one = np.stack([getattr(e, name)[..., 0] for e in stepped], axis=-1).astype(float)[..., covered]
        np.testing.assert_allclose(getattr(whole, name)[..., covered], one_by_one, atol=0.03, rtol=2e-3, err_msg=name)
        np.testing.assert_allclose(
            getattr(later, name)[..., covered[1000:]], one_by_one[..., covered[:1000].sum() :], atol=0.03, rtol=2e-3
        )
    rule = SpikeRule()
    agreed = np.array([bool(hot(rule, e)[0]) for e in stepped])
    assert agreed.any()
    np.testing.assert_array_equal(hot(rule, whole), agreed)


def test_a_crisis_fires_once_with_its_finding() -> None:
    at = 20 * DAY + 140
    made = brand(days=22, crisis_at=at)
    result = replay(SpikeRule(sensitivity="low"), made.all_counts[0], START, negative=made.negative_counts[0])
    inside = [f for f in result.firings if timedelta() < f.at - START - timedelta(minutes=5 * at) <= timedelta(hours=6)]
    assert 1 <= len(inside) <= 2
    assert inside[0].finding.window_end == inside[0].at
    assert result.held_back["quiet_period"] + result.held_back["cool_down"] > 0
    assert len(result.seen) == len(result.expected) == len(result.outcomes) == 22 * DAY


@pytest.mark.parametrize("minutes", [15, 60, 360])
def test_fifty_times_what_was_told_breaks_the_quiet_period_at_once_and_is_not_told_again_when_over(
    minutes: int,
) -> None:
    rng = np.random.default_rng(0)
    counts = rng.poisson(25 / DAY, 20 * DAY).astype(float)
    at, width = 18 * DAY + 100, minutes // 5
    counts[at : at + 72] += rng.multinomial(24, np.full(72, 1 / 72))
    then = at + 78
    counts[then : then + width] += rng.multinomial(50 * 24, np.full(width, 1 / width))
    negative = rng.binomial(counts.astype(int), 0.3).astype(float)
    told = [
        (f.at - START) / timedelta(minutes=5) for f in replay(SpikeRule(), counts, START, negative=negative).firings
    ]
    assert sum(at < when <= then for when in told) == 1
    after = [when - then for when in told if when > then]
    assert len(after) == 1 and after[0] <= 2


def test_an_open_incident_swallows_what_would_have_joined_it() -> None:
    counts = np.zeros(3 * DAY)
    counts[[300, 330, 500]] = 50
    rule, policy = ThresholdRule(posts=40, minutes=5), Policy(cool_down_minutes=60)
    alone = replay(rule, counts, START, policy=policy)
    opened = replay(rule, counts, START, policy=policy, incident_minutes=240)
    assert [f.swallowed_by for f in alone.firings] == ["", "", ""]
    assert [f.swallowed_by for f in opened.firings] == ["", "incident", ""]
    assert len(opened.alerts) == 2


def test_missing_data_neither_fires_nor_counts_as_zero() -> None:
    made = brand(days=10, posts_per_day=3000)
    counts = made.all_counts[0]
    covered = np.ones(len(counts), dtype=bool)
    covered[8 * DAY + 100 : 8 * DAY + 200] = False
    counts[~covered] = 0
    result = replay(SpikeRule(streams=("all",)), counts, START, covered=covered)
    gap = slice(8 * DAY + 100, 8 * DAY + 212)
    assert set(result.outcomes[gap]) == {"nothing"}
    moment = START + timedelta(days=8, hours=10)
    assert "no data" in why_not(SpikeRule(), result, moment)


def test_why_not_names_the_reason_with_its_numbers() -> None:
    at = 20 * DAY + 140
    made = brand(days=22, crisis_at=at)
    rule = SpikeRule(streams=("all", "negative"))
    result = replay(rule, made.all_counts[0], START, negative=made.negative_counts[0])
    fired = result.firings[-1].at - timedelta(minutes=5)
    assert why_not(rule, result, fired).startswith("It fired: ")
    held = result.outcomes.index("quiet_period", at)
    assert "already been raised" in why_not(rule, result, START + timedelta(minutes=5 * held))
    assert "mentions in 60 min, expected" in why_not(rule, result, START + timedelta(days=3))
    assert "outside the counts" in why_not(rule, result, START - timedelta(days=3))


def test_ninety_days_are_replayed_without_a_step_for_each_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    made = brand(days=90, crisis_at=60 * DAY)
    steps: list[int] = []
    step = Fleet.step
    monkeypatch.setattr(Fleet, "step", lambda *given, **named: steps.append(1) or step(*given, **named))
    result = replay(
        SpikeRule(), made.all_counts[0], START, negative=made.negative_counts[0], zone=ZoneInfo("America/New_York")
    )
    assert len(steps) < 90
    assert result.firings


def test_offsets_follow_daylight_saving() -> None:
    before_change = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
    shift = offsets(before_change, 36, ZoneInfo("Europe/Vienna"))
    assert shift.tolist() == [60] * 12 + [120] * 24


def test_a_replay_can_start_from_the_stored_state() -> None:
    made = brand(days=12)
    cut = 8 * DAY
    fleet = Fleet.fresh(1)
    for t, when in enumerate(starts(cut).tolist()):
        fleet.step(made.all_counts[:, t], made.negative_counts[:, t], None, when)
    whole = replay(SpikeRule(), made.all_counts[0], START, negative=made.negative_counts[0])
    tail = replay(
        SpikeRule(), made.all_counts[0, cut:], START + timedelta(days=8), negative=made.negative_counts[0, cut:],
        state=fleet.to_bytes()[0],
    )  # fmt: skip
    assert tail.score == pytest.approx(whole.score[cut:], abs=0.03)
    assert not tail.learning.any()
