"""What pages draw of a brand's counts: a series over a span, with what was expected and what was not covered."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from accounts.brands.models import Brand
from monitoring.detection import BUCKET_SECONDS
from monitoring.insight.services import bands
from monitoring.models import BucketCount, Mention

BUCKET = timedelta(seconds=BUCKET_SECONDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Mentions per step, oldest first; the last step may still be running.

    `starts` are the steps' beginnings (UTC). `expected`, `low` and `high` are of a whole step, by what the detector knew at
    the time; None where it knew nothing yet, empty where it never did. `learning`: it knows less than three days.
    """

    step: timedelta
    starts: tuple[datetime, ...]
    total: tuple[int, ...]
    negative: tuple[int, ...]
    expected: tuple[float | None, ...] = ()
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    learning: bool = False
    over: float = 1.0  # the share of the last step that is over: below 1 its counts are still to grow


def series(
    *,
    brand: Brand,
    query_id: UUID | None = None,
    start: datetime,
    end: datetime,
    step: timedelta = 3 * BUCKET,
    even: bool = True,
) -> Series:
    """The counts of [start, end) in steps of whole buckets, with their expectation. A few queries. Reads by `brand` alone:
    the caller has seen to it that the member may see it. `even`: steps lie on even times of UTC; else the first is at `start`.
    """
    every = int(step / BUCKET)
    first = int(start.timestamp()) // BUCKET_SECONDS
    first -= first % every if even else 0  # else a reload minutes later would cut the same posts otherwise
    count = max(1, -(-(int(end.timestamp()) // BUCKET_SECONDS - first) // every))
    starts = [datetime.fromtimestamp((first + i * every) * BUCKET_SECONDS, tz=UTC) for i in range(count)]
    total, negative = [0] * count, [0] * count
    rows = BucketCount.objects.filter(
        brand=brand, query=query_id, starts_at__gte=starts[0], starts_at__lt=starts[0] + count * step
    )
    for at, n, bad in rows.values_list("starts_at", "total", "negative"):
        place = (int(at.timestamp()) // BUCKET_SECONDS - first) // every
        total[place] += n
        negative[place] += bad
    band = bands.band_of(brand=brand, query_id=query_id, starts=starts, every=every, now=end)
    return Series(
        step=step, starts=tuple(starts), total=tuple(total), negative=tuple(negative),
        expected=band.expected, low=band.low, high=band.high, learning=band.learning,
        over=min(1.0, (end - starts[-1]) / step),
    )  # fmt: skip


def total_of(*, brand: Brand, start: datetime, end: datetime) -> tuple[int, int]:
    """Mentions, and negative ones, of [start, end)."""
    rows = BucketCount.objects.filter(brand=brand, query=None, starts_at__gte=start, starts_at__lt=end)
    sums = rows.aggregate(total=Sum("total"), negative=Sum("negative"))
    return sums["total"] or 0, sums["negative"] or 0  # SQL's sum of no rows is NULL


def tones(*, member: Any, brand: Brand, start: datetime, end: datetime) -> dict[str, int]:
    """Mentions by sentiment; "" is not scored."""
    rows = _seen(member, brand, start, end).values("sentiment").annotate(n=Count("id"))
    return {row["sentiment"]: row["n"] for row in rows}


def by_source(*, member: Any, brand: Brand, start: datetime, end: datetime) -> dict[UUID, tuple[int, int]]:
    """Mentions and negative ones of each source."""
    counts: dict[UUID, tuple[int, int]] = {}
    rows = _seen(member, brand, start, end).values("source_id", "sentiment").annotate(n=Count("id"))
    for row in rows:
        total, bad = counts.get(row["source_id"], (0, 0))
        counts[row["source_id"]] = (total + row["n"], bad + row["n"] * (row["sentiment"] == "negative"))
    return counts


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody with the number of their posts; `followers` is the most that was known in this time."""

    author: str
    handle: str
    followers: int | None
    n: int


def top_authors(*, member: Any, brand: Brand, start: datetime, end: datetime, most: int = 6) -> list[Author]:
    """Who wrote most."""
    # `exclude` of both at once: only who has neither name nor handle is left out.
    rows = _seen(member, brand, start, end).exclude(post__author="", post__author_handle="")
    # By who they are: whoever gained followers, or goes by another name under the same handle, is still one person.
    who = Coalesce(NullIf(F("post__author_handle"), Value("")), F("post__author"))
    people = rows.values(who=who).annotate(
        n=Count("id"), author=Max("post__author"), handle=Max("post__author_handle"), followers=Max("post__followers")
    )
    return [
        Author(author=row["author"], handle=row["handle"], followers=row["followers"], n=row["n"])
        for row in people.order_by("-n", "author", "who")[:most]
    ]


def _seen(member: Any, brand: Brand, start: datetime, end: datetime) -> Any:
    return Mention.objects.visible_to(member).filter(brand=brand, published_at__gte=start, published_at__lt=end)
