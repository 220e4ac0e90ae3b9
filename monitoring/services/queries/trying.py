"""A query tried on what the brand has stored, before it is saved."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from accounts.brands.models import Brand
from accounts.permissions import require
from monitoring.matching import Query, evaluate
from monitoring.models import Mention
from monitoring.services.documents import of_stored
from monitoring.services.queries.reading import check_text
from monitoring.services.surroundings import brand_for

EXAMPLES = 20
MOST_READ = 10_000
MOST_ELSEWHERE = 2_000
_CHUNK = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a query finds in the brand's stored posts: `count` of the `total` that were tried, the newest 20 mentions, the query in words.

    Tried are those published in the last `days` days, of `stored` at most the newest 10,000 (`capped`). Beside them it is tried on
    the newest 2,000 posts that are stored for the member's other brands only: `elsewhere` of `elsewhere_total`. What is stored for the
    brand was mostly found by its queries, so only those tell a text that finds everything from one that finds the brand.
    """

    count: int
    total: int
    stored: int
    days: int
    in_words: str
    newest: tuple[Mention, ...]
    elsewhere: int = 0
    elsewhere_total: int = 0

    @property
    def elsewhere_share(self) -> float:
        """0 to 1 of what was tried of other brands."""
        return self.elsewhere / self.elsewhere_total if self.elsewhere_total else 0.0

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
    elsewhere, elsewhere_total = _elsewhere(member, brand, parsed, since)
    return Preview(
        elsewhere=elsewhere,
        elsewhere_total=elsewhere_total,
        count=count,
        total=total,
        stored=stored.count() if total == MOST_READ else total,
        days=days,
        in_words=parsed.in_words,
        newest=tuple(newest),
    )


def _elsewhere(member: Any, brand: Brand, parsed: Query, since: datetime) -> tuple[int, int]:
    """How many of the newest posts of the member's other brands the query finds, and how many were tried."""
    others = (
        Mention.objects.visible_to(member)
        .filter(published_at__gte=since)
        .exclude(brand=brand)
        .select_related("post")
        .order_by("-published_at", "-id")[:MOST_ELSEWHERE]
    )
    posts = {mention.post_id: mention.post for mention in others}
    own = set(Mention.objects.filter(brand=brand, post__in=list(posts)).values_list("post_id", flat=True))
    tried = [post for pk, post in posts.items() if pk not in own]
    return sum(evaluate(parsed, of_stored(post)) for post in tried), len(tried)
