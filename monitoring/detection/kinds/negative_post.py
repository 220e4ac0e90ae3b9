"""Every negative post, where hardly any come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from monitoring.detection.evaluation import Evaluation
from monitoring.detection.findings import Finding
from monitoring.detection.kinds import windows
from monitoring.detection.kinds.declaring import CountRule, Heard, History, PostFacts, PostRule, Stream
from monitoring.detection.past import Past
from monitoring.detection.phrases import mentions
from monitoring.detection.state import Bools

QUIET_POSTS_PER_WEEK = 3.0
WEEK = 7 * 288


@dataclass(frozen=True, slots=True)
class NegativePostRule(CountRule, PostRule):
    """Every negative post, while the brand is too quiet for statistics."""

    kind: ClassVar[str] = "negative_post"
    stream: ClassVar[Stream] = "negative"

    below_posts_per_week: float = QUIET_POSTS_PER_WEEK

    def hears(self, post: PostFacts) -> Heard | None:
        """While its series is quiet."""
        quiet = post.weekly < self.below_posts_per_week
        return Heard(post.published_at, post.person) if post.negative and quiet else None

    @staticmethod
    def told(finding: Finding, what: str, span: str) -> str:  # noqa: ARG004
        """How many, and why every one."""
        return f"{what}{span}, every one is reported while the brand is quiet"

    def hot(self, e: Evaluation) -> Bools:
        """Exact."""
        out: Bools = e.covered & (e.recent[1, -1] >= 1) & (e.level[0] * WEEK < self.below_posts_per_week)
        return out

    def judge(self, e: Evaluation, i: int, history: History) -> Finding | None:
        """The last bucket's, where there are counts alone."""
        weekly = float(e.level[0, i]) * WEEK
        seen = float(e.recent[1, -1, i])
        if weekly >= self.below_posts_per_week or seen < 1:
            return None
        return windows.finding(
            e,
            i,
            5,
            kind=self.kind,
            stream="negative",
            seen=round(seen),
            strength=seen,
            learning=bool(e.learning[i]),
        )

    def facts(self, past: Past, place: int) -> str:
        """What came, and how quiet it is."""
        weekly = float(past.evaluation.level[0, place]) * WEEK
        bad = past.posts("negative", 5, place)
        return (
            f"{mentions(bad, 'negative')} in 5 min at about {weekly:.0f} mentions a week; "
            f"the rule speaks below {self.below_posts_per_week:g} a week"
        )
