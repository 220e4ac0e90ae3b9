"""Each rule finds what it is for, and nothing where there is too little to go by."""

from datetime import UTC, timedelta

import numpy as np
import pytest

from monitoring.detection import (
    ChangeRule,
    DropRule,
    Evaluation,
    Finding,
    History,
    NegativePostRule,
    NegativeShareRule,
    Rule,
    SilenceRule,
    SpikeRule,
    ThresholdRule,
    hot,
    judge,
    sentence,
)
from monitoring.detection.scan import scan
from monitoring.detection.ways import ways
from tests.monitoring.detection.traffic import DAY, FIRST, brand


def settled(
    all_counts: np.ndarray, negative: np.ndarray | None = None, covered: np.ndarray | None = None
) -> Evaluation:
    """Every bucket of one series judged."""
    n = len(all_counts)
    both = np.stack([all_counts, np.zeros(n) if negative is None else negative])
    alive = np.ones(n, dtype=bool) if covered is None else covered
    return scan(both, alive, FIRST, np.zeros(n, dtype=np.int64), paired=negative is not None)


def ask(rule: Rule, all_counts: list[float], negative: list[float] | None = None) -> Finding | None:
    """What a rule says at the last of these counts, which follow two quiet days."""
    past = np.zeros(2 * DAY)
    counts = np.concatenate([past, all_counts])
    bad = np.concatenate([past, negative if negative is not None else np.zeros(len(all_counts))])
    e = settled(counts, bad)
    return judge(rule, e, len(counts) - 1, History(counts[-DAY:], bad[-DAY:]))


@pytest.mark.parametrize(("last", "fires"), [(19.0, False), (20.0, True)])
def test_a_threshold_counts_the_posts_of_its_window(last: float, fires: bool) -> None:
    f = ask(ThresholdRule(posts=50, minutes=15), [90.0, 10.0, 20.0, last])
    assert (f is not None) == fires
    if f is not None:
        assert (f.seen, f.limit, f.minutes, f.kind) == (50, 50.0, 15, "threshold")


def test_a_threshold_can_count_negative_mentions_alone() -> None:
    assert ask(ThresholdRule(posts=5, minutes=15, stream="negative"), [50.0, 50.0], [2.0, 2.0]) is None
    assert ask(ThresholdRule(posts=5, minutes=15, stream="negative"), [50.0, 50.0], [3.0, 2.0]) is not None


def test_it_is_unusual_since_the_count_rose_and_not_since_the_window_began() -> None:
    late = ask(ThresholdRule(posts=50, minutes=60), [0.0] * 6 + [0.0, 0.0, 0.0, 5.0, 20.0, 30.0])
    assert late is not None
    assert (late.since - late.window_start).total_seconds() == 45 * 60, "nothing came in the first three quarters"
    share = ask(
        NegativeShareRule(share=0.4, minutes=30, minimum_posts=6), [0.0, 0.0, 0.0, 0.0, 4.0, 4.0], [0.0] * 5 + [4.0]
    )
    assert share is not None
    assert share.since == share.window_end - timedelta(minutes=5), "of what it counts: the negative ones"
    up = ask(ChangeRule(percent=200, minutes=10), [4.0, 4.0, 0.0, 24.0])
    assert up is not None and up.since == up.window_end - timedelta(minutes=5)


def test_percent_change_compares_with_the_same_length_before_and_needs_enough_posts() -> None:
    up = ask(ChangeRule(percent=200, minutes=10), [4.0, 4.0, 12.0, 12.0])
    assert up is not None
    assert (up.seen, up.expected, up.strength) == (24, 8.0, 200.0)
    assert ask(ChangeRule(percent=201, minutes=10), [4.0, 4.0, 12.0, 12.0]) is None
    assert ask(ChangeRule(percent=200, minutes=10, minimum_posts=25), [4.0, 4.0, 12.0, 12.0]) is None


def test_a_negative_percent_is_a_fall() -> None:
    down = ask(ChangeRule(percent=-50, minutes=10), [10.0, 10.0, 5.0, 4.0])
    assert down is not None
    assert down.seen == 9
    assert ask(ChangeRule(percent=-50, minutes=10), [10.0, 10.0, 8.0, 8.0]) is None


