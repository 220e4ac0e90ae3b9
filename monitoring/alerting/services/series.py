"""The agency's series as the detector takes them: their states, their counts per bucket, where they were covered.

Two states are kept of each series: the newest, and a settled one from at least six hours before. Posts come late (a feed is
read every so many minutes), so that a closed bucket changes often: then the series runs again from its settled state. A
change older than that (a new source's history) has it run again from the earliest count of the last 14 days.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from monitoring.detection import BUCKET_SECONDS, Evaluation, Fleet, History
from monitoring.inbox.services.ingestion import counts
from monitoring.models import WATCHED, BucketCount, CoverageGap, SeriesState, Source
from monitoring.rows import update

SETTLED = counts.SETTLED // counts.BUCKET  # in buckets
ROTATE = 2 * SETTLED  # buckets from the settled state to the newest after which a newer one is settled
CURRENT = 3  # so many buckets behind is up to date: a beat or two were missed
_KEPT = ("state", "last_bucket", "rewind_to", "previous_state", "previous_bucket")
LONGEST = 14 * 288  # buckets a series runs again at most
DAY = 288
Matrix = npt.NDArray[np.float64]


@dataclass(slots=True)
class Run:
    """One series on its way through its buckets (by index: epoch seconds / 300)."""

    row: SeriesState
    zone: str
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
    """Series that run together. Matrices have a row per bucket from `base`, a column per run, to the open bucket.

    They reach as far back as a pass needs; a day, where a rule asks for the past, is read then.
    """

    runs: list[Run]
    base: int
    total: Matrix
    negative: Matrix
    quiet: Matrix
    late: Matrix  # of the total, what was published hours before
    blind: npt.NDArray[np.bool_]  # every source of the brand was out
    covered: npt.NDArray[np.bool_]  # seen, and the series had begun
    judged: list[tuple[int, Evaluation]] = field(default_factory=list)  # by a pass: bucket and what was said, in order
    newest: list[bytes] = field(default_factory=list)
    settled: list[bytes] | None = None

    @property
    def tip(self) -> int:
        """The last closed bucket."""
        return self.base + len(self.total) - 2

    @property
    def tier(self) -> int:
        """How far behind its series are: all alike."""
        return self.runs[0].tier(self.tip)

    def history(self, i: int, bucket: int) -> History:
        """A day of counts of one series up to a bucket, without what came as history."""
        self._reach()
        upto = bucket - self.base + 1
        span = slice(max(0, upto - DAY), upto)
        bare = self.total[span, i] - self.quiet[span, i]
        # How many of the quiet ones are negative is not kept.
        negative = np.minimum(self.negative[span, i], bare)
        # What was published while nobody looked has come since, and stands where it came: then nothing is missing before.
        came = np.flatnonzero(self.late[span, i])
        seen = ~self.blind[span, i] | (np.arange(len(bare)) < (came[-1] if len(came) else 0))
        return History(np.where(seen, bare, np.nan), np.where(seen, negative, np.nan))

    def awake(self, i: int, start: int, end: int) -> float:
        """Posts of one series in the buckets [start, end) that did not come as history."""
        self._reach()
        span = slice(max(0, start - self.base), max(0, end - self.base))
        return float((self.total[span, i] - self.quiet[span, i]).sum())

    def _reach(self) -> None:
        """Reads what is missing of the last day, once."""
        begin = self.tip + 1 - DAY
        if self.base <= begin:
            return
        older = _group(self.runs, begin, self.base)
        for name in ("total", "negative", "quiet", "late", "blind", "covered"):
            setattr(self, name, np.concatenate([getattr(older, name), getattr(self, name)]))
        self.base = begin


def index_of(moment: datetime) -> int:
    """The bucket a moment lies in."""
    return int(moment.timestamp()) // BUCKET_SECONDS


def start_of(bucket: int) -> datetime:
    """When a bucket begins (UTC)."""
    return datetime.fromtimestamp(bucket * BUCKET_SECONDS, tz=UTC)


def plan_runs(rows: Iterable[SeriesState], zones: dict[UUID, str], tip: int) -> list[Run]:
    """Where each series starts from. `zones` by brand; `tip` is the last closed bucket."""
    runs = []
    rows = list(rows)
    # A state of a layout this detector can't read begins anew from the counts, not from nothing.
    unreadable = Fleet.from_bytes([bytes(row.state) or None for row in rows]).unreadable
    for row, lost in zip(rows, unreadable, strict=True):
        if lost:
            row.last_bucket = None
        start, first, judge_from = _start(row, tip)
        runs.append(Run(row, zones[row.brand_id], start, first, judge_from))
    fresh = [run for run in runs if run.start is None]
    if fresh:
        earliest = _earliest([run.row.brand_id for run in fresh], tip)
        for run in fresh:
            run.first = earliest.get(run.key, tip)
    return runs


def _start(row: SeriesState, tip: int) -> tuple[bytes | None, int, int]:
    # One that begins anew judges no further back: what is older was told, or came as history.
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
        # The settled state has learned the bucket that changed: it is no help.
        if settled is None or settled >= rewind:
            return None, tip, max(rewind, recent)
        return bytes(row.previous_state or b""), settled + 1, max(rewind, recent)
    # From the older state once in a while, so that the next settled one is passed on the way.
    if settled is not None and tip - settled > ROTATE:
        return bytes(row.previous_state or b""), max(settled + 1, tip - LONGEST), judge_from
    return bytes(row.state), max(last + 1, tip - LONGEST), judge_from


def _earliest(brand_ids: list[UUID], tip: int) -> dict[tuple[UUID, UUID | None], int]:
    rows = BucketCount.objects.filter(brand_id__in=brand_ids, starts_at__gte=start_of(tip - LONGEST)).order_by(
        "starts_at"
    )
    earliest: dict[tuple[UUID, UUID | None], int] = {}
    for brand, query, starts_at in rows.values_list("brand_id", "query_id", "starts_at"):
        earliest.setdefault((brand, query), min(index_of(starts_at), tip))
    return earliest


def read(runs: list[Run], tip: int) -> list[Group]:
    """The series with what was counted of them, in groups that are equally far behind."""
    by_tier: dict[int, list[Run]] = {}
    for run in runs:
        by_tier.setdefault(run.tier(tip), []).append(run)
    return [_group(together, _begin(together, tip), tip + 2) for together in by_tier.values()]


def keep(group: Group) -> None:
    """Writes the states a pass has moved. The group's rows are locked."""
    settle_at, rows = group.tip - SETTLED, []
    for i, run in enumerate(group.runs):
        row = run.row
        before = _kept(row)
        row.state, row.last_bucket, row.rewind_to = group.newest[i], start_of(group.tip), None
        old = row.previous_bucket is None or index_of(row.previous_bucket) < settle_at - SETTLED or run.start is None
        if group.settled is not None and run.first <= settle_at and old:
            row.previous_state, row.previous_bucket = group.settled[i], start_of(settle_at)
        elif run.start is None:
            row.previous_state, row.previous_bucket = None, None
        if _kept(row) != before:
            rows.append((row.pk, *_kept(row)))
    update(SeriesState, _KEPT, rows)


