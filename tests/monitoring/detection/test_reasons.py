"""Why a rule did not fire: one sentence, with the numbers the rule itself looks at."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from monitoring.detection import (
    ChangeRule,
    DropRule,
    NegativePostRule,
    NegativeShareRule,
    Policy,
    Rule,
    SilenceRule,
    SpikeRule,
    ThresholdRule,
    replay,
    survey,
    tried,
    why_not,
)
from tests.monitoring.detection.traffic import DAY, FIRST, brand

START = datetime.fromtimestamp(FIRST * 300, tz=UTC)


def said(rule: Rule, counts: list[float], negative: list[float], at: int, policy: Policy | None = None) -> str:
    past = survey(np.array(counts), START, negative=np.array(negative))
    return why_not(rule, tried(rule, past, policy=policy), START + timedelta(minutes=5 * at + 1))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (ThresholdRule(posts=50), "12 mentions in 60 min, the limit is 50"),
        (ThresholdRule(posts=5, minutes=30, stream="negative"), "3 negative mentions in 30 min, the limit is 5"),
        (ChangeRule(percent=200), "12 mentions in 60 min, 12 in the 60 min before; the limit is a change of 200 %"),
        (
            NegativeShareRule(share=0.8, minutes=30),
            "3 of 6 mentions in 30 min were negative (50 %); the limit is 80 % of at least 20",
        ),
        (
            NegativeShareRule(share=0.3, minutes=60, minimum_posts=9, above_usual=True),
            "6 of 12 mentions in 60 min were negative (50 %); 48 % is this brand's usual share, the rule speaks from 12 of 12 "
            "on, of at least 9 and 30 % of them",
        ),
        (DropRule(), "the rule speaks at 10 or fewer, where at least 20 are expected"),
        (SilenceRule(), "24 mentions in 2 hours, about 24 expected; the rule speaks at 2 or fewer"),
        (
            NegativePostRule(),
            "0 negative mentions in 5 min at about 2016 mentions a week; the rule speaks below 3 a week",
        ),
    ],
)
def test_each_kind_names_its_own_numbers(rule: Rule, words: str) -> None:
    text = said(rule, [1.0] * 400, [0.0, 1.0] * 200, 398)
    assert text.startswith("Nothing met the rule: ")
    assert words in text


def test_a_share_against_the_usual_says_from_how_many_on_it_would_have_spoken() -> None:
    rule = NegativeShareRule(share=0.0, minutes=60, minimum_posts=9, above_usual=True)
    text = said(rule, [2.0] * 900, [0.0, 0.0, 0.0, 1.0] * 225, 898)
    number = int(text.split("the rule speaks from ")[1].split(" of 24 on")[0])
    assert 9 < number < 20
    for negative, fires in ((number, True), (number - 1, False)):
        hour = [2.0] * (negative // 2) + [1.0] * (negative % 2)
        counts = [0.0, 0.0, 0.0, 1.0] * 222
        counts = [*counts, *[0.0] * (12 - len(hour)), *hour]
        past = survey(np.full(900, 2.0), START, negative=np.array(counts))
        assert (tried(rule, past).outcomes[-1] == "fired") == fires


def test_a_spike_rule_names_what_it_ranks_and_from_where_it_speaks() -> None:
    made = brand(days=10, posts_per_day=900)
    result = replay(SpikeRule(), made.all_counts[0], START, negative=made.negative_counts[0])
    text = why_not(SpikeRule(), result, START + timedelta(days=9))
    assert "mentions in 60 min, expected" in text
    assert "the rule speaks from 2.15" in text


def test_too_few_posts_are_named_with_the_minimum() -> None:
    assert "too few posts besides (3 in 15 min, the minimum is 20)" in said(
        SpikeRule(minimum_posts=20), [1.0] * 400, [0.0] * 400, 398
    )
    burst = [1.0] * 8 * DAY + [40.0] * 3
    text = said(SpikeRule(minimum_posts=900), burst, [0.0] * len(burst), len(burst) - 1)
    assert text.startswith("It was unusual, but too few posts to alert on (120 in 15 min, the minimum is 900): ")


def test_an_earlier_alert_is_named_with_its_time_in_the_readers_zone() -> None:
    counts = np.zeros(DAY)
    counts[100:110] = 50
    rule = ThresholdRule(posts=40, minutes=5)
    result = replay(rule, counts, START, policy=Policy(cool_down_minutes=60))
    at = START + timedelta(minutes=5 * 104)
    text = why_not(rule, result, at, ZoneInfo("Europe/Berlin"))
    assert text.startswith("It was unusual but inside the cool-down of an earlier alert at ")
    assert (
        f"at {result.firings[0].at.astimezone(ZoneInfo('Europe/Berlin')):%a %d %b, %H:%M %Z}: 50 mentions in 5 min"
        in text
    )


def test_a_window_that_reaches_over_a_gap_is_not_known() -> None:
    counts, covered = np.ones(400), np.ones(400, dtype=bool)
    covered[390] = False
    result = replay(ThresholdRule(posts=5), counts, START, covered=covered)
    text = why_not(ThresholdRule(posts=50), result, START + timedelta(minutes=5 * 395))
    assert "not known how many" in text
