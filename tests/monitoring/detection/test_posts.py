"""Rules over single posts: what each has to tell, and the finding made of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitoring.detection import (
    Heard,
    Memory,
    NegativePostRule,
    NewSourceRule,
    Policy,
    PostFacts,
    PostRule,
    ReturningCriticRule,
    VipRule,
    WordsRule,
    decide,
    gathered,
    hears,
    sentence,
)

NOON = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)


def post(**more: Any) -> PostFacts:
    return PostFacts(**({"published_at": NOON, "source": "The forum", "handle": "bea"} | more))


@pytest.mark.parametrize(
    ("rule", "facts", "told"),
    [
        (VipRule(authors=("@Bea",)), {}, True),
        (VipRule(authors=("Bea Frost",)), {"author": "BEA  frost"}, True),
        (VipRule(authors=("tom",)), {"followers": 10**6}, False),
        (VipRule(followers=100), {"followers": 100}, True),
        (VipRule(followers=100), {"followers": None}, False),
        (VipRule(verified=True), {"verified": True}, True),
        (VipRule(verified=True), {}, False),
        (WordsRule("glass"), {"says": True}, True),
        (WordsRule("glass"), {}, False),
        (NewSourceRule(30), {"source_quiet_days": None}, True),
        (NewSourceRule(30), {"source_quiet_days": 30.0}, True),
        (NewSourceRule(30), {"source_quiet_days": 29.9}, False),
        (ReturningCriticRule(7), {"negative": True, "critic_days": 7.0}, True),
        (ReturningCriticRule(7), {"negative": True, "critic_days": 6.0}, False),
        (ReturningCriticRule(7), {"negative": True}, False),
        (ReturningCriticRule(7), {"critic_days": 9.0}, False),
        (NegativePostRule(3.0), {"negative": True, "weekly": 2.9}, True),
        (NegativePostRule(3.0), {"negative": True, "weekly": 3.0}, False),
        (NegativePostRule(3.0), {"weekly": 0.0}, False),
    ],
)
def test_each_rule_hears_what_it_asks_for_and_nothing_else(rule: PostRule, facts: dict[str, Any], told: bool) -> None:
    assert (hears(rule, post(**facts)) is not None) is told


@pytest.mark.parametrize(
    ("rule", "heard", "said"),
    [
        (
            VipRule(followers=1),
            [("@bea", "9,000 followers"), ("@tom", ""), ("@bea", "9,000 followers")],
            "3 mentions by @bea (9,000 followers) and @tom in 2 min",
        ),
        (VipRule(followers=1), [(f"@p{n}", "") for n in range(5)], "5 mentions by @p0, @p1, @p2 and 2 more in 4 min"),
        (WordsRule("glass  OR\nsmoke"), [("The forum", "")], "1 mention matches “glass OR smoke”"),
        (WordsRule("w" * 100), [("The forum", "")], f"1 mention matches “{'w' * 79}…”"),
        (NewSourceRule(), [("The forum", "in 40 days")], "First mention in 40 days on The forum: 1 mention"),
        (
            NewSourceRule(),
            [("The forum", ""), ("News", "")],
            "First mention on The forum and on 1 more: 2 mentions in 1 min",
        ),
        (
            ReturningCriticRule(),
            [("@bea", "negative before, 9 days earlier")],
            "1 negative mention by @bea (negative before, 9 days earlier)",
        ),
        (
            NegativePostRule(),
            [("@bea", ""), ("@tom", "")],
            "2 negative mentions in 1 min, every one is reported while the brand is quiet",
        ),
    ],
)
def test_what_was_heard_is_said_with_its_numbers(rule: PostRule, heard: list[tuple[str, str]], said: str) -> None:
    posts = [Heard(NOON + timedelta(minutes=n), *one) for n, one in enumerate(heard)]
    finding = gathered(rule, posts)
    assert finding is not None
    assert sentence(finding, UTC) == f"{said} (Tuesday 12:00 UTC)"
    assert (finding.seen, finding.window_start) == (len(heard), NOON)
    assert finding.window_start <= posts[-1].published_at < finding.window_end


def test_nothing_heard_is_no_finding_and_more_than_is_named_is_counted() -> None:
    assert gathered(WordsRule("x"), []) is None
    many = gathered(WordsRule("x"), [Heard(NOON, "The forum")], count=900)
    assert many is not None
    assert many.seen == 900


def test_what_was_not_told_fires_after_the_cool_down_however_steadily_it_came() -> None:
    rule, policy, memory = WordsRule("x"), Policy(cool_down_minutes=60), Memory()
    finding = gathered(rule, [Heard(NOON, "The forum")])
    fired = []
    for minute in range(130):
        decision = decide(rule, policy, memory, finding, NOON + timedelta(minutes=minute))
        memory = decision.memory
        if decision.outcome == "fired":
            fired.append(minute)
    assert fired == [0, 60, 120]


@pytest.mark.parametrize(
    ("make", "given"),
    [(VipRule, {}), (WordsRule, {"text": " "}), (NewSourceRule, {"quiet_days": 0}), (ReturningCriticRule, {"days": 0})],
)
def test_a_rule_that_asks_for_nothing_cannot_be_made(make: Any, given: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        make(**given)
