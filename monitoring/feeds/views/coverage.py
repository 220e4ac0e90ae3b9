"""What sources covered: as strips, and as the gaps of a chart."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from monitoring.chart_times import seconds
from monitoring.feeds.services.coverage import Covered


class Segment(TypedDict):
    """A part of a strip; `start` and `end` from 0 to 1 of its span."""

    state: str
    start: float
    end: float


class Strip(TypedDict):
    """One source's coverage."""

    name: str
    segments: list[Segment]
    note: str


def strips(covered: Sequence[Covered], notes: Mapping[UUID, str]) -> list[Strip]:
    """Each source's strip; `notes` by the source's id."""
    drawn: list[Strip] = []
    for one in covered:
        off = one.source.status == "removed"
        parts: list[Segment] = [{"state": "none" if off else "covered", "start": 0, "end": 1}]
        if one.spans and not off:
            parts, at = [], 0.0
            for start, end in one.spans:
                if start > at:
                    parts.append({"state": "covered", "start": at, "end": start})
                parts.append({"state": "gap", "start": start, "end": end})
                at = max(at, end)
            if at < 1:
                parts.append({"state": "covered", "start": at, "end": 1})
        drawn.append({"name": one.source.name, "segments": parts, "note": notes.get(one.source.pk, "")})
    return drawn


def lines_of_gaps(covered: Sequence[Covered], now: datetime) -> list[tuple[datetime, datetime, str]]:
    """For the chart: the times in which some source was missing, named."""
    return [(gap.starts_at, gap.ends_at or now, f"{one.source.name} missing") for one in covered for gap in one.gaps]


def all_missing(covered: Sequence[Covered], now: datetime) -> list[tuple[int, int, str]]:
    """For the chart: the times in which no source at all was read."""
    if not covered:
        return []
    # -1 stands before 1: where one source's gap ends as another's begins, both were never missing at once.
    # Joined first, since a source whose own gaps overlap would be counted as two.
    edges = sorted(
        (at, change)
        for one in covered
        for a, b in _joined((gap.starts_at, gap.ends_at or now) for gap in one.gaps)
        for at, change in ((a, 1), (b, -1))
    )
    times: list[tuple[int, int, str]] = []
    missing, since = 0, 0
    for at, change in edges:
        if missing == len(covered) and change < 0:
            times.append((since, seconds(at), "not covered"))
        missing += change
        if missing == len(covered) and change > 0:
            since = seconds(at)
    return times


def _joined(spans: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Spans in order, those that touch as one."""
    out: list[tuple[datetime, datetime]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out