def _kept(row: SeriesState) -> tuple[Any, ...]:
    values = (getattr(row, name) for name in _KEPT)
    # A BinaryField of PostgreSQL reads as a memoryview.
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in values)


def basis_of(row: SeriesState, zone: str) -> tuple[Any, ...]:
    """All that a pass takes from a series' own row and brand."""
    return zone, *_kept(row)


def counted_since(group: Group) -> bool:
    """Whether a closed bucket that the pass learns from, or what could be seen, is no longer as the group has it."""
    if group.base > group.tip:
        return False
    now = _group(group.runs, group.base, group.tip + 1)
    # Without the open bucket: it is learned from when it closes, and a post in it every minute would always overtake.
    return not all(
        np.array_equal(getattr(group, name)[:-1], getattr(now, name))
        for name in ("total", "negative", "quiet", "late", "blind", "covered")
    )


def _begin(runs: list[Run], tip: int) -> int:
    return min(min(run.first for run in runs), tip + 1)


def _group(runs: list[Run], base: int, end: int) -> Group:
    """What was counted and seen in the buckets [base, end)."""
    total, negative, quiet, late = _counts(runs, base, end)
    spans = _blind({run.row.brand_id for run in runs}, base, end - 1)
    blind, covered = np.zeros(total.shape, dtype=bool), np.ones(total.shape, dtype=bool)
    for i, run in enumerate(runs):
        # Before its first count a new series is not silent: zeros there would teach that nothing is usual.
        covered[: max(0, run.first - base), i] = run.start is not None
        for start, stop in spans.get(run.row.brand_id, ()):
            span = slice(start - base, stop - base)
            blind[span, i] = total[span, i] == 0  # counted all the same: then somebody looked
    return Group(runs, base, total, negative, quiet, late, blind, covered & ~blind)


