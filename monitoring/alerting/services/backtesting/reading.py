"""A series' past as the detector takes it: counts per five minutes, where there were none to be had, and what else is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import numpy.typing as npt

from accounts.brands.models import Brand
from monitoring import hooks
from monitoring.alerting.services.series import blind_buckets, index_of, start_of, zone
from monitoring.alerting.services.texts import reader_of
from monitoring.detection import Past, survey
from monitoring.models import BucketCount, Mention, MentionMatch

# Read besides what is asked for, so that the detector knows the brand where the answer begins.
WARM_UP = timedelta(days=14)
MOST_READ = 5_000  # stored mentions a rule over posts or a filter is tried on, the newest


@dataclass(frozen=True, slots=True)
class Counts:
    """Closed buckets from index `first`: arrays (buckets,). `history`: posts that came with a source's past."""

    first: int
    total: npt.NDArray[np.float64]
    negative: npt.NDArray[np.float64]
    covered: npt.NDArray[np.bool_]
    history: int

    @property
    def start(self) -> datetime:
        """When the first bucket begins."""
        return start_of(self.first)


def counts_of(brand: Brand, query: UUID | None, start: datetime, now: datetime) -> Counts | None:
    """The series' closed buckets from `start`, or from its first count where that is later; None where there is none."""
    end = index_of(now)
    rows = BucketCount.objects.filter(brand=brand, query=query, starts_at__gte=start, starts_at__lt=start_of(end))
    buckets = list(
        rows.order_by("starts_at").values_list("starts_at", "total", "negative", "quiet", "late", "late_negative")
    )
    if not buckets:
        return None
    first = index_of(buckets[0][0])
    total, negative = np.zeros(end - first), np.zeros(end - first)
    at = np.array([int(row[0].timestamp()) for row in buckets]) // 300 - first
    total[at] = [row[1] + row[4] for row in buckets]  # what came late is judged where it arrived
    negative[at] = [row[2] + row[5] for row in buckets]
    covered = np.ones(end - first, dtype=bool)
    for blind in blind_buckets([brand.pk], first, end).values():
        covered[blind] = False
    covered |= total > 0  # somebody was seen, so somebody looked
    return Counts(first, total, negative, covered, sum(row[3] for row in buckets))


def past_of(brand: Brand, counts: Counts) -> Past:
    """The counts judged, in the brand's zone."""
    return survey(
        counts.total, counts.start, negative=counts.negative, covered=counts.covered, zone=zone(brand.time_zone)
    )


@dataclass(frozen=True, slots=True)
class Stored:
    """Mentions of a span, oldest first; `since` is where they begin when there were more than could be read."""

    mentions: list[Mention]
    since: datetime | None = None


def stored(brand: Brand, query: UUID | None, start: datetime, now: datetime) -> Stored:
    """The newest mentions of a brand, or of one query of it, with posts and sources. At most 5,000."""
    rows = Mention.objects.filter(brand=brand, published_at__gte=start, published_at__lt=now)
    if query is not None:
        rows = rows.filter(pk__in=MentionMatch.objects.filter(query=query).values("mention_id"))
    rows = rows.select_related("post", "source").order_by("-published_at", "-id")
    mentions = list(rows[:MOST_READ])
    mentions.reverse()
    return Stored(mentions, mentions[0].published_at if len(mentions) == MOST_READ else None)


def filtered(counts: Counts, mentions: Iterable[Mention], text: str) -> tuple[Counts, int]:
    """The same span counting only mentions that a filter matches, and how many those are."""
    mine = list(mentions)
    matches = [bool(keys) for keys in reader_of({"filter": text}).read(mention.post for mention in mine)]
    total, negative = np.zeros_like(counts.total), np.zeros_like(counts.negative)
    n = 0
    for mention, says in zip(mine, matches, strict=True):
        at = index_of(mention.published_at) - counts.first
        if says and 0 <= at < len(total):
            n += 1
            total[at] += 1
            negative[at] += mention.sentiment == "negative"
    return Counts(counts.first, total, negative, counts.covered, counts.history), n


def incidents_of(
    member: Any, brand: Brand, start: datetime, end: datetime
) -> list[tuple[datetime, datetime | None, str]]:
    """When incidents of the brand really ran, by whoever knows of incidents."""
    return hooks.incidents.answer.ran(member, brand.pk, start, end)


def gaps_of(counts: Counts, start: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """The spans from `start` on that are not covered."""
    offset = max(0, index_of(start) - counts.first)
    # Framed by covered ones: a gap at either end has two edges like the others.
    blind = np.concatenate([[False], ~counts.covered[offset:], [False]])
    edges = np.flatnonzero(blind[1:] != blind[:-1]) + counts.first + offset
    return tuple((start_of(int(a)), start_of(int(b))) for a, b in zip(edges[::2], edges[1::2], strict=True))
