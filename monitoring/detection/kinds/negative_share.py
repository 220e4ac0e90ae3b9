"""So large a part of the mentions is negative."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

import numpy as np

from monitoring.detection.evaluation import Evaluation
from monitoring.detection.findings import Finding, rarity
from monitoring.detection.kinds import windows
from monitoring.detection.kinds.declaring import CountRule, History, check_minutes, check_share
from monitoring.detection.past import Past
from monitoring.detection.phrases import mentions, number
from monitoring.detection.state import RING, STREAMS, Bools, Floats
from monitoring.detection.surprise import OWN_SHARE_SURPRISE, own_share, share_surprise


@dataclass(frozen=True, slots=True)
class NegativeShareRule(CountRule):
    """Negative mentions make up `share` (0…1) or more of at least `minimum_posts` in the last `minutes`.

    `above_usual`: and surprisingly more than this brand's own usual share, as learned; `share` is then the least besides,
    0 for none.
    """

    kind: ClassVar[str] = "negative_share"

    share: float
    minutes: int = 60
    minimum_posts: int = 20
    above_usual: bool = False

    def __post_init__(self) -> None:
        """Raises ValueError for impossible minutes or share."""
        check_minutes(self.minutes)
        if not (self.above_usual and self.share == 0):
            check_share(self.share)

    def hot(self, e: Evaluation) -> Bools:
        """Exact up to two hours."""
        out: Bools = e.covered.copy()
        if self.minutes // 5 <= RING:
            total, negative = (windows.last(e, stream, self.minutes // 5) for stream in STREAMS)
            out &= (total >= self.minimum_posts) & (negative >= self.share * total)
            if self.above_usual:
                out &= _above_usual(e, total, negative)
        return out

    def judge(self, e: Evaluation, i: int, history: History) -> Finding | None:
        """Of enough mentions so large a part, and where it is to be compared, more than this brand's own."""
        buckets = self.minutes // 5
        total, negative = history.last("all", buckets), history.last("negative", buckets)
        if total is None or negative is None or total < self.minimum_posts or negative < self.share * total:
            return None
        share, own = negative / max(total, 1.0), None
        if self.above_usual:
            one, window = e.only(i), np.array([[total], [negative]], dtype=np.float32)
            if not _above_usual(one, *window)[0]:
                return None
            own = float(own_share(one.level, one.age, window)[0][0])
        return windows.finding(
            e,
            i,
            self.minutes,
            kind=self.kind,
            stream="negative",
            seen=round(negative),
            since=windows.since(e, i, history, "negative", buckets),
            limit=self.share or None,
            share=share,
            usual_share=own,
            strength=share,
            rarity=rarity(e, i),
            **windows.usual(e, i, "negative", buckets),
        )

    def facts(self, past: Past, place: int) -> str:
        """How many of how many, and its limit."""
        total, bad = (past.posts(stream, self.minutes, place) for stream in STREAMS)
        share = f" ({100 * bad / total:.0f} %)" if total and bad is not None else ""
        limit = f"the limit is {100 * self.share:.0f} % of at least {self.minimum_posts}"
        if self.above_usual:
            limit = self._speaks(past.evaluation, place, total, bad)
        return f"{number(bad)} of {mentions(total, 'all')} in {self.minutes} min were negative{share}; {limit}"

    def _speaks(self, e: Evaluation, place: int, total: float | None, bad: float | None) -> str:
        """From how many negative ones on it would have spoken of so many mentions."""
        least = f"of at least {self.minimum_posts}" + (f" and {100 * self.share:.0f} % of them" if self.share else "")
        if not total or bad is None:
            return f"the rule speaks of more than is usual for this brand, {least}"
        one = e.only(place)
        usual, correlation = own_share(one.level, one.age, np.array([[total], [bad]], dtype=np.float32))
        tried = np.arange(round(total) + 1, dtype=np.float32)
        surprises = share_surprise(tried, np.full_like(tried, total), usual, correlation)
        enough = np.flatnonzero(surprises >= OWN_SHARE_SURPRISE)
        speaks = f"from {enough[0]} of {total:.0f} on" if enough.size else f"of no number of {total:.0f}"
        return f"{100 * usual[0]:.0f} % is this brand's usual share, the rule speaks {speaks}, {least}"

    @staticmethod
    def against(finding: Finding) -> str:
        """The brand's own share, and the limit."""
        f = finding
        limit = "" if f.limit is None else f"the limit is {100 * f.limit:.0f} %{windows.usual_here(f)}"
        own = "" if f.usual_share is None else f"{100 * f.usual_share:.0f} % is this brand's usual share"
        return f", {100 * (f.share or 0):.0f} % of all; {'; '.join(filter(None, (own, limit)))}"

    def calmer(self) -> Self | None:
        """Of twice as many."""
        return replace(self, minimum_posts=2 * max(self.minimum_posts, 1))


def _above_usual(e: Evaluation, total: Floats, negative: Floats) -> Bools:
    usual, correlation = own_share(e.level, e.age, np.stack([total, negative]))
    out: Bools = share_surprise(negative, total, usual, correlation) >= OWN_SHARE_SURPRISE
    return out
