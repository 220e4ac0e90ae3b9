"""A series as the chart component takes it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from monitoring.chart_times import Besides, Chart, ChartTable, Mark, seconds, ticks_of, zone_words
from monitoring.insight.services.figures import Series
from monitoring.models import Alert, PlannedEvent


def chart_of(
    series: Series,
    *,
    key: str,
    label: str,
    summary: str,
    gaps: Sequence[tuple[datetime, datetime, str]] = (),
    missing: Sequence[tuple[int, int, str]] = (),
    besides: Besides | None = None,
) -> Chart:
    """A chart's data. `gaps`: (from, to, words) of one source; `missing`: of all of them; the way to a step that still runs is dashed."""
    zone = timezone.localtime(series.starts[0])
    points = [(seconds(at), n) for at, n in zip(series.starts, series.total, strict=True)]
    negative = [(seconds(at), n) for at, n in zip(series.starts, series.negative, strict=True)]
    # Without a band there is nothing to zip, and nothing is drawn.
    band = [
        [seconds(at), *(None if line is None else round(line, 1) for line in lines)]
        for at, *lines in zip(series.starts, series.low, series.expected, series.high, strict=bool(series.low))
    ]
    partial = [(seconds(a), seconds(b), words) for a, b, words in gaps]
    if series.over < 1 and len(points) > 1:
        partial.append((points[-2][0] + 1, points[-1][0], ""))  # a second on: the step before it is over
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
        **(besides or {}),
    }


def _partial_words(gaps: bool, running: bool) -> str:
    return " or ".join(words for words, there in (("partly covered", gaps), ("still running", running)) if there)


def _span(step: timedelta) -> str:
    minutes = int(step.total_seconds() // 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h"


def _table(series: Series) -> ChartTable:
    """Newest first, at most 48 rows."""
    rows = []
    for i in range(len(series.starts) - 1, max(-1, len(series.starts) - 49), -1):
        low, high = (series.low[i], series.high[i]) if series.low else (None, None)
        band = f"{round(low)} to {round(high)}" if low is not None and high is not None else None
        at = timezone.localtime(series.starts[i])
        running = ", so far" if series.over < 1 and i == len(series.starts) - 1 else ""
        rows.append([f"{at:%a %d %b, %H:%M}{running}", series.total[i], series.negative[i], band])
    return {"head": ["From", "Mentions", "Negative", "Expected"], "rows": rows}


def known_besides(events: Sequence[PlannedEvent], alerts: Sequence[Alert]) -> Besides:
    """For the chart: planned events as spans, alerts as marks, each with its words in the legend."""
    spans = [(seconds(one.starts_at), seconds(one.ends_at), one.name, "event") for one in events]
    marks: list[Mark] = [
        {"x": seconds(one.raised_at), "kind": "alert", "label": f"alert: {one.sentence}"} for one in alerts
    ]
    return {
        "spans": spans, "marks": sorted(marks, key=lambda mark: mark["x"]),
        "span_kinds": [{"kind": "event", "words": "planned event"}] if spans else [],
        "mark_kinds": [{"kind": "alert", "words": "alert raised"}] if marks else [],
    }  # fmt: skip
