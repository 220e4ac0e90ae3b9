"""A series as the chart component takes it, and coverage as strips."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from monitoring.models import Alert, PlannedEvent
from monitoring.services.figures import Covered, Series

TICKS = 7


def chart_of(
    series: Series,
    *,
    key: str,
    label: str,
    summary: str,
    gaps: Sequence[tuple[datetime, datetime, str]] = (),
    missing: Sequence[list[Any]] = (),
    **more: Any,
) -> dict[str, Any]:
    """A chart's data. `gaps`: (from, to, words) of one source; `missing`: of all of them; the way to a step that still runs is dashed."""
    zone = timezone.localtime(series.starts[0])
    points = [[seconds(at), n] for at, n in zip(series.starts, series.total, strict=True)]
    negative = [[seconds(at), n] for at, n in zip(series.starts, series.negative, strict=True)]
    band = [
        [seconds(at), *(None if line is None else round(line, 1) for line in lines)]
        for at, *lines in zip(series.starts, series.low, series.expected, series.high, strict=bool(series.low))
    ]
    partial = [[seconds(a), seconds(b), words] for a, b, words in gaps]
    if series.over < 1 and len(points) > 1:
        partial.append([points[-2][0] + 1, points[-1][0], ""])
    return {
        "id": key,
        "label": label,
        "summary": summary,
        "unit": f"mentions per {_span(series.step)}".replace("per 1 h", "per hour"),
        "zone": zone_words(zone),
        "points": points,
        "expected": band,
        "negative": negative,
        "partial": partial,
        "partial_words": _partial_words(bool(gaps), series.over < 1),
        "gaps": list(missing),
        "ticks": ticks_of(series.starts, series.step),
        "point_labels": {str(seconds(at)): f"{timezone.localtime(at):%a %d %b, %H:%M}" for at in series.starts},
        "table": _table(series),
        **more,
    }


def _partial_words(gaps: bool, running: bool) -> str:
    return " or ".join(words for words, there in (("partly covered", gaps), ("still running", running)) if there)


def seconds(at: datetime) -> int:
    """A moment as the charts take it: whole seconds since 1970."""
    return int(at.timestamp())


def _span(step: timedelta) -> str:
    minutes = int(step.total_seconds() // 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h"


def zone_words(at: datetime) -> str:
    """ "CET (UTC+1)" of a local time."""
    offset = at.utcoffset() or timedelta()
    hours = offset.total_seconds() / 3600
    sign = f"UTC{hours:+g}" if hours else "UTC"
    name = at.tzname() or sign
    return name if name == "UTC" or name[0] in "+-" else f"{name} ({sign})"


def ticks_of(starts: Sequence[datetime], step: timedelta) -> list[list[Any]]:
    """At full hours (or midnights) of the reader's zone, at most seven."""
    local = [timezone.localtime(at) for at in starts]
    days = starts[-1] - starts[0] > timedelta(days=2)
    whole = [at for at in local if at.minute == 0 and (not days or at.hour < max(1, step.seconds // 3600))]
    every = max(1, -(-len(whole) // TICKS))
    form = "%H:%M" if not days else ("%a %d %b" if starts[-1] - starts[0] < timedelta(days=9) else "%d %b")
    return [[seconds(at), f"{at:{form}}"] for at in whole[::every]]


def _table(series: Series) -> dict[str, Any]:
    """Newest first, at most 48 rows."""
    rows = []
    for i in range(len(series.starts) - 1, max(-1, len(series.starts) - 49), -1):
        low, high = (series.low[i], series.high[i]) if series.low else (None, None)
        band = f"{round(low)} to {round(high)}" if low is not None and high is not None else None
        at = timezone.localtime(series.starts[i])
        running = ", so far" if series.over < 1 and i == len(series.starts) - 1 else ""
        rows.append([f"{at:%a %d %b, %H:%M}{running}", series.total[i], series.negative[i], band])
    return {"head": ["From", "Mentions", "Negative", "Expected"], "rows": rows}


def strips(covered: Sequence[Covered], notes: dict[Any, str]) -> list[dict[str, Any]]:
    """Each source's strip; `notes` by the source's id."""
    found = []
    for one in covered:
        off = one.source.status == "removed"
        parts: list[dict[str, Any]] = [{"state": "none" if off else "covered", "start": 0, "end": 1}]
        if one.spans and not off:
            parts, at = [], 0.0
            for start, end in one.spans:
                if start > at:
                    parts.append({"state": "covered", "start": at, "end": start})
                parts.append({"state": "gap", "start": start, "end": end})
                at = max(at, end)
            if at < 1:
                parts.append({"state": "covered", "start": at, "end": 1})
        found.append({"name": one.source.name, "segments": parts, "note": notes.get(one.source.pk, "")})
    return found


def lines_of_gaps(covered: Sequence[Covered], now: datetime) -> list[tuple[datetime, datetime, str]]:
    """For the chart: the times in which some source was missing, named."""
    return [(gap.starts_at, gap.ends_at or now, f"{one.source.name} missing") for one in covered for gap in one.gaps]


def all_missing(covered: Sequence[Covered], now: datetime) -> list[list[Any]]:
    """For the chart: the times in which no source at all was read."""
    if not covered:
        return []
    edges = sorted(
        (at, change)
        for one in covered
        for a, b in _joined((gap.starts_at, gap.ends_at or now) for gap in one.gaps)
        for at, change in ((a, 1), (b, -1))
    )
    found: list[list[Any]] = []
    missing = 0
    for at, change in edges:
        if missing == len(covered) and change < 0:
            found[-1][1] = seconds(at)
        missing += change
        if missing == len(covered) and change > 0:
            found.append([seconds(at), seconds(at), "not covered"])
    return found


def _joined(spans: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Spans in order, those that touch as one."""
    out: list[tuple[datetime, datetime]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def known_besides(events: Sequence[PlannedEvent], alerts: Sequence[Alert]) -> dict[str, Any]:
    """For the chart: planned events as spans, alerts as marks, each with its words in the legend."""
    spans = [[seconds(one.starts_at), seconds(one.ends_at), one.name, "event"] for one in events]
    marks = [{"x": seconds(one.raised_at), "kind": "alert", "label": f"alert: {one.sentence}"} for one in alerts]
    return {
        "spans": spans, "marks": sorted(marks, key=lambda mark: int(str(mark["x"]))),
        "span_kinds": [{"kind": "event", "words": "planned event"}] if spans else [],
        "mark_kinds": [{"kind": "alert", "words": "alert raised"}] if marks else [],
    }  # fmt: skip
