"""The agency's series as the detector takes them: their states, their counts per bucket, where they were covered.

Two states are kept of each series: the newest, and a settled one from at least six hours before. Posts come late (a feed is
read every so many minutes), so that a closed bucket changes often: then the series runs again from its settled state. A
change older than that (a new source's history) has it run again from the earliest count of the last 14 days.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from accounts.brands.models import Brand
from monitoring.detection import BUCKET_SECONDS, Evaluation, Fleet, History
from monitoring.models import BucketCount, CoverageGap, SeriesState, Source
from monitoring.services.ingestion import counts

SETTLED = counts.SETTLED // counts.BUCKET  # in buckets
ROTATE = 2 * SETTLED  # buckets from the settled state to the newest after which a newer one is settled
CURRENT = 3  # so many buckets behind is up to date: a beat or two were missed
LONGEST = 14 * 288  # buckets a series runs again at most
DAY = 288
Matrix = npt.NDArray[np.float64]


@dataclass(slots=True)
class Run:
    """One series on its way through its buckets (by index: epoch seconds / 300)."""

    row: SeriesState
    brand: Brand
    start: bytes | None
    first: int
    judge_from: int

    @property
    def key(self) -> tuple[UUID, UUID | None]:
        """Brand and query."""
        return self.row.brand_id, self.row.query_id

    def tier(self, tip: int) -> int:
        """0 has days to catch up on, 1 some hours, 2 is up to date."""
        behind = tip - self.first
        return 0 if behind > ROTATE + 1 else 1 if behind > CURRENT else 2


@dataclass(slots=True)
class Group:
    """Series that run together. Matrices have a row per bucket from `base`, a column per run, to the open bucket."""

    runs: list[Run]
    base: int
    total: Matrix
    negative: Matrix
    quiet: Matrix
    blind: npt.NDArray[np.bool_]  # every source of the brand was out
    covered: npt.NDArray[np.bool_]  # seen, and the series had begun
    spans: dict[UUID, list[tuple[int, int]]]  # the blind buckets [start, end) by brand
    judged: list[tuple[int, Evaluation]] = field(default_factory=list)  # by a pass: bucket and what was said, in order
    newest: list[bytes] = field(default_factory=list)
    settled: list[bytes] | None = None

    @property
    def tier(self) -> int:
        """How far behind its series are: all alike."""
        return self.runs[0].tier(self.tip)

    @property
    def tip(self) -> int:
        """The last closed bucket."""
        return self.base + len(self.total) - 2

    def history(self, i: int, bucket: int) -> History:
        """A day of counts of one series up to a bucket, without what came as history."""
        upto = bucket - self.base + 1
        span = slice(max(0, upto - DAY), upto)
        bare = self.total[span, i] - self.quiet[span, i]
        negative = np.minimum(self.negative[span, i], bare)
        seen = ~self.blind[span, i]
        return History(np.where(seen, bare, np.nan), np.where(seen, negative, np.nan))

    def awake(self, i: int, start: int, end: int) -> float:
        """Posts of one series in the buckets [start, end) that did not come as history."""
        span = slice(max(0, start - self.base), max(0, end - self.base))
        return float((self.total[span, i] - self.quiet[span, i]).sum())


def index_of(moment: datetime) -> int:
    """The bucket a moment lies in."""
    return int(moment.timestamp()) // BUCKET_SECONDS


def start_of(bucket: int) -> datetime:
    """When a bucket begins (UTC)."""
    return datetime.fromtimestamp(bucket * BUCKET_SECONDS, tz=UTC)


def plan_runs(rows: Iterable[SeriesState], brands: dict[UUID, Brand], tip: int) -> list[Run]:
    """Where each series starts from. `tip` is the last closed bucket."""
    runs = []
    rows = list(rows)
    # A state of a layout this detector can't read begins anew from the counts, not from nothing.
    unreadable = Fleet.from_bytes([bytes(row.state) or None for row in rows]).unreadable
    for row, lost in zip(rows, unreadable, strict=True):
        if lost:
            row.last_bucket = None
        start, first, judge_from = _start(row, tip)
        runs.append(Run(row, brands[row.brand_id], start, first, judge_from))
    fresh = [run for run in runs if run.start is None]
    if fresh:
        earliest = _earliest([run.row.brand_id for run in fresh], tip)
        for run in fresh:
            run.first = earliest.get(run.key, tip)
    return runs


def _start(row: SeriesState, tip: int) -> tuple[bytes | None, int, int]:
    recent = tip - SETTLED + 1
    if row.last_bucket is None or not row.state:
        return None, tip, recent
    last = index_of(row.last_bucket)
    if last > tip + 1:
        # A clock was ahead and has been set back: what it took for closed has not happened yet.
        return None, tip, recent
    settled = index_of(row.previous_bucket) if row.previous_bucket and row.previous_state else None
    judge_from = max(last + 1, recent)
    if row.rewind_to is not None and index_of(row.rewind_to) <= last:
        rewind = index_of(row.rewind_to)
        if settled is None or settled >= rewind:
            return None, tip, max(rewind, recent)
        return bytes(row.previous_state or b""), settled + 1, max(rewind, recent)
    if settled is not None and tip - settled > ROTATE:
        return bytes(row.previous_state or b""), max(settled + 1, tip - LONGEST), judge_from
    return bytes(row.state), max(last + 1, tip - LONGEST), judge_from


def _earliest(brand_ids: list[UUID], tip: int) -> dict[tuple[UUID, UUID | None], int]:
    rows = BucketCount.objects.filter(brand_id__in=brand_ids, starts_at__gte=start_of(tip - LONGEST)).order_by(
        "starts_at"
    )
    found: dict[tuple[UUID, UUID | None], int] = {}
    for brand, query, starts_at in rows.values_list("brand_id", "query_id", "starts_at"):
        found.setdefault((brand, query), min(index_of(starts_at), tip))
    return found


def read(runs: list[Run], tip: int) -> list[Group]:
    """The series with what was counted of them, in groups that are equally far behind.

    Those with days to catch up on are read by themselves: nobody else's counts are needed so far back.
    """
    groups = []
    for deep in (True, False):
        together = [run for run in runs if (run.tier(tip) == 0) == deep]
        if together:
            groups += _split(_group(together, tip))
    return groups


def keep(group: Group) -> None:
    """Writes the states a pass has left. The group's rows are locked."""
    settle_at = group.tip - SETTLED
    for i, run in enumerate(group.runs):
        row = run.row
        row.state, row.last_bucket, row.rewind_to = group.newest[i], start_of(group.tip), None
        old = row.previous_bucket is None or index_of(row.previous_bucket) < settle_at - SETTLED or run.start is None
        if group.settled is not None and run.first <= settle_at and old:
            row.previous_state, row.previous_bucket = group.settled[i], start_of(settle_at)
        elif run.start is None:
            row.previous_state, row.previous_bucket = None, None
    fields = ["state", "last_bucket", "rewind_to", "previous_state", "previous_bucket"]
    SeriesState.objects.bulk_update([run.row for run in group.runs], fields, batch_size=500)


