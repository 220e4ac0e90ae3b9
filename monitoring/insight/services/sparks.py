"""The small picture of an alert: what was seen in steps as long as its window, with what is usual, a few queries for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Q

from monitoring.alerting.hooks import Spark
from monitoring.alerting.services.series import blind_buckets, index_of, start_of, zone
from monitoring.detection import BUCKET_SECONDS, Fleet, offsets
from monitoring.detection.evaluation import USUAL
from monitoring.detection.state import WINDOWS
from monitoring.models import Alert, BucketCount, SeriesState

STEPS = 16
LEAST = 3  # buckets of a step
Series = tuple[UUID, UUID | None]


@dataclass(slots=True)
class _Span:
    """An alert's steps: `every` buckets each, from bucket `first` on."""

    alert: Alert
    series: Series
    negative: bool
    every: int
    first: int

    @property
    def end(self) -> int:
        return self.first + STEPS * self.every


def sparks(alerts: Sequence[Alert]) -> dict[UUID, Spark]:
    """By alert; those without a count have none. Alerts come with their brand and rule. Four queries, however many."""
    spans = [_span(alert) for alert in alerts if alert.seen is not None]
    if not spans:
        return {}
    counts = _counts(spans)
    base, end = min(span.first for span in spans), max(span.end for span in spans)
    blind = blind_buckets({span.alert.brand_id for span in spans}, base, end)
    bands = _bands([span for span in spans if span.alert.low is not None])
    return {span.alert.pk: _spark(span, counts, blind.get(span.alert.brand_id), base, bands) for span in spans}


def _span(alert: Alert) -> _Span:
    end = -(-int(alert.window_end.timestamp()) // BUCKET_SECONDS)
    every = max(LEAST, end - index_of(alert.window_start))
    negative = alert.explanation.get("stream") == "negative"
    return _Span(alert, (alert.brand_id, alert.rule.query_id), negative, every, end - STEPS * every)


def _counts(spans: list[_Span]) -> dict[tuple[Series, int], tuple[int, int]]:
    wanted = Q()
    for span in spans:
        brand, query = span.series
        wanted |= Q(brand=brand, query=query, starts_at__gte=start_of(span.first), starts_at__lt=start_of(span.end))
    rows = BucketCount.objects.filter(wanted).values_list("brand_id", "query_id", "starts_at", "total", "negative")
    return {((brand, query), index_of(at)): (total, bad) for brand, query, at, total, bad in rows}


def _bands(spans: list[_Span]) -> dict[UUID, tuple[tuple[float, ...], tuple[float, ...]]]:
    """The usual range of each step, one vectorised judgement for all alerts."""
    rows = SeriesState.objects.filter(brand__in={span.alert.brand_id for span in spans}).exclude(state=b"")
    states = {(row.brand_id, row.query_id): bytes(row.state) for row in rows} if spans else {}
    spans = [span for span in spans if span.series in states]
    if not spans:
        return {}
    starts = [span.first + i * span.every for span in spans for i in range(STEPS)]
    fleet = Fleet.from_bytes([states[span.series] for span in spans for _ in range(STEPS)])
    shift = np.concatenate([_shift(span) for span in spans])
    seconds = np.array(starts) * BUCKET_SECONDS
    zeros = np.zeros(len(starts))
    e = fleet.judge_open(zeros, zeros, None, seconds, offset_minutes=shift)
    bands = {}
    for n, span in enumerate(spans):
        at, row = slice(n * STEPS, (n + 1) * STEPS), 1 if span.negative else 0
        window = min(range(len(WINDOWS)), key=lambda i: abs(WINDOWS[i] - span.every))
        mean = e.usual[row, at] * span.every
        half = USUAL * np.sqrt(np.maximum(e.dispersion[row, window, at], 1) * mean)
        bands[span.alert.pk] = (tuple(np.maximum(mean - half, 0).tolist()), tuple((mean + half).tolist()))
    return bands


def _shift(span: _Span) -> Any:
    start: datetime = start_of(span.first)
    return offsets(start, STEPS * span.every, zone(span.alert.brand.time_zone))[:: span.every]


def _spark(
    span: _Span,
    counts: dict[tuple[Series, int], tuple[int, int]],
    blind: Any,
    base: int,
    bands: dict[UUID, tuple[tuple[float, ...], tuple[float, ...]]],
) -> Spark:
    unseen = set() if blind is None else {base + int(at) for at in blind}
    values: list[int | None] = []
    for step in range(STEPS):
        buckets = range(span.first + step * span.every, span.first + (step + 1) * span.every)
        total = sum(counts.get((span.series, at), (0, 0))[span.negative] for at in buckets)
        # A step that nobody read is not known: drawn as zero, a blind hour would look like a quiet one.
        values.append(None if not total and unseen.issuperset(buckets) else total)
    low, high = bands.get(span.alert.pk, ((), ()))
    # The last step has the alert's own range: the picture must not say otherwise than its sentence.
    if low and span.alert.low is not None and span.alert.high is not None:
        low, high = (*low[:-1], span.alert.low), (*high[:-1], span.alert.high)
    return Spark(span.every * BUCKET_SECONDS // 60, tuple(values), low, high)
