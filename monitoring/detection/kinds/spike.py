"""More than is usual, in any of the ways of `ways`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Literal, Self

from monitoring.detection.evaluation import Evaluation
from monitoring.detection.findings import Finding
from monitoring.detection.kinds.declaring import CountRule, History, Stream
from monitoring.detection.past import HOUR_WINDOW, Past
from monitoring.detection.phrases import mentions, span
from monitoring.detection.sensitivity import SENSITIVITIES, Sensitivity
from monitoring.detection.state import STREAMS, Bools
from monitoring.detection.surprise import told_apart
from monitoring.detection.telling import spike
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
    unusual,
    way_of,
)

_CALMER: dict[str, Literal["low", "normal"]] = {"high": "normal", "normal": "low"}
_KEENER: dict[str, Literal["normal", "high"]] = {"low": "normal", "normal": "high"}


@dataclass(frozen=True, slots=True)
class SpikeRule(CountRule):
    """More than is usual for this brand at this hour, in any of the ways of `ways`: over minutes to two hours, in a quarter
    of an hour alone, in six hours where few are usual, in a day looked back upon in the evening; or a turn of tone. While
    learning also: an absolute jump against the hour before."""

    kind: ClassVar[str] = "spike"

    sensitivity: Sensitivity = "normal"
    minimum_posts: int = 5  # in the last 15 minutes, in up to six hours; twice as many in a day
    streams: tuple[Stream, ...] = ("all", "negative")

    def __post_init__(self) -> None:
        """Raises ValueError for an unknown sensitivity or no stream."""
        if self.sensitivity not in SENSITIVITIES or not self.streams or set(self.streams) - {"all", "negative"}:
            raise ValueError(f"unknown sensitivity or streams: {self.sensitivity}, {self.streams}")

    def hot(self, e: Evaluation) -> Bools:
        """Exact."""
        return unusual(self, e)

    def judge(self, e: Evaluation, i: int, history: History) -> Finding | None:
        """Needs no history."""
        way = way_of(self, e, i)
        return spike(e, i, streams=self.streams, way=way) if way else None

    def facts(self, past: Past, place: int) -> str:
        """What it told, or what is usual."""
        way = way_of(self, past.evaluation, place)
        if not way:
            return _usual(past.evaluation, place)
        f = spike(past.evaluation, place, streams=self.streams, way=way)
        return f"{mentions(f.seen, f.stream)} in {span(f.minutes)}{self.against(f)}"

    def short_of(self, past: Past, place: int) -> str:
        """Each way's own number."""
        e, rows = past.evaluation, [STREAMS.index(name) for name in self.streams]
        facts = _usual(e, place)
        limit = SENSITIVITIES[self.sensitivity]
        if len(rows) == len(STREAMS) and e.learning[place] and told_apart(e.level[:, place]):
            limit += float(LEARNING_MORE)
        score = float(e.score[place] if len(rows) == len(STREAMS) else e.stream_score[rows[0], place])
        posts = float(e.recent[rows, -QUARTER:, place].sum(axis=1).max())
        least = f"{posts:.0f} in 15 min, the minimum is {self.minimum_posts}"
        if posts < self.minimum_posts and score >= limit:
            return f"It was unusual, but too few posts to alert on ({least}): {facts}"
        if score >= limit and not borne_out(self, e.only(place), rows)[0]:
            return f"Unusual in minutes, but {_not_borne_out(self, e, place, rows)}: {facts}"
        ranks = f"the surprise ranks {score:.1f}, the rule speaks from {limit:.2f}"
        if 0 in rows and float(e.window_score[0, QUARTER_WINDOW, place]) > score:
            ranks += _quarter(self, e, place)
        if float(e.seen[0, HOUR_WINDOW, place]) > float(e.band(HOUR_WINDOW)[2][place]):
            return f"Above the usual, but not by enough for this sensitivity: {facts}; {ranks}"
        few = f"; too few posts besides ({least})" if posts < self.minimum_posts else ""
        return f"Nothing met the rule: {facts}; {ranks}{few}"

    def calmer(self) -> Self | None:
        """Less sensitive, and where that is at its end, of twice as many."""
        if self.sensitivity in _CALMER:
            return replace(self, sensitivity=_CALMER[self.sensitivity])
        return replace(self, minimum_posts=2 * max(self.minimum_posts, 1))

    def keener(self) -> Self | None:
        """More sensitive."""
        return replace(self, sensitivity=_KEENER[self.sensitivity]) if self.sensitivity in _KEENER else None


def _usual(e: Evaluation, place: int) -> str:
    _, low, high = e.band(HOUR_WINDOW)
    return f"{e.seen[0, HOUR_WINDOW, place]:.0f} mentions in 60 min, expected {low[place]:.0f} to {high[place]:.0f}"


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
