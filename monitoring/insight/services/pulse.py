"""How brands stand by their figures: whether the last hour is what the detector holds usual, whatever alerts there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np

from accounts.brands.models import Brand
from monitoring.alerting.services.series import index_of, start_of, zone
from monitoring.detection import BUCKET_SECONDS, Fleet, offsets
from monitoring.detection.evaluation import USUAL
from monitoring.detection.state import WINDOWS
from monitoring.models import BucketCount, SeriesState

HOUR = 12  # buckets
LEAST = 5  # posts below which an hour is no news
LEARNING_LEAST, LEARNING_TIMES = 25, 5.0  # as the detector's own jump asks while it learns a brand


@dataclass(frozen=True, slots=True)
class Pulse:
    """The last hour of a brand. `state`: quiet, unusual (more than usual, of all or of negative posts), or unknown."""

    state: str
    seen: int = 0
    low: int = 0
    high: int = 0
    negative: bool = False  # the figures are of negative posts


def pulses(brands: Sequence[Brand], *, now: datetime) -> dict[UUID, Pulse]:
    """By brand; two queries however many. Where the detector knows nothing yet, nothing is called quiet."""
    rows = SeriesState.objects.filter(brand__in=brands, query=None).exclude(state=b"")
    states = {row.brand_id: bytes(row.state) for row in rows}
    known = [brand for brand in brands if brand.pk in states]
    made = {brand.pk: Pulse("unknown") for brand in brands}
    if not known:
        return made
    first = index_of(now) + 1 - HOUR
    starts = [first + at for _ in known for at in range(HOUR)]
    fleet = Fleet.from_bytes([states[brand.pk] for brand in known for _ in range(HOUR)])
    shift = np.concatenate([offsets(start_of(first), HOUR, zone(brand.time_zone)) for brand in known])
    # As if nothing had come: only what is usual is asked for.
    zeros = np.zeros(len(starts))
    e = fleet.judge_open(zeros, zeros, None, np.array(starts) * BUCKET_SECONDS, offset_minutes=shift)
    seen = _seen(known, first)
    for n, brand in enumerate(known):
        made[brand.pk] = _pulse(e, slice(n * HOUR, (n + 1) * HOUR), seen.get(brand.pk, (0, 0)))
    return made


def _seen(brands: Sequence[Brand], first: int) -> dict[UUID, tuple[int, int]]:
    """All and negative posts as the rules count them: with what came late, without history."""
    rows = BucketCount.objects.filter(
        brand__in=brands, query=None, starts_at__gte=start_of(first), starts_at__lt=start_of(first + HOUR)
    ).values_list("brand_id", "total", "quiet", "negative", "late", "late_negative")
    made: dict[UUID, tuple[int, int]] = {}
    for pk, total, quiet, bad, late, late_bad in rows:
        # Late posts are in two buckets: in their own they count as quiet, and are judged in that of their arrival.
        before, awake = made.get(pk, (0, 0)), total - quiet + late
        made[pk] = before[0] + awake, before[1] + min(bad + late_bad, awake)
    return made


def _pulse(e: Any, at: slice, seen: tuple[int, int]) -> Pulse:
    window = min(range(len(WINDOWS)), key=lambda i: abs(WINDOWS[i] - HOUR))
    learning = bool(e.learning[at][-1])
    ranges = []
    for row in (0, 1):
        mean = float(e.usual[row, at].sum())
        half = float(USUAL * np.sqrt(max(float(e.dispersion[row, window, at][-1]), 1.0) * mean))
        low, high = round(max(mean - half, 0.0)), round(mean + half)
        # While it learns its range is rough: there only what would wake people by itself is called unusual.
        limit, least = (high, LEAST) if not learning else (LEARNING_TIMES * high, LEARNING_LEAST)
        if seen[row] > limit and seen[row] >= least:
            return Pulse("unusual", seen[row], low, high, bool(row))
        ranges.append((low, high))
    return Pulse("unknown" if learning else "quiet", seen[0], *ranges[0])
