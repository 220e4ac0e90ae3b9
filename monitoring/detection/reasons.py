"""Why a rule did not fire at a moment of a replay, in one sentence with its numbers."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

import numpy as np

from monitoring.detection.evaluation import Evaluation
from monitoring.detection.findings import figures, spike
from monitoring.detection.firing import Outcome
from monitoring.detection.replay import HOUR_WINDOW, Past, Replay
from monitoring.detection.rules import (
    SENSITIVITIES,
    ChangeRule,
    DropRule,
    NegativePostRule,
    NegativeShareRule,
    Rule,
    SilenceRule,
    SpikeRule,
    ThresholdRule,
)
from monitoring.detection.state import BUCKET_SECONDS, RING, STREAMS
from monitoring.detection.surprise import OWN_SHARE_SURPRISE, own_share, share_surprise, told_apart
from monitoring.detection.ways import (
    BACKED,
    BURSTS,
    LEARNING_MORE,
    QUARTER,
    QUARTER_WINDOW,
    borne_out,
    burst_surprise,
    hours_bar,
    hours_surprise,
    way_of,
)

_HELD: dict[Outcome, str] = {
    "persisting": "It was unusual but had not yet held long enough",
    "outside_schedule": "It was unusual but outside the rule's schedule",
    "muted": "It was unusual but the rule was muted",
    "quiet_period": "It was unusual, and the alert for it had already been raised",
    "cool_down": "It was unusual but inside the cool-down of an earlier alert",
}


def why_not(rule: Rule, result: Replay, moment: datetime, zone: tzinfo = UTC) -> str:
    """Why the rule did not fire in the bucket that holds `moment` (aware), in one sentence; times in `zone`."""
    place = int((moment - result.start).total_seconds()) // BUCKET_SECONDS
    if not 0 <= place < len(result.outcomes):
        return "That moment lies outside the counts replayed."
    if not result.covered[place]:
        return "There is no data for that moment: the rule does not judge what it cannot see."
    outcome = result.outcomes[place]
    if outcome == "nothing":
        return f"{_short_of(rule, result.past, place)}."
    facts = _facts(rule, result.past, place)
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


def _facts(rule: Rule, past: Past, place: int) -> str:
    """The numbers the rule looks at, against what it compares them with."""
    if isinstance(rule, ThresholdRule):
        seen = _sum(past, rule.stream, rule.minutes, place)
        return f"{_many(seen, rule.stream)} in {rule.minutes} min, the limit is {rule.posts}"
    if isinstance(rule, ChangeRule):
        now, before = (_sum(past, rule.stream, rule.minutes, at) for at in (place, place - rule.minutes // 5))
        return (
            f"{_many(now, rule.stream)} in {rule.minutes} min, {_number(before)} in the {rule.minutes} min before; "
            f"the limit is a change of {rule.percent:g} %"
        )
    if isinstance(rule, NegativeShareRule):
        total, bad = (_sum(past, stream, rule.minutes, place) for stream in STREAMS)
        share = f" ({100 * bad / total:.0f} %)" if total and bad is not None else ""
        limit = f"the limit is {100 * rule.share:.0f} % of at least {rule.minimum_posts}"
        if rule.above_usual:
            limit = _own_share(rule, past.evaluation, place, total, bad)
        return f"{_number(bad)} of {_many(total, 'all')} in {rule.minutes} min were negative{share}; {limit}"
    if isinstance(rule, NegativePostRule):
        weekly = float(past.evaluation.level[0, place]) * 7 * 288
        bad = _sum(past, "negative", 5, place)
        return (
            f"{_many(bad, 'negative')} in 5 min at about {weekly:.0f} mentions a week; "
            f"the rule speaks below {rule.below_posts_per_week:g} a week"
        )
    if isinstance(rule, DropRule | SilenceRule):
        return _lull_facts(rule, past.evaluation, place)
    way = way_of(rule, past.evaluation, place)
    if way:
        return figures(spike(past.evaluation, place, streams=rule.streams, way=way))
    return _usual_facts(past.evaluation, place)


def _own_share(rule: NegativeShareRule, e: Evaluation, place: int, total: float | None, bad: float | None) -> str:
    """From how many negative ones on the rule would have spoken of so many mentions."""
    least = f"of at least {rule.minimum_posts}" + (f" and {100 * rule.share:.0f} % of them" if rule.share else "")
    if not total or bad is None:
        return f"the rule speaks of more than is usual for this brand, {least}"
    one = e.only(place)
    usual, correlation = own_share(one.level, one.age, np.array([[total], [bad]], dtype=np.float32))
    tried = np.arange(round(total) + 1, dtype=np.float32)
    enough = np.flatnonzero(share_surprise(tried, np.full_like(tried, total), usual, correlation) >= OWN_SHARE_SURPRISE)
    speaks = f"from {enough[0]} of {total:.0f} on" if enough.size else f"of no number of {total:.0f}"
    return f"{100 * usual[0]:.0f} % is this brand's usual share, the rule speaks {speaks}, {least}"


def _usual_facts(e: Evaluation, place: int) -> str:
    _, low, high = e.band(HOUR_WINDOW)
    return f"{e.seen[0, HOUR_WINDOW, place]:.0f} mentions in 60 min, expected {low[place]:.0f} to {high[place]:.0f}"


def _lull_facts(rule: DropRule | SilenceRule, e: Evaluation, place: int) -> str:
    seen = float(e.recent[0, :, place].sum())
    expected = float(e.usual[0, place] + e.earlier[place]) * RING / 2
    share = rule.share if isinstance(rule, SilenceRule) else 1.0 - rule.percent / 100.0
    return (
        f"{_many(seen, 'all')} in 2 hours, about {expected:.0f} expected; the rule speaks at {share * expected:.0f} or "
        f"fewer, where at least {rule.minimum_expected:g} are expected"
    )


def _short_of(rule: Rule, past: Past, place: int) -> str:
    """What was missing for a finding."""
    if not isinstance(rule, SpikeRule):
        return f"Nothing met the rule: {_facts(rule, past, place)}"
    e, rows = past.evaluation, [STREAMS.index(name) for name in rule.streams]
    facts = _usual_facts(e, place)
    limit = SENSITIVITIES[rule.sensitivity]
    if len(rows) == len(STREAMS) and e.learning[place] and told_apart(e.level[:, place]):
        limit += float(LEARNING_MORE)
    score = float(e.score[place] if len(rows) == len(STREAMS) else e.stream_score[rows[0], place])
    posts = float(e.recent[rows, -QUARTER:, place].sum(axis=1).max())
    least = f"{posts:.0f} in 15 min, the minimum is {rule.minimum_posts}"
    if posts < rule.minimum_posts and score >= limit:
        return f"It was unusual, but too few posts to alert on ({least}): {facts}"
    if score >= limit and not borne_out(rule, e.only(place), rows)[0]:
        return f"Unusual in minutes, but {_not_borne_out(rule, e, place, rows)}: {facts}"
    ranks = f"the surprise ranks {score:.1f}, the rule speaks from {limit:.2f}"
    if 0 in rows and float(e.window_score[0, QUARTER_WINDOW, place]) > score:
        ranks += _quarter(rule, e, place)
    if float(e.seen[0, HOUR_WINDOW, place]) > float(e.band(HOUR_WINDOW)[2][place]):
        return f"Above the usual, but not by enough for this sensitivity: {facts}; {ranks}"
    few = f"; too few posts besides ({least})" if posts < rule.minimum_posts else ""
    return f"Nothing met the rule: {facts}; {ranks}{few}"


def _not_borne_out(rule: SpikeRule, e: Evaluation, place: int, rows: list[int]) -> str:
    seen, expected = float(e.long_seen[0, 0, place]), float(e.long_mean[0, 0, place])
    one = e.only(place)
    surprise, bar = float(hours_surprise(one, rows)[0]), float(hours_bar(rule, one)[0] - BACKED)
    return (
        f"one post and its answers can make that on a brand this small, and up to six hours do not bear it out: {seen:.0f} "
        f"mentions, about {expected:.0f} expected; they rank {surprise:.1f}, the rule speaks from {bar:.1f}"
    )


def _quarter(rule: SpikeRule, e: Evaluation, place: int) -> str:
    """What a quarter of an hour alone fell short by."""
    rank, surprise = (float(a[0, QUARTER_WINDOW, place]) for a in (e.window_score, e.surprise))
    bar, least = float(BURSTS[rule.sensitivity]), float(burst_surprise(e.only(place))[0])
    if rank >= bar and surprise < least:
        return f"; 15 min alone surprise by {surprise:.1f}, from {least:.1f}: one post and its answers can make that"
    return f"; 15 min alone rank {rank:.1f}, from {bar:.2f}"


def _sum(past: Past, stream: str, minutes: int, place: int) -> float | None:
    """Posts in the minutes that end with a bucket; None where some are missing."""
    first = place + 1 - minutes // 5
    if first < 0:
        return None
    total = float(past.counts[STREAMS.index(stream), first : place + 1].sum())
    return None if np.isnan(total) else total


def _number(count: float | None) -> str:
    return "not known how many" if count is None else f"{count:.0f}"


def _many(count: float | None, stream: str) -> str:
    noun = "negative mention" if stream == "negative" else "mention"
    return f"{_number(count)} {noun}" + ("" if count == 1 else "s")
