"""A query tried on what the brand has stored, before it is saved."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from accounts.brands.models import Brand
from accounts.permissions import require
from monitoring.matching import evaluate
from monitoring.models import Mention
from monitoring.services.documents import of_stored
from monitoring.services.queries.reading import check_text
from monitoring.services.surroundings import brand_for

EXAMPLES = 20
MOST_READ = 10_000
_CHUNK = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a query finds in the brand's stored posts: `count` of the `total` that were tried, the newest 20 mentions, the query in words.

    Tried are those published in the last `days` days, of `stored` at most the newest 10,000 (`capped`).
    """

    count: int
    total: int
    stored: int
    days: int
    in_words: str
    newest: tuple[Mention, ...]

    @property
    def capped(self) -> bool:
        """Whether more is stored than was tried."""
        return self.stored > self.total

    @property
    def share(self) -> float:
        """0 to 1 of what was tried; what is too broad shows here."""
        return self.count / self.total if self.total else 0.0


def preview(*, member: Any, brand: Brand, text: str, days: int = 30, now: datetime) -> Preview:
    """What the query would have found in the brand's stored posts of the last `days` days. Raises Invalid (text)."""
    require(member, "queries.see")
    parsed = check_text(text)
    brand = brand_for(member, brand)
    since = now - timedelta(days=days)
    stored = (
        Mention.objects.visible_to(member)
        .filter(brand=brand, published_at__gte=since)
        .select_related("post", "source")
        .order_by("-published_at", "-id")
    )
    count = total = 0
    newest: list[Mention] = []
    for mention in stored[:MOST_READ].iterator(chunk_size=_CHUNK):
        total += 1
        if evaluate(parsed, of_stored(mention.post)):
            count += 1
            if len(newest) < EXAMPLES:
                newest.append(mention)
    return Preview(
        count=count,
        total=total,
        stored=stored.count() if total == MOST_READ else total,
        days=days,
        in_words=parsed.in_words,
        newest=tuple(newest),
    )
