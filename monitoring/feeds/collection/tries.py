"""The log of a feed's last tries to be read, the newest 100 of each."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from accounts.outside.metering import Meter
from monitoring.feeds.models import Feed, FetchTry

KEPT = 100
_MOST_REASONS = 5
_COLUMNS = ["at", "took_ms", "requests", "bytes", "status", "outcome", "posts", "ignored", "reason"]


@dataclass(slots=True)
class Try:
    """A try under way: what the client did, and what was no post."""

    meter: Meter = field(default_factory=Meter)
    ignored: Counter[str] = field(default_factory=Counter)

    def ignore(self, reasons: Iterable[str]) -> None:
        """Counts records that are no posts, by why."""
        self.ignored.update(reason[:300] for reason in reasons)

    def write(
        self, feed: Feed, fence: int, *, outcome: str, posts: int, reason: str, began: datetime, now: datetime
    ) -> None:
        """Writes it in place of the feed's oldest. `fence` is the try's own number."""
        row = FetchTry(
            feed=feed,
            slot=fence % KEPT,
            at=began,
            took_ms=max(0, round((now - began).total_seconds() * 1_000)),
            requests=self.meter.requests,
            bytes=self.meter.bytes,
            status=self.meter.status,
            outcome=outcome,
            posts=posts,
            ignored=dict(self.ignored.most_common(_MOST_REASONS)),
            reason=reason[:500],
        )
        FetchTry.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["feed", "slot"], update_fields=_COLUMNS
        )