def test_negative_share_needs_its_minimum_count() -> None:
    rule = NegativeShareRule(share=0.4, minutes=15, minimum_posts=20)
    f = ask(rule, [10.0, 10.0, 5.0], [2.0, 6.0, 2.0])
    assert f is not None
    assert f.share == pytest.approx(0.4)
    assert ask(rule, [5.0, 10.0, 4.0], [5.0, 10.0, 4.0]) is None
    assert ask(rule, [10.0, 10.0, 6.0], [2.0, 6.0, 2.0]) is None


def shares(usual: float, total: float, negative: float, days: int = 10) -> tuple[Evaluation, History]:
    """Half an hour with such a share, after days of 300 posts with the usual one."""
    rng = np.random.default_rng(11)
    counts = rng.poisson(300 / DAY, days * DAY).astype(float)
    bad = rng.binomial(counts.astype(int), usual).astype(float)
    counts[-6:], bad[-6:] = total / 6, negative / 6
    return settled(counts, bad), History(counts[-DAY:], bad[-DAY:])


@pytest.mark.parametrize(("usual", "speaks"), [(0.08, True), (0.25, True), (0.55, False)])
def test_a_share_is_compared_with_the_brands_own_where_the_rule_says_so(usual: float, speaks: bool) -> None:
    rule = NegativeShareRule(share=0.0, minutes=30, above_usual=True)
    e, history = shares(usual, 30.0, 22.5)
    f = judge(rule, e, len(e.bucket) - 1, history)
    assert bool(hot(rule, e)[-1]) == speaks == (f is not None)
    assert judge(NegativeShareRule(share=0.75, minutes=30), e, len(e.bucket) - 1, history) is not None
    if f is not None:
        assert (f.seen, f.share, f.limit) == (22, pytest.approx(0.75), None)
        assert f.usual_share == pytest.approx(usual, abs=0.04)
        said = sentence(f, UTC)
        assert f"75 % of all; {100 * (f.usual_share or 0):.0f} % is this brand's usual share (since" in said
        assert "limit" not in said


def test_beside_the_usual_share_a_number_is_the_least() -> None:
    e, history = shares(0.08, 30.0, 18.0)
    last = len(e.bucket) - 1
    assert judge(NegativeShareRule(share=0.7, minutes=30, above_usual=True), e, last, history) is None
    f = judge(NegativeShareRule(share=0.5, minutes=30, above_usual=True), e, last, history)
    assert f is not None
    assert "usual share; the limit is 50 %" in sentence(f, UTC)
    assert judge(NegativeShareRule(share=0.0, minutes=30, minimum_posts=31, above_usual=True), e, last, history) is None
    with pytest.raises(ValueError, match="share"):
        NegativeShareRule(share=0.0)


def test_few_posts_or_few_known_ones_prove_no_share() -> None:
    rule = NegativeShareRule(share=0.0, minutes=30, minimum_posts=4, above_usual=True)
    few, history = shares(0.08, 6.0, 3.0)
    assert judge(rule, few, len(few.bucket) - 1, history) is None
    rng = np.random.default_rng(11)
    counts = rng.poisson(2.0, 18).astype(float)
    young, bad = settled(counts, np.minimum(counts, 1.0)), np.minimum(counts, 1.0)
    assert judge(rule, young, 17, History(counts, bad)) is None


def test_a_share_over_a_day_is_compared_too_and_all_streams_at_once_say_what_each_says_alone() -> None:
    rule = NegativeShareRule(share=0.0, minutes=1440, above_usual=True)
    rng = np.random.default_rng(5)
    counts = rng.poisson(0.5, 12 * DAY).astype(float)
    bad = rng.binomial(counts.astype(int), np.where(np.arange(12 * DAY) < 11 * DAY, 0.1, 0.6)).astype(float)
    e = settled(counts, bad)
    assert hot(rule, e).all(), "longer than what an evaluation holds: only the history tells"
    found = [
        judge(rule, e, t, History(counts[t + 1 - DAY : t + 1], bad[t + 1 - DAY : t + 1]))
        for t in (11 * DAY - 1, 12 * DAY - 1)
    ]
    assert found[0] is None and found[1] is not None


def test_a_window_with_missing_data_is_not_judged() -> None:
    counts = np.full(2 * DAY, 30.0)
    e = settled(counts)
    holed = counts.copy()
    holed[-2] = np.nan
    assert judge(ThresholdRule(posts=10, minutes=15), e, 2 * DAY - 1, History(holed, holed)) is None
    assert judge(ThresholdRule(posts=10, minutes=5), e, 2 * DAY - 1, History(holed, holed)) is not None


