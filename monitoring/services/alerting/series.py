"""The agency's series as the detector takes them: their states, their counts per bucket, where they were covered.

Two states are kept of each series: the newest, and a settled one from at least six hours before. Posts come late (a feed is
read every so many minutes), so that a closed bucket changes often: then the series runs again from its settled state. A
change older than that (a new source's history) has it run again from the earliest count of the last 14 days.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from accounts.brands.models import Brand
from monitoring.detection import BUCKET_SECONDS, Evaluation, Fleet, History, backfill, offsets
from monitoring.detection.backfill import FEW
from monitoring.models import BucketCount, CoverageGap, SeriesState, Source
from monitoring.services.ingestion import counts

SETTLED = counts.SETTLED // counts.BUCKET  # in buckets
ROTATE = 2 * SETTLED  # buckets from the settled state to the newest after which a newer one is settled
LONGEST = 14 * 288  # buckets a series runs again at most
DAY = 288
Matrix = npt.NDArray[np.float64]
OnStep = Callable[["Group", Evaluation, int], None]


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
    column: dict[tuple[UUID, UUID | None], int] = field(default_factory=dict)

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


def run_all(runs: list[Run], tip: int, on_step: OnStep) -> None:
    """Takes every series to the last closed bucket, judging on the way, judges the open one, and stores the states.

    Few long runs are kept apart from the many short ones, whose steps then are one vectorised pass each.
    """
    long = [run for run in runs if run.first < tip - ROTATE - 1]
    short = [run for run in runs if run.first >= tip - ROTATE - 1]
    for runs_together in (long, short):
        if runs_together:
            _run_group(_group(runs_together, tip), tip, on_step)


def _run_group(group: Group, tip: int, on_step: OnStep) -> None:
    runs = group.runs
    fleet = Fleet.from_bytes([run.start for run in runs])
    first = min(run.first for run in runs)
    shift = _shifts(runs, group.base, tip + 2 - group.base)
    settle_at = tip - SETTLED
    settled: list[bytes] | None = None
    if len(runs) <= FEW and first <= settle_at:
        settled = _learned(group, first, settle_at, shift)
        fleet, first = Fleet.from_bytes(settled), settle_at + 1
    for bucket in range(first, tip + 1):
        at = bucket - group.base
        e = fleet.step(
            group.total[at],
            group.negative[at],
            group.covered[at],
            bucket * BUCKET_SECONDS,
            offset_minutes=shift[at],
        )
        if bucket == settle_at:
            settled = fleet.to_bytes()
        if bucket > tip - SETTLED:
            on_step(group, e, bucket)
    at = tip + 1 - group.base
    open_start = (tip + 1) * BUCKET_SECONDS
    e = fleet.judge_open(group.total[at], group.negative[at], group.covered[at], open_start, offset_minutes=shift[at])
    on_step(group, e, tip + 1)
    _keep(group, fleet.to_bytes(), settled, tip)


def _learned(group: Group, first: int, last: int, shift: npt.NDArray[np.int64]) -> list[bytes]:
    """States after the buckets that no rule judges: a new brand's fortnight is learned at once, not bucket by bucket."""
    past = slice(first - group.base, last + 1 - group.base)
    return backfill(
        group.total[past].T,
        group.negative[past].T,
        first * BUCKET_SECONDS,
        covered=group.covered[past].T,
        offset_minutes=shift[past].T,
        states=[run.start for run in group.runs],
    )


def _keep(group: Group, newest: list[bytes], settled: list[bytes] | None, tip: int) -> None:
    settle_at = tip - SETTLED
    for i, run in enumerate(group.runs):
        row = run.row
        row.state, row.last_bucket, row.rewind_to = newest[i], start_of(tip), None
        old = row.previous_bucket is None or index_of(row.previous_bucket) < settle_at - SETTLED or run.start is None
        if settled is not None and run.first <= settle_at and old:
            row.previous_state, row.previous_bucket = settled[i], start_of(settle_at)
        elif run.start is None:
            row.previous_state, row.previous_bucket = None, None
    fields = ["state", "last_bucket", "rewind_to", "previous_state", "previous_bucket"]
    SeriesState.objects.bulk_update([run.row for run in group.runs], fields, batch_size=500)


def _group(runs: list[Run], tip: int) -> Group:
    base = min(min(run.first for run in runs), tip + 1 - DAY)
    shape = (tip + 2 - base, len(runs))
    group = Group(
        runs,
        base,
        np.zeros(shape),
        np.zeros(shape),
        np.zeros(shape),
        np.zeros(shape, dtype=bool),
        np.ones(shape, dtype=bool),
    )
    group.column = {run.key: i for i, run in enumerate(runs)}
    brands = {run.row.brand_id for run in runs}
    rows = BucketCount.objects.filter(
        brand_id__in=brands, starts_at__gte=start_of(base), starts_at__lt=start_of(tip + 2)
    )
    for brand, query, starts_at, total, negative, quiet in rows.values_list(
        "brand_id", "query_id", "starts_at", "total", "negative", "quiet"
    ).iterator(chunk_size=5000):
        i = group.column.get((brand, query))
        if i is not None:
            at = index_of(starts_at) - base
            group.total[at, i], group.negative[at, i], group.quiet[at, i] = total, negative, quiet
    blind = _blind(brands, base, tip + 1)
    for i, run in enumerate(runs):
        group.covered[: max(0, run.first - base), i] = run.start is not None
        for start, end in blind.get(run.row.brand_id, ()):
            span = slice(start - base, end - base)
            group.blind[span, i] = group.total[span, i] == 0
    group.covered &= ~group.blind
    return group


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


def _shifts(runs: list[Run], base: int, buckets: int) -> npt.NDArray[np.int64]:
    """Minutes from UTC of each series' zone at each bucket, (buckets, series)."""
    zones = {run.brand.time_zone for run in runs}
    by_zone = {name: offsets(start_of(base), buckets, zone(name)) for name in zones}
    return np.stack([by_zone[run.brand.time_zone] for run in runs], axis=1)


def zone(name: str) -> ZoneInfo:
    """A brand's time zone; UTC where the name is not known here."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
