"""What charts are made of, and times as they take and write them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypedDict

from django.utils import timezone

TICKS = 7


class Mark(TypedDict):
    """A moment on a chart."""

    x: int
    kind: str
    label: str


class Annotation(TypedDict):
    """A moment with a letter, which the legend explains."""

    x: int
    letter: str
    label: str


class KindWords(TypedDict):
    """What the legend says of a kind of mark or span."""

    kind: str
    words: str


class ChartTable(TypedDict):
    """The same figures for who does not see them drawn."""

    head: Sequence[str]
    rows: Sequence[Sequence[object]]


class Besides(TypedDict, total=False):
    """What a chart may show besides its line. `spans`: (from, to, words, kind)."""

    spans: Sequence[tuple[int, int, str, str]]
    span_kinds: Sequence[KindWords]
    marks: Sequence[Mark]
    mark_kinds: Sequence[KindWords]
    annotations: Sequence[Annotation]
    negative: Sequence[Sequence[object]]
    partial: Sequence[tuple[int, int, str]]
    partial_words: str
    line_label: str
    moments: Sequence[tuple[int, str]]
    y_max: float | None
    pick: bool


class Chart(Besides):
    """The data of components/chart.html and static/js/curves.js, which says what each list holds."""

    id: str
    label: str
    summary: str
    unit: str
    zone: str
    points: Sequence[Sequence[object]]
    expected: Sequence[Sequence[object]]
    gaps: Sequence[tuple[int, int, str]]
    ticks: Sequence[tuple[int, str]]
    point_labels: dict[str, str]
    table: ChartTable


def seconds(at: datetime) -> int:
    """A moment as the charts take it: whole seconds since 1970."""
    return int(at.timestamp())


def zone_words(at: datetime) -> str:
    """ "CET (UTC+1)" of a local time."""
    offset = at.utcoffset() or timedelta()
    hours = offset.total_seconds() / 3600
    sign = f"UTC{hours:+g}" if hours else "UTC"
    name = at.tzname() or sign
    # Zones without letters of their own are named "+03" in tzdata.
    return name if name == "UTC" or name[0] in "+-" else f"{name} ({sign})"


def ticks_of(starts: Sequence[datetime], step: timedelta) -> list[tuple[int, str]]:
    """At full hours (or midnights) of the reader's zone, at most seven."""
    local = [timezone.localtime(at) for at in starts]
    days = starts[-1] - starts[0] > timedelta(days=2)
    # In steps of several hours few begin at midnight: the first of a day stands for it.
    whole = [at for at in local if at.minute == 0 and (not days or at.hour < max(1, step.seconds // 3600))]
    every = max(1, -(-len(whole) // TICKS))
    form = "%H:%M" if not days else ("%a %d %b" if starts[-1] - starts[0] < timedelta(days=9) else "%d %b")
    return [(seconds(at), f"{at:{form}}") for at in whole[::every]]
