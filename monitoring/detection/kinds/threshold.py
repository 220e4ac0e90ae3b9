"""So many posts within so many minutes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from monitoring.detection.evaluation import Evaluation
from monitoring.detection.findings import Finding, rarity
from monitoring.detection.kinds import windows
from monitoring.detection.kinds.declaring import CountRule, History, Stream, check_minutes
from monitoring.detection.past import Past
from monitoring.detection.phrases import mentions
from monitoring.detection.state import RING, Bools


@dataclass(frozen=True, slots=True)
class ThresholdRule(CountRule):
    """At least `posts` in the last `minutes`."""

    kind: ClassVar[str] = "threshold"

    posts: int
    minutes: int = 60
    stream: Stream = "all"

    def __post_init__(self) -> None:
        """Raises ValueError for impossible minutes or a limit below 1."""
        check_minutes(self.minutes)
        if self.posts < 1:
            raise ValueError(f"the limit is at least 1 post, not {self.posts}")

    def hot(self, e: Evaluation) -> Bools:
        """Exact up to two hours."""
        out: Bools = e.covered.copy()
        if self.minutes // 5 <= RING:
            out &= windows.last(e, self.stream, self.minutes // 5) >= self.posts
        return out

    def judge(self, e: Evaluation, i: int, history: History) -> Finding | None:
        """At its limit or above."""
        seen = history.last(self.stream, self.minutes // 5)
        if seen is None or seen < self.posts:
            return None
        return windows.finding(
            e,
            i,
            self.minutes,
            kind=self.kind,
            stream=self.stream,
            seen=round(seen),
            since=windows.since(e, i, history, self.stream, self.minutes // 5),
            limit=float(self.posts),
            strength=seen / max(self.posts, 1),
            rarity=rarity(e, i),
            **windows.usual(e, i, self.stream, self.minutes // 5),
        )

    def facts(self, past: Past, place: int) -> str:
        """What was counted, and its limit."""
        seen = past.posts(self.stream, self.minutes, place)
        return f"{mentions(seen, self.stream)} in {self.minutes} min, the limit is {self.posts}"

    @staticmethod
    def against(finding: Finding) -> str:
        """Its limit."""
        return f", the limit is {finding.limit:g}{windows.usual_here(finding)}"

    def calmer(self) -> Self | None:
        """Half as many posts more."""
        return replace(self, posts=-(-self.posts * 3 // 2))