def _counts(runs: list[Run], first: int, end: int) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    """All, negative, quiet and late mentions of the buckets [first, end), (buckets, series) each.

    What arrived hours after its publication stands in the bucket it arrived in, and as quiet in that of its publication.
    """
    shape = (max(0, end - first), len(runs))
    total, negative, quiet, late = (np.zeros(shape) for _ in range(4))
    if not total.size:
        return total, negative, quiet, late
    column = {run.key: i for i, run in enumerate(runs)}
    rows = BucketCount.objects.filter(
        brand_id__in={run.row.brand_id for run in runs}, starts_at__gte=start_of(first), starts_at__lt=start_of(end)
    )
    for brand, query, starts_at, *counted in rows.values_list(
        "brand_id", "query_id", "starts_at", "total", "negative", "quiet", "late", "late_negative"
    ):
        i = column.get((brand, query))
        if i is not None:
            at = index_of(starts_at) - first
            n, bad, unseen, came, bad_came = counted
            total[at, i], negative[at, i], quiet[at, i], late[at, i] = n + came, bad + bad_came, unseen, came
    return total, negative, quiet, late


def _blind(brands: set[UUID], base: int, last: int) -> dict[UUID, list[tuple[int, int]]]:
    """Spans of buckets [start, end) in which every source of a brand had a gap: missing data is not zero.

    A gap that closed within six hours counts as covered: a feed still shows what it published so shortly before.
    """
    gaps = CoverageGap.objects.filter(source__brand__in=brands, starts_at__lt=start_of(last + 1))
    gaps = gaps.exclude(source__status="removed").exclude(ends_at__lt=start_of(base))
    seen: dict[tuple[UUID, UUID], npt.NDArray[np.bool_]] = {}
    for source, brand, starts_at, ends_at in gaps.values_list("source", "source__brand", "starts_at", "ends_at"):
        if ends_at and ends_at - starts_at < SETTLED * timedelta(seconds=BUCKET_SECONDS):
            continue
        # A source may have had several gaps: its buckets count once, or one blind source of two makes the brand blind.
        mask = seen.setdefault((brand, source), np.zeros(last - base + 1, dtype=bool))
        end = index_of(ends_at) if ends_at else last + 1
        mask[max(0, index_of(starts_at) - base) : max(0, end - base)] = True
    if not seen:
        return {}
    marks: dict[UUID, npt.NDArray[np.int64]] = {}
    for (brand, _), mask in seen.items():
        marks[brand] = marks.get(brand, np.zeros(len(mask), dtype=np.int64)) + mask
    sources = Counter(Source.objects.filter(brand__in=marks, status__in=WATCHED).values_list("brand", flat=True))
    return {
        brand: [(base + int(at), base + int(at) + 1) for at in np.flatnonzero(mark >= sources[brand])]
        for brand, mark in marks.items()
    }


def blind_buckets(brands: Iterable[UUID], first: int, end: int) -> dict[UUID, npt.NDArray[np.int64]]:
    """By brand, which of the buckets [first, end) nobody looked at, as offsets from `first`. Brands always seen are left out."""
    spans = _blind(set(brands), first, end - 1)
    return {
        brand: np.array([at - first for at, _ in buckets if at < end], dtype=np.int64)
        for brand, buckets in spans.items()
    }


def zone(name: str) -> ZoneInfo:
    """A brand's time zone; UTC where the name is not known here."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # zoneinfo's three ways: unknown, a path, a folder such as “Europe”
        return ZoneInfo("UTC")
