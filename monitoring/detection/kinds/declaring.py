"""What a kind of alert rule is to the detector: data, checked when made, that says what of counts or of a post is worth a look.

Every rule is made with sensible defaults; minutes are whole 5-minute buckets. Rules are equal where their settings are.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt

from monitoring.detection.evaluation import Evaluation
from monitoring.detection.findings import Finding
from monitoring.detection.past import Past
from monitoring.detection.phrases import band
from monitoring.detection.state import Bools

Stream = Literal["all", "negative"]
HISTORY_MINUTES = 1440  # the longest stretch a rule may look back over
UNNAMED = "somebody unnamed"
NAMED = 3  # people or sources a sentence names; the rest is counted


def check_minutes(minutes: int, most: int = HISTORY_MINUTES) -> None:
    """Raises ValueError for what is no whole number of buckets."""
    if minutes % 5 or not 5 <= minutes <= most:
        raise ValueError(f"minutes must be a multiple of 5 from 5 to {most}, not {minutes}")


def check_share(share: float) -> None:
    """Raises ValueError for what is no part of one."""
    if not 0 < share <= 1:
        raise ValueError(f"a share lies above 0 and at most at 1, not {share}")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFacts:
    """One new post as rules see it. What a rule does not ask for may be left out.

    `source_quiet_days`: days since the source's post before this one, None where it had none. `critic_days`: days since
    the author's negative post before this one, None where there is none. `weekly`: posts a week of the series.
    """

    published_at: datetime
    source: str = ""
    author: str = ""
    handle: str = ""
    followers: int | None = None
    verified: bool = False
    negative: bool = False
    says: bool = False  # the rule's words match
    source_quiet_days: float | None = None
    critic_days: float | None = None
    weekly: float = 0.0

    @property
    def person(self) -> str:
        """How the author is called in a sentence."""
        return f"@{self.handle.lstrip('@')}" if self.handle else self.author or UNNAMED


@dataclass(frozen=True, slots=True)
class Heard:
    """A post a rule has to tell of: `about` names who or where, `why` adds the number that made it count."""

    published_at: datetime
    about: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class CountRule(ABC):
    """A rule over the counts of a series."""

    kind: ClassVar[str]

    def hot(self, e: Evaluation) -> Bools:
        """Which series it may have something to say of now, (n,): vectorised and cheap, never missing what `judge` finds."""
        return e.covered.copy()

    @abstractmethod
    def judge(self, e: Evaluation, i: int, history: History) -> Finding | None:
        """What it says of a covered series `i`, or None."""

    @abstractmethod
    def facts(self, past: Past, place: int) -> str:
        """The numbers it looks at in a bucket of the past, against what it compares them with."""

    def short_of(self, past: Past, place: int) -> str:
        """What was missing for a finding."""
        return f"Nothing met the rule: {self.facts(past, place)}"

    @staticmethod
    def against(finding: Finding) -> str:
        """What one of its findings was compared with, to go on a sentence."""
        if finding.low is None or finding.high is None:
            return ""
        return f", expected {band(finding.low, finding.high)}"

    def calmer(self) -> Self | None:
        """The same rule asking for more, or None where it has nothing to turn."""
        return None

    def keener(self) -> Self | None:
        """The same rule asking for less, or None where it has nothing to turn."""
        return None


@dataclass(frozen=True, slots=True)
class PostRule(ABC):
    """A rule over single posts, asked of each as it comes."""

    kind: ClassVar[str]
    stream: ClassVar[Stream] = "all"
    carrier: ClassVar[Literal["author", "source"]] = "author"

    @abstractmethod
    def hears(self, post: PostFacts) -> Heard | None:
        """What it has to tell of this post, or None."""

    def detail(self, heard: Sequence[Heard]) -> str:
        """Who, where or which words, of one post at least."""
        named: dict[str, str] = {}
        for one in heard:
            named.setdefault(one.about, one.why)
        shown = [f"{name} ({why})" if why else name for name, why in list(named.items())[:NAMED]]
        if len(named) > NAMED:
            shown.append(f"{len(named) - NAMED} more")
        return " and ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else shown[0]

    @staticmethod
    def told(finding: Finding, what: str, span: str) -> str:
        """One of its findings in words. `what`: so many mentions; `span`: within how long, of several."""
        return f"{what} by {finding.detail}{span}"