def counted_since(group: Group) -> bool:
    """Whether a closed bucket that the pass learns from, or what could be seen, is no longer as the group has it."""
    first = min(run.first for run in group.runs)
    if first <= group.tip:
        span = slice(first - group.base, group.tip + 1 - group.base)
        now = _counts(group.runs, first, group.tip + 1)
        if not all(
            np.array_equal(rows[span], fresh)
            for rows, fresh in zip((group.total, group.negative, group.quiet), now, strict=True)
        ):
            return True
    brands = {run.row.brand_id for run in group.runs}
    known = {brand: spans for brand, spans in group.spans.items() if brand in brands}
    return _blind(brands, group.base, group.tip + 1) != known


def _group(runs: list[Run], tip: int) -> Group:
    base = min(min(run.first for run in runs), tip + 1 - DAY)
    total, negative, quiet = _counts(runs, base, tip + 2)
    spans = _blind({run.row.brand_id for run in runs}, base, tip + 1)
    blind, covered = np.zeros(total.shape, dtype=bool), np.ones(total.shape, dtype=bool)
    for i, run in enumerate(runs):
        covered[: max(0, run.first - base), i] = run.start is not None
        for start, end in spans.get(run.row.brand_id, ()):
            span = slice(start - base, end - base)
            blind[span, i] = total[span, i] == 0
    return Group(runs, base, total, negative, quiet, blind, covered & ~blind, spans)


