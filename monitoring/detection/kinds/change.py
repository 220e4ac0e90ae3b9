"""A stretch against the same length before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from monitoring.detection.evaluation import Evaluation
from monitoring.detection.findings import Finding, rarity
from monitoring.detection.kinds import windows
from monitoring.detection.kinds.declaring import HISTORY_MINUTES, CountRule, History, Stream, check_minutes
from monitoring.detection.past import Past
from monitoring.detection.phrases import mentions, number, span


@dataclass(frozen=True, slots=True)
class ChangeRule(CountRule):
    """The last `minutes` against the same length before: up (or, if negative, down) by `percent` or more."""

    kind: ClassVar[str] = "change"

    percent: float
    minutes: int = 60
    minimum_posts: int = 10  # in the larger of the two
    stream: Stream = "all"

    def __post_init__(self) -> None:
        """Raises ValueError for impossible minutes, or a change of nothing or below -100 percent."""
        check_minutes(self.minutes, HISTORY_MINUTES // 2)
        if self.percent == 0 or self.percent < -100:
            raise ValueError(f"a change is not 0 and not below -100 percent: {self.percent}")

    def judge(self, e: Evaluation, i: int, history: History) -> Finding | None:
        """By so many per cent or more; a fall of closed buckets only, an open one being always short of posts."""
        buckets = self.minutes // 5
        now, before = history.last(self.stream, buckets), history.last(self.stream, buckets, back=buckets)
        if now is None or before is None or max(now, before) < self.minimum_posts:
            return None
        # After a stretch without any, as if there had been one: there is no percentage of nothing.
        change, rises = 100.0 * (now - before) / max(before, 1.0), self.percent >= 0
        if not (change >= self.percent if rises else change <= self.percent and e.closed):
            return None
        return windows.finding(
            e,
            i,
            self.minutes,
            kind=self.kind,
            stream=self.stream,
            seen=round(now),
            expected=before,
            **({"since": windows.since(e, i, history, self.stream, buckets)} if rises else {}),
            limit=self.percent,
            strength=abs(change),
            rarity=rarity(e, i),
        )

    def facts(self, past: Past, place: int) -> str:
        """Both stretches, and its limit."""
        now, before = (past.posts(self.stream, self.minutes, at) for at in (place, place - self.minutes // 5))
        return (
            f"{mentions(now, self.stream)} in {self.minutes} min, {number(before)} in the {self.minutes} min before; "
            f"the limit is a change of {self.percent:g} %"
        )

    @staticmethod
    def against(finding: Finding) -> str:
        """What was before."""
        before = f"{finding.expected or 0:.0f} in the {span(finding.minutes)} before"
        return f", {before}; the limit is a change of {finding.limit:g} %"

    def calmer(self) -> Self | None:
        """Half as much more of a change."""
        return replace(self, percent=max(self.percent * 1.5, -100.0))
