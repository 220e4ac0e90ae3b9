"""Each way of being unusual hears what the others can't, and keeps silent where it has nothing to go by."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from monitoring.detection import Evaluation, Finding, History, SpikeRule, hot, judge, replay, sentence, why_not
from monitoring.detection.scan import scan
from monitoring.detection.surprise import share_surprise, usual_share
from monitoring.detection.ways import BURSTS, DAYS, FEW, HANDFUL, hours_bar, said_twice, turned_negative, ways
from tests.monitoring.detection.traffic import DAY, FIRST, brand

NONE = History(np.array([]), np.array([]))
HOUR = 12
START = datetime.fromtimestamp(FIRST * 300, tz=UTC)


def judged(counts: np.ndarray, negative: np.ndarray | None = None) -> Evaluation:
    n = len(counts)
    both = np.stack([counts, np.zeros(n) if negative is None else negative])
    return scan(both, np.ones(n, dtype=bool), FIRST, np.zeros(n, dtype=np.int64), paired=negative is not None)


def found(rule: SpikeRule, e: Evaluation, first: int, last: int) -> Finding | None:
    """The first finding in the buckets [first, last)."""
    for t in range(first, last):
        finding = judge(rule, e, t, NONE)
        if finding is not None:
            return finding
    return None


def quiet(days: int, per_day: int) -> np.ndarray:
    """So many posts a day, evenly, one at a time."""
    counts = np.zeros(days * DAY)
    counts[np.linspace(5, len(counts) - 5, days * per_day).astype(int)] = 1.0
    return counts


def test_thirty_posts_in_a_quarter_of_an_hour_are_told_within_twenty_minutes_though_they_end() -> None:
    counts = brand(days=12, posts_per_day=400).all_counts[0]
    at = 11 * DAY + 9 * HOUR
    counts[at : at + 3] += [8.0, 12.0, 10.0]
    f = found(SpikeRule(streams=("all",)), judged(counts), at, at + 4)
    assert f is not None
    assert f.minutes == 15
    assert f.seen >= 30 > 3 * (f.expected or 0)


def test_a_burst_of_few_posts_is_left_to_the_longer_windows() -> None:
    counts = quiet(12, 4)
    counts[-3:] = [4.0, 5.0, 5.0]
    e = judged(counts)
    assert not ways(SpikeRule(), e)["burst"][-1]
    assert e.window_score[0, 2, -1] > float(BURSTS["normal"])


@pytest.mark.parametrize("per_day", [1, 5, 25])
def test_twenty_posts_in_six_hours_are_heard_on_a_small_brand_and_say_over_which_hours(per_day: int) -> None:
    counts = quiet(30, per_day)
    at = 29 * DAY + 10 * HOUR
    counts[at : at + 72 : 4] += 1.0
    counts[[at + 30, at + 50]] += 1.0
    e = judged(counts)
    rule = SpikeRule(streams=("all",))
    f = found(rule, e, at, at + 72)
    assert f is not None
    assert found(rule, e, 3 * DAY, at) is None
    assert 120 < f.minutes <= 360
    assert f.seen >= 5 and f.high is not None and f.seen > f.high
    assert " h " in sentence(f, UTC) or "hours" in sentence(f, UTC)


def answered(answers: int) -> np.ndarray:
    """A month of 25 posts a day, the last of which gets so many answers within a quarter of an hour."""
    counts = np.random.default_rng(3).poisson(25 / DAY, 30 * DAY).astype(float)
    counts[-3:] += np.array([answers // 2, answers // 3, answers - answers // 2 - answers // 3], dtype=float)
    return counts


def test_one_post_and_its_answers_are_no_spike_of_a_small_brand_and_the_reason_is_said() -> None:
    counts = answered(8)
    e, rule = judged(counts), SpikeRule(streams=("all",))
    assert e.stream_score[0, -1] >= 2.15, "the minutes alone would have told it"
    assert not hot(rule, e)[-1]
    past = replay(rule, counts, START)
    text = why_not(rule, past, START + timedelta(minutes=5 * (len(counts) - 1)))
    assert text.startswith("Unusual in minutes, but one post and its answers can make that on a brand this small")
    assert "the rule speaks from 5.3" in text
    assert hot(rule, judged(answered(30)))[-1]


def test_all_and_negative_mentions_speak_together_of_a_small_brands_hours() -> None:
    rng = np.random.default_rng(12)
    counts = rng.poisson(20 / DAY, 30 * DAY).astype(float)
    negative = rng.binomial(counts.astype(int), 0.12).astype(float)
    late = len(counts) - 66
    counts[late : late + 66 : 6] += 1.0
    mixed, bad = negative.copy(), negative.copy()
    bad[late : late + 66 : 12] += 1.0
    rule = SpikeRule()
    assert not ways(rule, judged(counts, mixed))["hours"][late:].any()
    assert ways(rule, judged(counts, bad))["hours"][late:].any()
    assert not ways(SpikeRule(streams=("all",)), judged(counts, bad))["hours"][late:].any()


def test_a_quarter_of_an_hour_needs_a_surprise_of_its_own() -> None:
    counts = brand(days=12, posts_per_day=600).all_counts[0]
    counts[11 * DAY + 100 :: 40] += 30.0
    e = judged(counts)
    far = replace(e, window_score=np.full_like(e.window_score, 9.0))
    quarter, posts = e.surprise[0, 2], e.recent[0, -3:].sum(axis=0)
    enough = ((posts >= 15) & (quarter >= 4)) | ((posts >= 25) & (quarter >= 3.5))
    told = ways(SpikeRule(streams=("all",)), far)["burst"]
    assert told.any() and ((posts >= 15) & ~told).any()
    np.testing.assert_array_equal(told, enough & (e.age >= DAY))


def test_the_minimum_counts_in_the_hours_too() -> None:
    counts = quiet(30, 1)
    at = 29 * DAY + 10 * HOUR
    counts[at : at + 72 : 4] += 1.0
    assert found(SpikeRule(minimum_posts=40), judged(counts), at, at + 72) is None


def test_a_brand_whose_language_nobody_scores_is_asked_no_more_than_all_mentions_alone() -> None:
    made = brand(days=2, posts_per_day=250, crisis_at=DAY + 120)
    counts = made.all_counts[0]
    counts[DAY + 140 : DAY + 146] += 12.0
    unscored, alone = judged(counts, np.zeros(len(counts))), judged(counts)
    assert unscored.learning.all()
    both, one = hot(SpikeRule(), unscored), hot(SpikeRule(streams=("all",)), alone)
    np.testing.assert_array_equal(both, one)
    assert one.any()


@pytest.mark.parametrize(("share", "speaks"), [(0.1, True), (0.6, False)])
def test_the_turn_of_tone_knows_the_brands_own_share(share: float, speaks: bool) -> None:
    rng = np.random.default_rng(4)
    counts = rng.poisson(300 / DAY, 10 * DAY).astype(float)
    negative = rng.binomial(counts.astype(int), share).astype(float)
    # Much of everything, and as many complaints in it as this brand has anyway, or far more.
    counts[-5:], negative[-5:] = 6.0, [4.0, 4.0, 3.0, 4.0, 4.0]
    assert bool(turned_negative(judged(counts, negative))[-1]) == speaks


def test_a_share_surprises_by_how_far_it_lies_from_the_usual_and_by_how_many_posts() -> None:
    few, many, usual = (
        float(share_surprise(*(np.array([x], dtype=np.float32) for x in given))[0])
        for given in ((3.0, 5.0, 0.2), (30.0, 50.0, 0.2), (30.0, 50.0, 0.6))
    )
    assert usual == 0 < few < many
    level = np.array([[1.0], [0.3]], dtype=np.float32)
    nothing = np.zeros((2, 24, 1), dtype=np.float32)
    young, old = (float(usual_share(level, np.array([age]), nothing)[0]) for age in (1, 5000))
    assert young < 0.15
    assert old == pytest.approx(0.3, abs=0.01)


def burning(start: int, days: int) -> Evaluation:
    counts = quiet(30, 12)
    counts[start : start + days * DAY : 8] += 1.0
    return judged(counts)


def test_a_slow_burn_is_told_in_the_evening_and_not_before() -> None:
    start = 25 * DAY
    e = burning(start, 3)
    told = ways(SpikeRule(streams=("all",)), e)["day"]
    hours = np.flatnonzero(told[start:]) // HOUR
    assert {int(h) % 24 for h in hours} <= {17, 18, 19}
    assert hours.min() < 48
    assert not told[5 * DAY : start].any()
    t = start + int(np.flatnonzero(told[start:])[0])
    f = judge(SpikeRule(streams=("all",)), e, t, NONE)
    assert f is not None


def burned(share: float, burn: float) -> tuple[Evaluation, int]:
    """A month of 10 posts a day of which `share` are negative; from the last day but one 20 more a day, `burn` of them negative."""
    rng, start = np.random.default_rng(8), 28 * DAY
    counts = rng.poisson(10 / DAY, 30 * DAY).astype(float)
    negative = rng.binomial(counts.astype(int), share).astype(float)
    more = np.zeros(2 * DAY)
    more[::14] = 1.0
    counts[start:] += more
    negative[start:] += more * (rng.random(2 * DAY) < burn)
    return judged(counts, negative), start


def test_a_small_brands_burn_is_told_by_both_streams_together_by_the_second_evening() -> None:
    e, start = burned(0.12, 0.44)
    assert ways(SpikeRule(), e)["day"][start : start + DAY + 21 * HOUR].any()
    assert not ways(SpikeRule(), e)["day"][7 * DAY : start].any()
    both, bar = e.long_surprise[:, 2, start:], float(DAYS["normal"])
    told = ways(SpikeRule(), e)["day"][start:]
    assert (both[:, told].max(axis=0) < bar).any(), "neither stream alone would have"


def test_more_is_asked_of_both_streams_where_much_of_the_usual_talk_is_negative() -> None:
    rare, much = burned(0.12, 0.44)[0], burned(0.4, 0.44)[0]
    late = slice(20 * DAY, 28 * DAY)
    assert np.median(said_twice(rare, 0)[late]) < 0.4
    assert np.median(said_twice(much, 0)[late]) > 0.9
    asked = [float(np.median(hours_bar(SpikeRule(), e)[late])) for e in (rare, much)]
    assert asked[0] < asked[1]
    assert hours_bar(SpikeRule(streams=("all",)), much)[late].max() <= FEW["normal"] + HANDFUL


def test_the_streams_are_not_added_where_the_tone_of_one_is_not_known_or_not_asked() -> None:
    counts = burned(0.12, 0.44)[0].recent[0, -1]
    unscored, alone = judged(counts, np.zeros_like(counts)), judged(counts)
    np.testing.assert_array_equal(ways(SpikeRule(), unscored)["day"], ways(SpikeRule(streams=("all",)), alone)["day"])
    assert said_twice(unscored, 2).max() == 0


def test_a_crisis_of_hours_is_not_told_again_as_a_day() -> None:
    counts = quiet(30, 12)
    start = 25 * DAY + 14 * HOUR
    counts[start : start + 72 : 2] += 2.0
    assert not ways(SpikeRule(streams=("all",)), judged(counts))["day"][start + 72 :].any()
