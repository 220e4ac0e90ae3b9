"""What closed alerts say of their rule: how often it was right, and a change worth trying. A person decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from monitoring.detection.rules import (
    ChangeRule,
    DropRule,
    NegativeShareRule,
    Rule,
    SilenceRule,
    SpikeRule,
    ThresholdRule,
)

Outcome = Literal["crisis", "issue", "noise", "campaign"]
ENOUGH = 8  # closed alerts below which nothing is suggested
TOO_LOW, VERY_HIGH = 0.5, 0.9
_CALMER: dict[str, Literal["low", "normal"]] = {"high": "normal", "normal": "low"}
_KEENER: dict[str, Literal["normal", "high"]] = {"low": "normal", "normal": "high"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rule to try instead, or None where the advice is not about the rule; `why` is a sentence with its numbers."""

    rule: Rule | None
    why: str


def precision(outcomes: Mapping[Outcome, int]) -> float | None:
    """Share of closed alerts that were a crisis or an issue, 0…1; None before any was closed."""
    closed = sum(outcomes.values())
    return (outcomes.get("crisis", 0) + outcomes.get("issue", 0)) / closed if closed else None


def suggest(rule: Rule, outcomes: Mapping[Outcome, int]) -> Suggestion | None:
    """A change worth trying after enough closed alerts, or None. Back-test it before saving."""
    closed, share = sum(outcomes.values()), precision(outcomes)
    if share is None or closed < ENOUGH:
        return None
    right = round(share * closed)
    campaigns = outcomes.get("campaign", 0)
    if share < TOO_LOW and 2 * campaigns > closed:
        return Suggestion(
            None, f"{campaigns} of {closed} alerts were known campaigns: enter campaigns ahead as planned events"
        )
    if share < TOO_LOW:
        calmer = _calmer(rule)
        why = f"{right} of {closed} alerts were worth it: a calmer setting would raise fewer"
        return Suggestion(calmer, why) if calmer is not None else None
    if share >= VERY_HIGH and isinstance(rule, SpikeRule) and rule.sensitivity in _KEENER:
        keener = replace(rule, sensitivity=_KEENER[rule.sensitivity])
        return Suggestion(keener, f"{right} of {closed} alerts were worth it: a more sensitive setting may find more")
    return None


def _calmer(rule: Rule) -> Rule | None:
    """The same rule asking for more, or None where it has nothing to turn."""
    if isinstance(rule, SpikeRule):
        if rule.sensitivity in _CALMER:
            return replace(rule, sensitivity=_CALMER[rule.sensitivity])
        return replace(rule, minimum_posts=2 * max(rule.minimum_posts, 1))
    if isinstance(rule, ThresholdRule):
        return replace(rule, posts=-(-rule.posts * 3 // 2))
    if isinstance(rule, ChangeRule):
        return replace(rule, percent=max(rule.percent * 1.5, -100.0))
    if isinstance(rule, NegativeShareRule):
        return replace(rule, minimum_posts=2 * max(rule.minimum_posts, 1))
    if isinstance(rule, DropRule | SilenceRule):
        return replace(rule, minimum_expected=2 * rule.minimum_expected)
    return None
