"""A back-test as charts: the highest hour of each step, when it would have fired, and what was known besides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from monitoring.alerting.services.backtesting import BackTest, Tried
from monitoring.alerting.services.backtesting.results import Steps
from monitoring.chart_times import Chart, ChartTable, Mark, seconds, ticks_of, zone_words

MARK_WORDS = {"fired": "would have fired", "joined": "would have joined an incident", "alert": "alert really raised"}
SPAN_WORDS = {"event": "planned event", "incident": "incident"}
MOST_ROWS = 50


def y_max_of(result: BackTest) -> float | None:
    """One upper end for all charts of a back-test, so that they can be compared."""
    tops = [
        max([*(n for n in one.steps.seen if n is not None), *one.steps.high], default=0)
        for one in result.tries
        if one.steps
    ]
    return _round_up(max(tops)) if tops and max(tops) > 0 else None


def _round_up(value: float) -> float:
    """The next of 1, 2, 5 times a power of ten, in fifths."""
    size = 10.0 ** (len(str(int(value))) - 1)
    return next(size * factor for factor in (1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12) if size * factor >= value)


def chart_of_trial(result: BackTest, one: Tried, *, key: str, y_max: float | None) -> Chart | None:
    """The chart component's data, or None where nothing was counted."""
    steps = one.steps
    if steps is None or not steps.starts:
        return None
    marks = _marks(result, one)
    spans = _spans(result)
    zone = timezone.localtime(steps.starts[0])
    hours = int(steps.step.total_seconds() // 3600)
    what = "negative mentions" if steps.negative else "mentions"
    return {
        "id": key,
        "label": f"{one.label}: {what} of {result.brand.name}",
        "summary": _summary(steps, what),
        "unit": f"{what} per hour" + (f", the highest of {hours} hours" if hours > 1 else ""),
        "line_label": what,
        "zone": zone_words(zone),
        "points": [(seconds(at), n) for at, n in zip(steps.starts, steps.seen, strict=True)],
        "expected": [
            (seconds(at), low, mid, high)
            for at, low, mid, high in zip(steps.starts, steps.low, steps.expected, steps.high, strict=True)
        ],
        "gaps": [(seconds(a), seconds(b), "not covered") for a, b in result.gaps],
        "marks": marks,
        "mark_kinds": [
            {"kind": kind, "words": words}
            for kind, words in MARK_WORDS.items()
            if any(m["kind"] == kind for m in marks)
        ],
        "spans": spans,
        "span_kinds": [
            {"kind": kind, "words": words} for kind, words in SPAN_WORDS.items() if any(s[3] == kind for s in spans)
        ],
        "ticks": ticks_of(steps.starts, steps.step),
        "point_labels": {str(seconds(at)): f"{timezone.localtime(at):%a %d %b, %H:%M}" for at in steps.starts},
        # As HTML's datetime-local takes it: a tap on a step fills in “Why not at”.
        "moments": [(x, f"{timezone.localtime(at):%Y-%m-%dT%H:%M}") for x, at in _highest(steps)],
        "y_max": y_max,
        "pick": True,
        "table": _table(steps),
    }


def _summary(steps: Steps, what: str) -> str:
    """The most in an hour, when, and what was expected then."""
    known = [(n, i) for i, n in enumerate(steps.seen) if n is not None]
    if not known:
        return "Nothing of this time is covered."
    most, i = max(known, key=lambda pair: pair[0])
    at = timezone.localtime(steps.moments[i])
    return f"Most in an hour: {most:,} {what}, {at:%a %d %b, %H:%M %Z}; {round(steps.low[i])} to {round(steps.high[i])} expected."


def _highest(steps: Steps) -> list[tuple[int, datetime]]:
    """Each step's place on the chart with the moment of its highest hour: what a tap on it asks about."""
    return [(seconds(start), at) for start, at in zip(steps.starts, steps.moments, strict=True)]


def _marks(result: BackTest, one: Tried) -> list[Mark]:
    made: list[Mark] = [
        {"x": seconds(fired.at), "kind": "joined" if fired.joined else "fired", "label": MARK_WORDS["joined" if fired.joined else "fired"]}
        for fired in one.fired
    ]  # fmt: skip
    made += [{"x": seconds(alert.raised_at), "kind": "alert", "label": MARK_WORDS["alert"]} for alert in result.alerts]
    return sorted(made, key=lambda mark: mark["x"])


def _spans(result: BackTest) -> list[tuple[int, int, str, str]]:
    spans = [(seconds(one.starts_at), seconds(one.ends_at), one.name, "event") for one in result.events]
    spans += [(seconds(a), seconds(b or result.end), words, "incident") for a, b, words in result.incidents]
    return spans


def _table(steps: Steps) -> ChartTable:
    rows = []
    for i in range(len(steps.starts) - 1, max(-1, len(steps.starts) - 49), -1):
        at = timezone.localtime(steps.starts[i])
        rows.append([f"{at:%a %d %b, %H:%M}", steps.seen[i], f"{round(steps.low[i])} to {round(steps.high[i])}"])
    return {"head": ["From", "Highest hour", "Expected"], "rows": rows}


@dataclass(frozen=True, kw_only=True)
class FiringRow:
    """One firing, in words."""

    at: datetime
    sentence: str
    severity: int
    note: str
    events: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class FiringRows:
    """The newest firings, and how many there are besides."""

    rows: Sequence[FiringRow]
    more: int


def firing_rows(result: BackTest, one: Tried) -> FiringRows:
    """The firings, newest first, in words."""
    newest = list(reversed(one.fired))
    rows = [
        FiringRow(
            at=fired.at,
            sentence=fired.sentence,
            severity=fired.severity,
            note=_note(fired.joined, fired.incident),
            events=fired.events,
        )
        for fired in newest[:MOST_ROWS]
    ]
    return FiringRows(rows=rows, more=max(0, len(newest) - MOST_ROWS))


def _note(joined: str, incident: str) -> str:
    if joined == "running":
        return f"would have joined {incident}"
    return "would have joined the incident the one before opened" if joined else ""
