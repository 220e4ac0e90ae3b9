"""Closed alerts say how often a rule was right, and what to try."""

import pytest

from monitoring.detection import (
    ChangeRule,
    DropRule,
    NegativePostRule,
    NegativeShareRule,
    Rule,
    SilenceRule,
    SpikeRule,
    ThresholdRule,
    precision,
    suggest,
)

NOISY = {"issue": 2, "noise": 8}


def test_precision_is_the_share_that_was_worth_it() -> None:
    assert precision({}) is None
    assert precision({"crisis": 1, "issue": 2, "noise": 1}) == 0.75


def test_nothing_is_suggested_before_there_is_enough_to_go_by() -> None:
    assert suggest(SpikeRule(), {"noise": 7}) is None
    assert suggest(SpikeRule(), {"noise": 4, "issue": 6}) is None


@pytest.mark.parametrize(
    ("rule", "calmer"),
    [
        (SpikeRule(sensitivity="high"), SpikeRule(sensitivity="normal")),
        (SpikeRule(sensitivity="low"), SpikeRule(sensitivity="low", minimum_posts=10)),
        (ThresholdRule(posts=5), ThresholdRule(posts=8)),
        (ChangeRule(percent=100), ChangeRule(percent=150)),
        (ChangeRule(percent=-80), ChangeRule(percent=-100)),
        (NegativeShareRule(share=0.4), NegativeShareRule(share=0.4, minimum_posts=40)),
        (DropRule(), DropRule(minimum_expected=40.0)),
        (SilenceRule(), SilenceRule(minimum_expected=20.0)),
    ],
)
def test_a_noisy_rule_gets_a_calmer_one(rule: Rule, calmer: Rule) -> None:
    suggestion = suggest(rule, NOISY)  # type: ignore[arg-type]
    assert suggestion is not None
    assert suggestion.rule == calmer
    assert suggestion.why == "2 of 10 alerts were worth it: a calmer setting would raise fewer"


def test_a_rule_with_nothing_to_turn_gets_no_suggestion() -> None:
    assert suggest(NegativePostRule(), NOISY) is None  # type: ignore[arg-type]


def test_known_campaigns_are_to_be_entered_ahead_not_tuned_away() -> None:
    suggestion = suggest(SpikeRule(), {"campaign": 6, "noise": 2, "issue": 2})
    assert suggestion is not None
    assert suggestion.rule is None
    assert "planned events" in suggestion.why


def test_a_rule_that_is_nearly_always_right_may_be_keener() -> None:
    suggestion = suggest(SpikeRule(sensitivity="low"), {"crisis": 3, "issue": 7})
    assert suggestion is not None
    assert suggestion.rule == SpikeRule(sensitivity="normal")
    assert suggest(SpikeRule(sensitivity="high"), {"crisis": 3, "issue": 7}) is None


@pytest.mark.parametrize(
    "make",
    [
        lambda: ThresholdRule(posts=0),
        lambda: ThresholdRule(posts=5, minutes=7),
        lambda: ThresholdRule(posts=5, minutes=1445),
        lambda: ChangeRule(percent=0),
        lambda: ChangeRule(percent=100, minutes=725),
        lambda: NegativeShareRule(share=40),
        lambda: DropRule(percent=0),
        lambda: SilenceRule(share=1.5),
        lambda: SpikeRule(sensitivity="extreme"),  # type: ignore[arg-type]
        lambda: SpikeRule(streams=()),
    ],
)
def test_an_impossible_rule_cannot_be_made(make: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        make()  # type: ignore[operator]
