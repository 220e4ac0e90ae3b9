"""What of a span sources covered: missing data is not zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from monitoring.models import CoverageGap, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """One source over a span: its gaps as shares (0 to 1) of it, cut to it, and the share that is covered."""

    source: Source
    gaps: tuple[CoverageGap, ...]
    spans: tuple[tuple[float, float], ...]
    share: float


def coverage(*, sources: Sequence[Source], start: datetime, end: datetime) -> list[Covered]:
    """Each source's gaps in [start, end), in one query. A time before a source was added counts as not covered."""
    by_source: dict[UUID, list[CoverageGap]] = {source.pk: [] for source in sources}
    # `exclude`, not `ends_at__gt`: a gap that is still open has no end, and NULL is greater than nothing.
    rows = CoverageGap.objects.filter(source__in=list(by_source), starts_at__lt=end).exclude(ends_at__lte=start)
    for gap in rows.order_by("starts_at"):
        by_source[gap.source_id].append(gap)
    length = (end - start).total_seconds()

    def share(at: datetime) -> float:
        return min(1.0, max(0.0, (at - start).total_seconds() / length))

    covered = []
    for source in sources:
        gaps = by_source[source.pk]
        spans = tuple((share(gap.starts_at), share(gap.ends_at or end)) for gap in gaps)
        lost, reached = 0.0, 0.0
        for a, b in spans:  # in order of their starts; where two overlap, the time is lost once
            lost += max(0.0, b - max(a, reached))
            reached = max(reached, b)
        covered.append(Covered(source=source, gaps=tuple(gaps), spans=spans, share=1.0 - min(1.0, lost)))
    return covered
