"""What closed alerts say of their rule: how often it was right, and a change worth trying. A person decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from monitoring.detection.kinds.declaring import CountRule

Outcome = Literal["crisis", "issue", "noise", "campaign"]
ENOUGH = 8  # closed alerts below which nothing is suggested
TOO_LOW, VERY_HIGH = 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rule to try instead, or None where the advice is not about the rule; `why` is a sentence with its numbers."""

    rule: CountRule | None
    why: str


def precision(outcomes: Mapping[Outcome, int]) -> float | None:
    """Share of closed alerts that were a crisis or an issue, 0…1; None before any was closed."""
    closed = sum(outcomes.values())
    return (outcomes.get("crisis", 0) + outcomes.get("issue", 0)) / closed if closed else None


def suggest(rule: CountRule, outcomes: Mapping[Outcome, int]) -> Suggestion | None:
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
        calmer = rule.calmer()
        why = f"{right} of {closed} alerts were worth it: a calmer setting would raise fewer"
        return Suggestion(calmer, why) if calmer is not None else None
    keener = rule.keener()
    if share >= VERY_HIGH and keener is not None:
        return Suggestion(keener, f"{right} of {closed} alerts were worth it: a more sensitive setting may find more")
    return None
