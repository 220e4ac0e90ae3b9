"""Why a rule did not fire at a moment of a replay, in one sentence with its numbers."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from monitoring.detection.firing import Outcome
from monitoring.detection.kinds.declaring import CountRule
from monitoring.detection.replay import Replay
from monitoring.detection.state import BUCKET_SECONDS

_HELD: dict[Outcome, str] = {
    "persisting": "It was unusual but had not yet held long enough",
    "outside_schedule": "It was unusual but outside the rule's schedule",
    "muted": "It was unusual but the rule was muted",
    "quiet_period": "It was unusual, and the alert for it had already been raised",
    "cool_down": "It was unusual but inside the cool-down of an earlier alert",
}


def why_not(rule: CountRule, result: Replay, moment: datetime, zone: tzinfo = UTC) -> str:
    """Why the rule did not fire in the bucket that holds `moment` (aware), in one sentence; times in `zone`."""
    place = int((moment - result.start).total_seconds()) // BUCKET_SECONDS
    if not 0 <= place < len(result.outcomes):
        return "That moment lies outside the counts replayed."
    if not result.covered[place]:
        return "There is no data for that moment: the rule does not judge what it cannot see."
    outcome = result.outcomes[place]
    if outcome == "nothing":
        return f"{rule.short_of(result.past, place)}."
    facts = rule.facts(result.past, place)
    if outcome == "fired":
        return f"It fired: {facts}."
    return f"{_HELD[outcome]}{_since(result, outcome, place, zone)}: {facts}."


def _since(result: Replay, outcome: Outcome, place: int, zone: tzinfo) -> str:
    """Which alert it was, where an earlier one is the reason."""
    if outcome not in ("quiet_period", "cool_down"):
        return ""
    end = result.start.timestamp() + (place + 1) * BUCKET_SECONDS
    before = [firing.at for firing in result.firings if firing.at.timestamp() < end]
    return f" at {before[-1].astimezone(zone):%a %d %b, %H:%M %Z}" if before else ""