def _split(group: Group) -> list[Group]:
    by_tier: dict[int, list[int]] = {}
    for i, run in enumerate(group.runs):
        by_tier.setdefault(run.tier(group.tip), []).append(i)
    if len(by_tier) == 1:
        return [group]
    return [
        Group(
            [group.runs[i] for i in at],
            group.base,
            group.total[:, at],
            group.negative[:, at],
            group.quiet[:, at],
            group.blind[:, at],
            group.covered[:, at],
            group.spans,
        )
        for at in by_tier.values()
    ]


def _counts(runs: list[Run], first: int, end: int) -> tuple[Matrix, Matrix, Matrix]:
    """All, negative and quiet mentions of the buckets [first, end), (buckets, series) each."""
    shape = (end - first, len(runs))
    total, negative, quiet = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    column = {run.key: i for i, run in enumerate(runs)}
    rows = BucketCount.objects.filter(
        brand_id__in={run.row.brand_id for run in runs}, starts_at__gte=start_of(first), starts_at__lt=start_of(end)
    )
    for brand, query, starts_at, *counted in rows.values_list(
        "brand_id", "query_id", "starts_at", "total", "negative", "quiet"
    ).iterator(chunk_size=5000):
        i = column.get((brand, query))
        if i is not None:
            at = index_of(starts_at) - first
            total[at, i], negative[at, i], quiet[at, i] = counted
    return total, negative, quiet


def _blind(brands: set[UUID], base: int, last: int) -> dict[UUID, list[tuple[int, int]]]:
    """Spans of buckets [start, end) in which every source of a brand had a gap: missing data is not zero.

    A gap that closed within six hours counts as covered: a feed still shows what it published so shortly before.
    """
    sources: dict[UUID, set[UUID]] = {}
    for pk, brand in Source.objects.filter(brand__in=brands).exclude(status="removed").values_list("pk", "brand_id"):
        sources.setdefault(brand, set()).add(pk)
    owners = {pk: brand for brand, pks in sources.items() for pk in pks}
    gaps = CoverageGap.objects.filter(source__in=list(owners)).exclude(ends_at__lt=start_of(base))
    marks: dict[UUID, npt.NDArray[np.int64]] = {}
    seen: dict[UUID, npt.NDArray[np.bool_]] = {}
    for gap in gaps:
        if gap.ends_at and gap.ends_at - gap.starts_at < SETTLED * timedelta(seconds=BUCKET_SECONDS):
            continue
        mask = seen.setdefault(gap.source_id, np.zeros(last - base + 1, dtype=bool))
        end = index_of(gap.ends_at) if gap.ends_at else last + 1
        mask[max(0, index_of(gap.starts_at) - base) : max(0, end - base)] = True
    for pk, mask in seen.items():
        brand = owners[pk]
        marks[brand] = marks.get(brand, np.zeros(len(mask), dtype=np.int64)) + mask
    return {
        brand: [(base + int(at), base + int(at) + 1) for at in np.flatnonzero(mark >= len(sources[brand]))]
        for brand, mark in marks.items()
    }


def blind_buckets(brands: Iterable[UUID], first: int, end: int) -> dict[UUID, npt.NDArray[np.int64]]:
    """By brand, which of the buckets [first, end) nobody looked at, as offsets from `first`. Brands always seen are left out."""
    spans = _blind(set(brands), first, end - 1)
    return {
        brand: np.array([at - first for at, _ in found if at < end], dtype=np.int64) for brand, found in spans.items()
    }


def zone(name: str) -> ZoneInfo:
    """A brand's time zone; UTC where the name is not known here."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