def test_every_negative_post_is_reported_while_a_brand_is_quiet_and_none_once_it_is_not() -> None:
    assert ask(NegativePostRule(), [1.0], [1.0]) is not None
    assert ask(NegativePostRule(), [1.0], [0.0]) is None
    busy = brand(days=3, posts_per_day=100)
    counts, bad = busy.all_counts[0], busy.negative_counts[0]
    bad[-1] = counts[-1] = 3.0
    e = settled(counts, bad)
    assert judge(NegativePostRule(), e, len(counts) - 1, History(counts, bad)) is None


def test_silence_and_drop_speak_when_two_hours_fall_short_but_not_when_the_feed_is_dead() -> None:
    counts = brand(days=8, posts_per_day=2000).all_counts[0]
    noon = 7 * DAY + 150
    counts[noon:] = 0.0
    e = settled(counts)
    none = History(np.array([]), np.array([]))
    silent = judge(SilenceRule(), e, noon + 23, none)
    dropped = judge(DropRule(percent=60), e, noon + 17, none)
    assert silent is not None and dropped is not None
    assert (silent.seen, silent.kind, dropped.kind) == (0, "silence", "drop")
    assert silent.low is not None and silent.seen < silent.low
    assert judge(SilenceRule(), e, noon + 10, none) is None
    covered = np.ones(len(counts), dtype=bool)
    covered[noon:] = False
    blind = settled(counts, covered=covered)
    assert judge(SilenceRule(), blind, noon + 23, none) is None


def test_a_quiet_brand_has_no_silence() -> None:
    counts = np.zeros(4 * DAY)
    counts[::200] = 1.0
    e = settled(counts)
    none = History(np.array([]), np.array([]))
    assert judge(SilenceRule(), e, 4 * DAY - 1, none) is None


def test_a_spike_needs_the_minimum_of_posts_in_fifteen_minutes() -> None:
    counts = np.zeros(20 * DAY)
    counts[::700] = 1.0
    counts[-1] = 7.0
    e = settled(counts)
    assert not hot(SpikeRule(minimum_posts=8), e)[-1]
    assert hot(SpikeRule(), e)[-1]


def test_a_higher_sensitivity_finds_all_a_lower_one_finds_and_more() -> None:
    made = brand(days=60, posts_per_day=250)
    e = settled(made.all_counts[0], made.negative_counts[0])
    low, normal, high = (hot(SpikeRule(sensitivity=s), e) for s in ("low", "normal", "high"))
    assert (low <= normal).all() and (normal <= high).all()
    assert high.sum() > low.sum()


def test_while_learning_a_turn_of_tone_is_found_two_hours_after_the_first_post() -> None:
    made = brand(days=1, posts_per_day=100, crisis_at=120 + 24)
    all_counts, negative = made.all_counts[0, 120:], made.negative_counts[0, 120:]
    e = settled(all_counts, negative)
    found = np.flatnonzero(ways(SpikeRule(streams=("negative",)), e)["tone"][24 : 24 + 72])
    assert found.size
    f = judge(SpikeRule(streams=("negative",)), e, 24 + int(found[0]), History(np.array([]), np.array([])))
    assert f is not None
    assert f.learning
    assert f.stream == "negative"


def test_while_learning_a_jump_of_all_mentions_is_found_and_the_first_hour_never() -> None:
    counts = np.ones(60)
    counts[40:] = 15.0
    counts[3:6] = 40.0
    e = settled(counts)
    is_hot = hot(SpikeRule(streams=("all",)), e)
    assert is_hot[40:44].any()
    assert not is_hot[:12].any()


def test_both_streams_unusual_together_say_so() -> None:
    made = brand(days=15, crisis_at=14 * DAY + 130)
    made.all_counts[0, 14 * DAY + 130 : 14 * DAY + 160] += 15
    made.negative_counts[0, 14 * DAY + 130 : 14 * DAY + 160] += 12
    e = settled(made.all_counts[0], made.negative_counts[0])
    f = judge(SpikeRule(), e, 14 * DAY + 145, History(np.array([]), np.array([])))
    assert f is not None
    assert f.both_streams
