"""Alert rules as data, and what each says of one series at one moment.

A rule judges; when a finding becomes an alert (cool-down, persistence, hours) is the policy's matter, in `firing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import numpy as np
import numpy.typing as npt

from monitoring.detection.evaluation import USUAL, Evaluation
from monitoring.detection.findings import Finding, at, spike
from monitoring.detection.state import STREAMS, Bools, Floats

Sensitivity = Literal["low", "normal", "high"]
Stream = Literal["all", "negative"]
SENSITIVITIES: dict[str, float] = {"low": 2.35, "normal": 2.15, "high": 1.95}
LEARNING_MORE = np.float32(0.4)
HISTORY_MINUTES = 1440  # the longest window a rule may look back over
QUIET_POSTS_PER_WEEK = 3.0


@dataclass(frozen=True, slots=True)
class SpikeRule:
    """More than is usual for this brand at this hour. While learning also: an absolute jump against the hour before."""

    sensitivity: Sensitivity = "normal"
    minimum_posts: int = 5  # in the last 15 minutes
    streams: tuple[Stream, ...] = ("all", "negative")


@dataclass(frozen=True, slots=True)
class ThresholdRule:
    """At least `posts` in the last `minutes`."""

    posts: int
    minutes: int = 60
    stream: Stream = "all"


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """The last `minutes` against the same length before: up (or, if negative, down) by `percent` or more."""

    percent: float
    minutes: int = 60
    minimum_posts: int = 10  # in the larger of the two
    stream: Stream = "all"


@dataclass(frozen=True, slots=True)
class NegativeShareRule:
    """Negative mentions make up `share` (0…1) or more of at least `minimum_posts` in the last `minutes`."""

    share: float
    minutes: int = 60
    minimum_posts: int = 20


@dataclass(frozen=True, slots=True)
class NegativePostRule:
    """Every negative post, while the brand is too quiet for statistics."""

    below_posts_per_week: float = QUIET_POSTS_PER_WEEK


@dataclass(frozen=True, slots=True)
class DropRule:
    """Two hours with `percent` less than expected or lower, where at least `minimum_expected` posts were."""

    percent: float = 60.0
    minimum_expected: float = 20.0


@dataclass(frozen=True, slots=True)
class SilenceRule:
    """Two hours below `share` (0…1) of the expected volume, where at least `minimum_expected` posts were."""

    share: float = 0.1
    minimum_expected: float = 10.0


Rule = SpikeRule | ThresholdRule | ChangeRule | NegativeShareRule | NegativePostRule | DropRule | SilenceRule


@dataclass(frozen=True, slots=True)
class History:
    """Counts of one series up to and including the judged bucket, oldest first, at most a day; NaN where not covered."""

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


def hot(rule: SpikeRule, e: Evaluation) -> Bools:
    """Which series a spike rule finds unusual now, shape (n,): the cheap question before `judge`."""
    rows = [STREAMS.index(name) for name in rule.streams]
    limit = np.float32(SENSITIVITIES[rule.sensitivity])
    if len(rows) == len(STREAMS):
        # Young scores are rough, and with both streams the turn of tone finds what they would.
        unusual = e.score >= np.where(e.learning, limit + LEARNING_MORE, limit)
    else:
        unusual = e.stream_score[rows[0]] >= limit
    if 0 in rows:
        unusual = unusual | jumped(e)
    if 1 in rows:
        unusual = unusual | turned_negative(e)
    posts: Floats = e.recent[rows, -3:].sum(axis=1).max(axis=0)
    out: Bools = e.covered & unusual & (posts >= rule.minimum_posts)
    return out


def jumped(e: Evaluation) -> Bools:
    """The cold-start rule, shape (n,): while learning, 25 posts in 15 minutes and 5 times the pace of the 45 before."""
    now, before = e.recent[0, -3:].sum(axis=0), e.recent[0, -12:-3].sum(axis=0) / 3.0
    out: Bools = e.learning & (e.age >= 12) & (now >= 25) & (now >= 5 * np.maximum(before, 1.0))
    return out


def turned_negative(e: Evaluation) -> Bools:
    """Whether the tone turned, shape (n,): many negative posts, most of all posts, and several times what is expected.

    While learning: 7 in an hour, 42 % of all, 2.5 times the expected. Later: 8 in half an hour, 50 %, 4 times. The mix of a
    brand's posts is known long before its volume is, so this speaks within hours of the first post.
    """
    hour, half = e.recent[:, -12:].sum(axis=1), e.recent[:, -6:].sum(axis=1)
    negative = e.usual[1]
    young = (hour[1] >= 7) & (hour[1] >= 0.42 * hour[0]) & (hour[1] >= 2.5 * np.maximum(12 * negative, 1.0))
    settled = (half[1] >= 8) & (half[1] >= 0.5 * half[0]) & (half[1] >= 4 * np.maximum(6 * negative, 1.0))
    out: Bools = np.where(e.learning, (e.age >= 12) & young, settled)
    return out


def judge(rule: Rule, e: Evaluation, i: int, history: History) -> Finding | None:
    """What the rule says of series `i` of the evaluation, or None. Spike, drop and silence need no history."""
    if not e.covered[i]:
        return None
    if isinstance(rule, SpikeRule):
        return spike(e, i, streams=rule.streams) if bool(hot(rule, e.only(i))[0]) else None
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


def _threshold(rule: ThresholdRule, e: Evaluation, i: int, history: History) -> Finding | None:
    seen = history.last(rule.stream, rule.minutes // 5)
    if seen is None or seen < rule.posts:
        return None
    return _finding(rule, e, i, rule.minutes, kind="threshold", stream=rule.stream, seen=round(seen), limit=float(rule.posts), strength=seen / max(rule.posts, 1))  # fmt: skip


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
    return _finding(rule, e, i, rule.minutes, kind="change", stream=rule.stream, seen=round(now), expected=before, limit=rule.percent, strength=abs(change))  # fmt: skip


def _negative_share(rule: NegativeShareRule, e: Evaluation, i: int, history: History) -> Finding | None:
    buckets = rule.minutes // 5
    total, negative = history.last("all", buckets), history.last("negative", buckets)
    if total is None or negative is None or total < rule.minimum_posts or negative < rule.share * total:
        return None
    share = negative / max(total, 1.0)
    return _finding(rule, e, i, rule.minutes, kind="negative_share", stream="negative", seen=round(negative), limit=rule.share, share=share, strength=share)  # fmt: skip


def _negative_post(rule: NegativePostRule, e: Evaluation, i: int) -> Finding | None:
    weekly = float(e.level[0, i]) * 2016
    seen = float(e.recent[1, -1, i])
    if weekly >= rule.below_posts_per_week or seen < 1:
        return None
    return _finding(rule, e, i, 5, kind="negative_post", stream="negative", seen=round(seen), strength=seen, learning=bool(e.learning[i]))  # fmt: skip


def _lull(rule: DropRule | SilenceRule, e: Evaluation, i: int) -> Finding | None:
    """Drop and silence look at closed buckets only: an open one is always short of posts."""
    seen, expected = (
        float(e.recent[0, :, i].sum()),
        float(e.usual[0, i]) * e.recent.shape[1],
    )
    share = rule.share if isinstance(rule, SilenceRule) else 1.0 - rule.percent / 100.0
    known = int(e.age[i]) >= 288
    if not e.closed or not known or expected < rule.minimum_expected or seen >= share * expected:
        return None
    half = float(USUAL * np.sqrt(max(float(e.dispersion[0, -1, i]), 1.0) * expected))
    kind = "silence" if isinstance(rule, SilenceRule) else "drop"
    return _finding(rule, e, i, 120, kind=kind, stream="all", seen=round(seen), expected=expected, low=max(expected - half, 0.0), high=expected + half, limit=share, strength=expected - seen, learning=bool(e.learning[i]))  # fmt: skip
