"""A query tried on what the brand has stored, before it is saved."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from accounts.brands.models import Brand
from accounts.errors import Invalid
from accounts.permissions import require
from monitoring.access import brand_for
from monitoring.inbox.services.documents import of_stored
from monitoring.inbox.services.queries.reading import check_change, check_text
from monitoring.matching import Query, evaluate
from monitoring.models import Mention
from monitoring.models import Query as SavedQuery

EXAMPLES = 20
LOST_SHOWN = 3
MOST_READ = 10_000
MOST_ELSEWHERE = 2_000
_CHUNK = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a query finds in the brand's stored posts: `count` of the `total` that were tried, the newest 20 mentions, the query in words.

    Tried are those published in the last `days` days, of `stored` at most the newest 10,000 (`capped`). Beside them it is tried on
    the newest 2,000 posts that are stored for the member's other brands only: `elsewhere` of `elsewhere_total`. What is stored for the
    brand was mostly found by its queries, so only those tell a text that finds everything from one that finds the brand.
    `lost`: how many of those tried the saved text finds and this one does not, with the newest few.
    """

    count: int
    total: int
    stored: int
    days: int
    in_words: str
    newest: tuple[Mention, ...]
    elsewhere: int = 0
    elsewhere_total: int = 0
    lost: int = 0
    lost_newest: tuple[Mention, ...] = ()

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


def preview(
    *, member: Any, brand: Brand, text: str, days: int = 30, query: SavedQuery | None = None, now: datetime
) -> Preview:
    """What the text would have found in the brand's stored posts of the last `days` days; `query`: whose text it is to be, and
    what that finds now and this one does not is counted as lost. Raises Invalid (text)."""
    require(member, "queries.see")
    parsed = check_change(query, text)
    before = _read_before(query.text if query else "", text)
    brand = brand_for(member, brand)
    since = now - timedelta(days=days)
    stored = (
        Mention.objects.visible_to(member)
        .filter(brand=brand, published_at__gte=since)
        .select_related("post", "source")
        .order_by("-published_at", "-id")
    )
    count = total = lost = 0
    newest: list[Mention] = []
    lost_newest: list[Mention] = []
    for mention in stored[:MOST_READ].iterator(chunk_size=_CHUNK):  # ten thousand texts are not held at once
        total += 1
        document = of_stored(mention.post)
        if evaluate(parsed, document):
            count += 1
            if len(newest) < EXAMPLES:
                newest.append(mention)
        elif before is not None and evaluate(before, document):
            lost += 1
            if len(lost_newest) < LOST_SHOWN:
                lost_newest.append(mention)
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
        lost=lost,
        lost_newest=tuple(lost_newest),
    )


def _read_before(saved: str, text: str) -> Query | None:
    """None where there is nothing to compare with: the same text, or one that an older language let through."""
    if not saved.strip() or saved.strip() == text.strip():
        return None
    try:
        return check_text(saved)
    except Invalid:
        return None


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
    # What is this brand's too says nothing of what the text finds elsewhere.
    own = set(Mention.objects.filter(brand=brand, post__in=list(posts)).values_list("post_id", flat=True))
    tried = [post for pk, post in posts.items() if pk not in own]
    return sum(evaluate(parsed, of_stored(post)) for post in tried), len(tried)
