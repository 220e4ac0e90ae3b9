"""A finding as data: what was seen, what was expected, over which time, since when, and what carries it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np

from monitoring.detection.evaluation import Evaluation
from monitoring.detection.state import BUCKET_SECONDS, PEAKS

WEEK_BUCKETS = 2016


@dataclass(frozen=True, slots=True)
class Part:
    """One carrier of a finding: a query, source, word, author or narrative with its share of what is unusual."""

    kind: str  # "query", "source", "word", "author", "narrative"
    name: str
    seen: int  # posts in the window
    expected: float  # posts usual in a window of that length


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule saw in one series at one moment. Times are UTC; the window ends where the judged bucket ends."""

    kind: str  # of its rule
    stream: str  # "all" or "negative"
    window_start: datetime
    window_end: datetime
    seen: int  # posts in the window
    expected: float | None  # posts; None where the rule compares with a fixed number
    low: float | None  # the usual band, about nine ordinary windows in ten
    high: float | None
    since: datetime  # start of the first bucket outside the usual: of the unbroken run, or in the rule's window
    rarity: str = ""  # a rank in words, never a probability
    learning: bool = False
    strength: float = 0.0  # ranks findings of one kind; no probability
    both_streams: bool = False  # all mentions and negative mentions are unusual together: raises the severity by one
    limit: float | None = None  # the rule's own number: posts, percent, or share in 0…1
    share: float | None = None  # negative share in 0…1, for negative_share
    usual_share: float | None = None  # the brand's own, where the rule compares with that
    still_open: bool = False  # judged before the window's last bucket closed: the count can only grow
    parts: tuple[Part, ...] = ()
    detail: str = ""  # of a rule over posts who, where or which words; of one over counts what of: of “Complaints”

    named: tuple[str, ...] = ()  # the people `detail` names, as it writes them

    @property
    def minutes(self) -> int:
        """Length of the window."""
        return round((self.window_end - self.window_start).total_seconds() / 60)


def at(bucket: int) -> datetime:
    """Start of a bucket by its index (epoch seconds / 300), in UTC."""
    return datetime.fromtimestamp(bucket * BUCKET_SECONDS, tz=UTC)


def rarity(e: Evaluation, i: int) -> str:
    """Where this score ranks among the highest of the series' own weeks, in words; weeks begin on Thursday 00:00
    UTC."""
    score, age = float(e.score[i]), int(e.age[i])
    if age < WEEK_BUCKETS:
        return "too little history to rank"
    known = min(age // WEEK_BUCKETS, PEAKS - 1)
    week = int(e.bucket[i]) // WEEK_BUCKETS
    for back in range(known + 1):
        if float(e.peaks[(week - back) % PEAKS, i]) >= score:
            return "not the strongest this week" if back == 0 else f"the strongest in {_weeks(back)}"
    return (
        f"the strongest in {_weeks(known)} or more"
        if known == PEAKS - 1
        else f"the strongest in {_weeks(known)}, all we know"
    )


def _weeks(n: int) -> str:
    return "1 week" if n == 1 else f"{n} weeks"


def carriers(kind: str, seen: Mapping[str, int], usual: Mapping[str, float], *, most: int = 5) -> tuple[Part, ...]:
    """The names that carry what is unusual, most first: those above their usual, by the excess in deviations.

    `seen` are posts per name in the window, `usual` the posts expected per name in a window of that length.
    """

    def weight(name: str) -> float:
        expected = usual.get(name, 0.0)
        return float((seen[name] - expected) / np.sqrt(expected + 1.0))

    risen = [name for name in seen if weight(name) > 0]
    risen.sort(key=lambda name: (-weight(name), name))
    return tuple(Part(kind, name, seen[name], usual.get(name, 0.0)) for name in risen[:most])


def fallen(kind: str, seen: Mapping[str, int], usual: Mapping[str, float], *, most: int = 5) -> tuple[Part, ...]:
    """The names that are missing, most first: those below their usual, by the shortfall in deviations."""
    lack = {name: (expected - seen.get(name, 0)) / np.sqrt(expected + 1.0) for name, expected in usual.items()}
    names = sorted((name for name, weight in lack.items() if weight > 0), key=lambda name: (-float(lack[name]), name))
    return tuple(Part(kind, name, seen.get(name, 0), usual[name]) for name in names[:most])


def with_parts(finding: Finding, parts: tuple[Part, ...]) -> Finding:
    """The same finding, saying what carries it."""
    return replace(finding, parts=parts)
