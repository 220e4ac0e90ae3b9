"""What a rule says of series at one moment: `hot` for the whole fleet, `judge` for one series with its finding.

`hot` is vectorised and cheap: exact for a spike rule, for the others never missing what `judge` would find.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from monitoring.detection.evaluation import USUAL, Evaluation
from monitoring.detection.findings import Finding, at, rarity, spike
from monitoring.detection.rules import (
    ChangeRule,
    DropRule,
    NegativePostRule,
    NegativeShareRule,
    Rule,
    SilenceRule,
    SpikeRule,
    ThresholdRule,
)
from monitoring.detection.state import RING, STREAMS, WINDOWS, Bools, Floats
from monitoring.detection.surprise import OWN_SHARE_SURPRISE, own_share, share_surprise
from monitoring.detection.ways import unusual, way_of

DAY = 288


@dataclass(frozen=True, slots=True)
class History:
    """Counts of one series up to and including the judged bucket, oldest first, at most a day; NaN where not
    covered."""

    all_counts: npt.NDArray[np.float64]
    negative_counts: npt.NDArray[np.float64]

    def last(self, stream: str, buckets: int, *, back: int = 0) -> float | None:
        """Posts in `buckets` buckets ending `back` buckets before the end; None where some are missing."""
        counts = self.all_counts if stream == "all" else self.negative_counts
        end = len(counts) - back
        if end < buckets:
            return None
        total = float(counts[end - buckets : end].sum())
        return None if np.isnan(total) else total

    def began(self, stream: str, buckets: int, high: float) -> int:
        """Which of the last `buckets` the unusual began in, 0 the oldest: the first above `high`, else the first with a post.

        A window's start is no beginning: what is counted in it may all have come at its end.
        """
        counts = (self.all_counts if stream == "all" else self.negative_counts)[-buckets:]
        above = np.flatnonzero(counts > high)
        first = above if above.size else np.flatnonzero(counts > 0)
        return int(first[0]) if first.size else 0


def hot(rule: Rule, e: Evaluation) -> Bools:
    """Which series a rule may have something to say of now, shape (n,): the cheap question before `judge`.

    Rules that differ only in whom they belong to are equal: ask once per distinct rule, and take each series' own
    answer.
    """
    if isinstance(rule, SpikeRule):
        return unusual(rule, e)
    out: Bools = e.covered.copy()
    if isinstance(rule, ThresholdRule) and rule.minutes // 5 <= RING:
        out &= _last(e, rule.stream, rule.minutes // 5) >= rule.posts
    elif isinstance(rule, NegativeShareRule) and rule.minutes // 5 <= RING:
        total, negative = (_last(e, stream, rule.minutes // 5) for stream in STREAMS)
        out &= (total >= rule.minimum_posts) & (negative >= rule.share * total)
        if rule.above_usual:
            out &= _above_usual(e, total, negative)
    elif isinstance(rule, NegativePostRule):
        out &= (e.recent[1, -1] >= 1) & (e.level[0] * 7 * DAY < rule.below_posts_per_week)
    elif isinstance(rule, DropRule | SilenceRule):
        out &= _short(rule, e)
    return out


def _last(e: Evaluation, stream: str, buckets: int) -> Floats:
    total: Floats = e.recent[STREAMS.index(stream), -buckets:].sum(axis=0)
    return total


def _above_usual(e: Evaluation, total: Floats, negative: Floats) -> Bools:
    usual, correlation = own_share(e.level, e.age, np.stack([total, negative]))
    out: Bools = share_surprise(negative, total, usual, correlation) >= OWN_SHARE_SURPRISE
    return out


def judge(rule: Rule, e: Evaluation, i: int, history: History) -> Finding | None:
    """What the rule says of series `i` of the evaluation, or None. Spike, drop and silence need no history."""
    if not e.covered[i]:
        return None
    if isinstance(rule, SpikeRule):
        way = way_of(rule, e, i)
        return spike(e, i, streams=rule.streams, way=way) if way else None
    if isinstance(rule, ThresholdRule):
        return _threshold(rule, e, i, history)
    if isinstance(rule, ChangeRule):
        return _change(rule, e, i, history)
    if isinstance(rule, NegativeShareRule):
        return _negative_share(rule, e, i, history)
    if isinstance(rule, NegativePostRule):
        return _negative_post(rule, e, i)
    return _lull(rule, e, i)


def _finding(rule: Rule, e: Evaluation, i: int, minutes: int, **values: object) -> Finding:
    end = at(int(e.bucket[i]) + 1)
    start = end - timedelta(minutes=minutes)
    base: dict[str, object] = {
        "window_start": start, "window_end": end, "expected": None, "low": None, "high": None, "since": start,
        "still_open": not e.closed, "learning": False,
    }  # fmt: skip
    return Finding(**(base | values))  # type: ignore[arg-type]


def _since(e: Evaluation, i: int, history: History, stream: str, buckets: int) -> datetime:
    """Start of the bucket in which a window's count really rose above one bucket's usual."""
    high = _usual(e, i, stream, 1).get("high") or 0.0
    return at(int(e.bucket[i]) + 1 - buckets + history.began(stream, buckets, high))


def _usual(e: Evaluation, i: int, stream: str, buckets: int) -> dict[str, float | None]:
    """Expected posts of a window of any length with the usual band, nothing while it is still being learned."""
    if e.learning[i]:
        return {}
    row, window = STREAMS.index(stream), min(int(np.searchsorted(WINDOWS, buckets)), len(WINDOWS) - 1)
    expected = float(e.usual[row, i]) * buckets
    half = float(USUAL * np.sqrt(max(float(e.dispersion[row, window, i]), 1.0) * expected))
    return {"expected": expected, "low": max(expected - half, 0.0), "high": expected + half}


def _threshold(rule: ThresholdRule, e: Evaluation, i: int, history: History) -> Finding | None:
    seen = history.last(rule.stream, rule.minutes // 5)
    if seen is None or seen < rule.posts:
        return None
    return _finding(
        rule,
        e,
        i,
        rule.minutes,
        kind="threshold",
        stream=rule.stream,
        seen=round(seen),
        since=_since(e, i, history, rule.stream, rule.minutes // 5),
        limit=float(rule.posts),
        strength=seen / max(rule.posts, 1),
        rarity=rarity(e, i),
        **_usual(e, i, rule.stream, rule.minutes // 5),
    )


def _change(rule: ChangeRule, e: Evaluation, i: int, history: History) -> Finding | None:
    buckets = rule.minutes // 5
    now, before = (
        history.last(rule.stream, buckets),
        history.last(rule.stream, buckets, back=buckets),
    )
    if now is None or before is None or max(now, before) < rule.minimum_posts:
        return None
    change = 100.0 * (now - before) / max(before, 1.0)
    crossed = change >= rule.percent if rule.percent >= 0 else change <= rule.percent and e.closed
    if not crossed:
        return None
    return _finding(
        rule,
        e,
        i,
        rule.minutes,
        kind="change",
        stream=rule.stream,
        seen=round(now),
        expected=before,
        **({"since": _since(e, i, history, rule.stream, buckets)} if rule.percent >= 0 else {}),
        limit=rule.percent,
        strength=abs(change),
        rarity=rarity(e, i),
    )


def _negative_share(rule: NegativeShareRule, e: Evaluation, i: int, history: History) -> Finding | None:
    buckets = rule.minutes // 5
    total, negative = history.last("all", buckets), history.last("negative", buckets)
    if total is None or negative is None or total < rule.minimum_posts or negative < rule.share * total:
        return None
    share, usual = negative / max(total, 1.0), None
    if rule.above_usual:
        one, window = e.only(i), np.array([[total], [negative]], dtype=np.float32)
        if not _above_usual(one, *window)[0]:
            return None
        usual = float(own_share(one.level, one.age, window)[0][0])
    return _finding(
        rule,
        e,
        i,
        rule.minutes,
        kind="negative_share",
        stream="negative",
        seen=round(negative),
        since=_since(e, i, history, "negative", buckets),
        limit=rule.share or None,
        share=share,
        usual_share=usual,
        strength=share,
        rarity=rarity(e, i),
        **_usual(e, i, "negative", buckets),
    )


def _negative_post(rule: NegativePostRule, e: Evaluation, i: int) -> Finding | None:
    weekly = float(e.level[0, i]) * 7 * DAY
    seen = float(e.recent[1, -1, i])
    if weekly >= rule.below_posts_per_week or seen < 1:
        return None
    return _finding(
        rule,
        e,
        i,
        5,
        kind="negative_post",
        stream="negative",
        seen=round(seen),
        strength=seen,
        learning=bool(e.learning[i]),
    )


def _expected_of_ring(e: Evaluation) -> Floats:
    """Posts of all mentions expected in the last two hours, (n,): between what was usual two hours ago and what is
    now."""
    out: Floats = (e.usual[0] + e.earlier) * np.float32(RING / 2)
    return out


def _short(rule: DropRule | SilenceRule, e: Evaluation) -> Bools:
    """Drop and silence look at closed buckets only, an open one being always short of posts, and at a day's
    history."""
    if not e.closed:
        return np.zeros_like(e.covered)
    seen, expected = e.recent[0].sum(axis=0), _expected_of_ring(e)
    share = rule.share if isinstance(rule, SilenceRule) else 1.0 - rule.percent / 100.0
    low = expected - USUAL * np.sqrt(np.maximum(e.dispersion[0, -1], 1) * expected)
    short = (seen <= share * expected) & (expected >= rule.minimum_expected) & (e.age >= DAY)
    out: Bools = short if isinstance(rule, SilenceRule) else short & (seen < low)
    return out


def _lull(rule: DropRule | SilenceRule, e: Evaluation, i: int) -> Finding | None:
    one = e.only(i)
    if not _short(rule, one)[0]:
        return None
    seen, expected = float(one.recent[0].sum()), float(_expected_of_ring(one)[0])
    half = float(USUAL * np.sqrt(max(float(one.dispersion[0, -1, 0]), 1.0) * expected))
    kind, limit = ("silence", rule.share) if isinstance(rule, SilenceRule) else ("drop", rule.percent)
    return _finding(
        rule,
        e,
        i,
        5 * RING,
        kind=kind,
        stream="all",
        seen=round(seen),
        expected=expected,
        low=max(expected - half, 0.0),
        high=expected + half,
        limit=limit,
        strength=expected - seen,
        learning=bool(e.learning[i]),
    )
