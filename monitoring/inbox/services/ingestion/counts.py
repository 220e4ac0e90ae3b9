"""Mentions per five minutes of publication time, and the mark that a past bucket has changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F
from uuid_utils.compat import uuid7

from monitoring.models import BucketCount, SeriesState
from monitoring.rows import insert

BUCKET = timedelta(minutes=5)
SETTLED = timedelta(hours=6)  # after this a bucket is taken for settled
HISTORY_POSTS = 20  # so many posts older than that have a series run again from the start
Key = tuple[UUID, UUID | None, datetime]  # brand, query (None: the brand as a whole), start of the bucket
Series = tuple[UUID, UUID | None]


@dataclass(slots=True)
class Delta:
    """What is added to one bucket."""

    total: int = 0
    negative: int = 0
    quiet: int = 0
    late: int = 0
    late_negative: int = 0
    unlearned: int = 0  # of the total, those that are judged elsewhere: no series runs again for them


def bucket_of(moment: datetime) -> datetime:
    """The start of the five minutes (UTC) that a moment lies in."""
    seconds = int(moment.timestamp())
    return datetime.fromtimestamp(seconds - seconds % 300, tz=UTC)


class Counting:
    """Gathers what a batch adds, then writes it in two statements."""

    def __init__(self) -> None:
        self._deltas: dict[Key, Delta] = {}

    def add(
        self, series: Series, published_at: datetime, *, negative: bool, quiet: bool, arrived: datetime | None = None
    ) -> None:
        """One more mention; `arrived`: it came late, and is judged in that moment's bucket."""
        delta = self._delta(series, published_at)
        delta.total += 1
        delta.negative += negative
        delta.quiet += quiet or arrived is not None  # told in that moment's bucket, and not twice
        if arrived is not None:
            delta.unlearned += 1
            judged = self._delta(series, arrived)
            judged.late += 1
            judged.late_negative += negative

    def rescore(self, series: Series, published_at: datetime, *, negative: int) -> None:
        """A mention that is counted already became negative (+1), or is negative no more (-1)."""
        self._delta(series, published_at).negative += negative

    def take_away(self, series: Series, published_at: datetime, *, negative: bool, quiet: bool) -> None:
        """One mention that was counted is gone; `write_less` writes it."""
        delta = self._delta(series, published_at)
        delta.total += 1
        delta.negative += negative
        delta.quiet += quiet

    def write_less(self) -> None:
        """Takes what `take_away` gathered from the stored counts, never below nothing, and marks the series. In the caller's
        transaction, in order of the keys, as `write`."""
        keys = sorted(self._deltas, key=lambda key: (key[0], str(key[1] or ""), key[2]))
        rows = [(*key, self._deltas[key].total, self._deltas[key].negative, self._deltas[key].quiet) for key in keys]
        _subtract([row for row in rows if row[1] is None], "c.query_id IS NULL")
        _subtract([row for row in rows if row[1] is not None], "c.query_id = g.query")
        touched: dict[Series, list[tuple[datetime, int]]] = {}
        for key in keys:
            touched.setdefault(key[:2], []).append((key[2], self._deltas[key].total))
        _mark(touched)

    def write(self) -> None:
        """Adds to the stored counts and marks the series whose past has changed. In the caller's transaction.

        Rows are touched in order of their keys, so that two writers can't wait for each other in a circle.
        """
        keys = sorted(self._deltas, key=lambda key: (key[0], str(key[1] or ""), key[2]))
        rows = []
        for key in keys:
            delta = self._deltas[key]
            if delta.negative < 0 or not (delta.total or delta.late):
                _shift(key, delta.negative)
                delta.negative = 0
            if delta.total or delta.late:
                counted = (delta.total, delta.negative, delta.quiet, delta.late, delta.late_negative)
                rows.append((uuid7(), *key, *counted))
        insert(
            BucketCount,
            ("id", "brand_id", "query_id", "starts_at", "total", "negative", "quiet", "late", "late_negative"),
            rows,
            # A brand's own row has no query: the constraint counts NULLs as equal, or each turn would add a row.
            conflict="(brand_id, query_id, starts_at) DO UPDATE SET total = monitoring_bucketcount.total + EXCLUDED.total, "
            "negative = monitoring_bucketcount.negative + EXCLUDED.negative, "
            "quiet = monitoring_bucketcount.quiet + EXCLUDED.quiet, late = monitoring_bucketcount.late + EXCLUDED.late, "
            "late_negative = monitoring_bucketcount.late_negative + EXCLUDED.late_negative",
        )
        touched: dict[Series, list[tuple[datetime, int]]] = {}
        for key in keys:
            delta = self._deltas[key]
            touched.setdefault(key[:2], []).append((key[2], delta.total - delta.unlearned + delta.late))
        _mark(touched)

    def _delta(self, series: Series, published_at: datetime) -> Delta:
        return self._deltas.setdefault((*series, bucket_of(published_at)), Delta())


def _subtract(rows: list[tuple[Any, ...]], same_query: str) -> None:
    if not rows:
        return
    less = ", ".join(f"{name} = greatest(c.{name} - g.{name}, 0)" for name in ("total", "negative", "quiet"))
    statement = (
        f"UPDATE monitoring_bucketcount c SET {less} FROM "  # noqa: S608  # names of columns
        "unnest(%s::uuid[], %s::uuid[], %s::timestamptz[], %s::int[], %s::int[], %s::int[]) "
        "AS g (brand, query, at, total, negative, quiet) "
        f"WHERE c.brand_id = g.brand AND c.starts_at = g.at AND {same_query}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])


def _shift(key: Key, negative: int) -> None:
    """Other negatives of what is counted: an insert of a negative number would be refused, and the row is there already."""
    brand, query, starts_at = key
    rows = BucketCount.objects.filter(brand_id=brand, starts_at=starts_at)
    rows = rows.filter(query_id=query) if query else rows.filter(query=None)
    rows.update(negative=F("negative") + negative)


def _mark(touched: Mapping[Series, list[tuple[datetime, int]]]) -> None:
    """Has each series run again from its earliest changed bucket. A brand's own series is made where it is not there.

    `touched`: the changed buckets with their new posts, in order of time. A few posts older than what a settled state
    covers change no baseline worth two weeks' replay; a source's history does.
    """
    for brand, query in touched:
        if query is None:
            ensure_series(brand, None)
    brands = {brand for brand, _ in touched}
    # Locked: of two writers, and of the judge who takes the mark away, none may write over what another just marked.
    for state in SeriesState.objects.select_for_update().filter(brand_id__in=brands).order_by("id"):
        if state.last_bucket is None:
            continue
        at = _rewind(touched.get((state.brand_id, state.query_id), []), state.last_bucket)
        if at is not None and (state.rewind_to is None or at < state.rewind_to):
            state.rewind_to = at
            state.save(update_fields=["rewind_to"])


def _rewind(buckets: list[tuple[datetime, int]], last: datetime) -> datetime | None:
    past = [(at, posts) for at, posts in buckets if at <= last]
    old = sum(posts for at, posts in past if at <= last - SETTLED)
    worth = past if old >= HISTORY_POSTS else [(at, posts) for at, posts in past if at > last - SETTLED]
    return worth[0][0] if worth else None


def ensure_series(brand: UUID, query: UUID | None) -> None:
    """The detector's row of a series, made empty where it is not there."""
    SeriesState.objects.bulk_create([SeriesState(brand_id=brand, query_id=query, state=b"")], ignore_conflicts=True)
