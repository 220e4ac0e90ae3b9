"""What was expected of past hours as the detector knew it then, not as it knows now: a crisis must not explain itself away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np
from django.core.cache import cache

from accounts.brands.models import Brand
from monitoring.alerting.services.backtesting import reading
from monitoring.alerting.services.series import index_of, zone
from monitoring.detection import survey
from monitoring.detection.evaluation import LEARNING_BUCKETS, USUAL
from monitoring.detection.state import WINDOWS

WARM_UP = timedelta(days=21)  # read before the span, so that the detector knows the brand where the span begins
KEPT = 300  # seconds: as long as a bucket stays the last closed one
LEAST_KNOWN = 12  # buckets seen before anything is expected
Line = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Posts expected of each step with the usual range; None where nothing was known yet. `learning`: less than 3 days are."""

    expected: Line = ()
    low: Line = ()
    high: Line = ()
    learning: bool = True


def band_of(*, brand: Brand, query_id: UUID | None, starts: Sequence[datetime], every: int, now: datetime) -> Band:
    """The band of steps of `every` buckets. For steps not over yet: by what was known at the last closed bucket.

    Reads by `brand`: the caller has seen to it that the member may see it. Three queries, and a tenth of a second or
    two; kept until the next bucket closes.
    """
    # With the last closed bucket in it: nothing has to be dropped when a new one closes.
    key = f"band:{brand.pk}:{query_id}:{index_of(starts[0])}:{len(starts)}:{every}:{index_of(now)}"
    band: Band | None = cache.get(key)
    if band is None:
        band = _band(brand, query_id, starts, every, now)
        cache.set(key, band, KEPT)
    return band


def _band(brand: Brand, query_id: UUID | None, starts: Sequence[datetime], every: int, now: datetime) -> Band:
    counts = reading.counts_of(brand, query_id, starts[0] - WARM_UP, now)
    if counts is None:
        return Band()
    begin = index_of(starts[0]) - counts.first
    end = begin + len(starts) * every
    more = max(0, end - len(counts.total))  # the running step is not over: its buckets are expected, not seen
    padded = [np.concatenate([line, np.zeros(more)]) for line in (counts.total, counts.negative)]
    covered = np.concatenate([counts.covered, np.zeros(more, dtype=bool)])
    e = survey(padded[0], counts.start, negative=padded[1], covered=covered, zone=zone(brand.time_zone)).evaluation
    # How widely counts scatter is known for the detector's windows alone: that of the nearest is taken.
    window = min(range(len(WINDOWS)), key=lambda i: abs(WINDOWS[i] - every))
    lines: list[tuple[float | None, float | None, float | None]] = []
    for at in range(begin, end, every):
        if at < 0 or e.age[at] < LEAST_KNOWN:  # before the first count, or too soon after it
            lines.append((None, None, None))
            continue
        mean = float(e.usual[0, at : at + every].sum())
        # Never narrower than chance alone: counts of independent posts vary by as much as their mean.
        half = float(USUAL * np.sqrt(max(float(e.dispersion[0, window, at]), 1.0) * mean))
        lines.append((mean, max(mean - half, 0.0), mean + half))
    expected, low, high = (tuple(line[i] for line in lines) for i in range(3))
    return Band(expected, low, high, bool(e.age[-1] < LEARNING_BUCKETS))
