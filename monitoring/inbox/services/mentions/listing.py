"""The inbox: which mentions, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.errors import Invalid, NotFound
from accounts.permissions import require
from accounts.scoping import brand_ids, on_every_brand
from monitoring.inbox.services.mentions.searching import words_of
from monitoring.models import MENTION, SENTIMENTS, Mention, MentionMatch
from monitoring.models.searching import MentionQuerySet, Words

ORDER = ("-published_at", "-id")  # for keyset.paginate
UNASSIGNED = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the inbox is narrowed by; empty means not narrowed.

    `assignee` is a user id, or "none" for mentions nobody has. `since` ≤ published < `until`. `text` is read as a search
    engine would: words, "phrases", or, -without. `sentiment` "unscored": in a language that is not scored.
    """

    brand: UUID | None = None
    query: UUID | None = None
    source: UUID | None = None
    sentiment: str = ""
    status: str = ""
    assignee: int | str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""


def listed(*, member: Any, filters: Filters | None = None) -> MentionQuerySet[Mention]:
    """The mentions this member may see, narrowed; with post, brand, source and assignee. In `ORDER`; a page by `keyset.paginate`.

    Raises Forbidden, Invalid naming the filter.
    """
    require(member, "mentions.see")
    wanted = filters or Filters()
    if wanted.sentiment and wanted.sentiment not in (*SENTIMENTS, "unscored"):
        raise Invalid.field("sentiment", f"Choose one of: {', '.join((*SENTIMENTS, 'unscored'))}.")
    if wanted.status and wanted.status not in MENTION.statuses:
        raise Invalid.field("status", f"Choose one of: {', '.join(MENTION.statuses)}.")
    ground = _where(
        Mention.objects.visible_to(member),
        brand_id=wanted.brand,
        published_at__gte=wanted.since,
        published_at__lt=wanted.until,
    )
    rows = _narrowed(ground, wanted)
    if wanted.text.strip():
        rows = rows.holding(_words(member, wanted, ground, rows), ground)
    return rows.select_related("post", "brand", "source", "assignee").order_by(*ORDER)


def _narrowed(ground: MentionQuerySet[Mention], wanted: Filters) -> MentionQuerySet[Mention]:
    """By everything but brand, time and words."""
    rows = _where(ground, source_id=wanted.source, status=wanted.status or None)
    if wanted.sentiment:
        rows = rows.filter(sentiment="" if wanted.sentiment == "unscored" else wanted.sentiment)
    if wanted.assignee == UNASSIGNED:
        rows = rows.filter(assignee=None)
    elif wanted.assignee is not None:
        rows = rows.filter(assignee_id=int(wanted.assignee))
    if wanted.query:
        rows = rows.filter(pk__in=MentionMatch.objects.filter(query_id=wanted.query).values("mention_id"))
    return rows


def _where(rows: MentionQuerySet[Mention], **exact: Any) -> MentionQuerySet[Mention]:
    given = {name: value for name, value in exact.items() if value is not None}
    return rows.filter(**given) if given else rows


def _words(member: Any, wanted: Filters, ground: Any, rows: Any) -> Words:
    # The index of words knows brands: without them it finds every brand's posts, for the list to drop.
    if wanted.brand is not None:
        brands: list[UUID] | None = [wanted.brand]
    else:
        brands = None if on_every_brand(member) else brand_ids(member)
    return words_of(wanted.text, brands=brands, since=wanted.since, until=wanted.until, ground=ground, rows=rows)


def one(*, member: Any, mention_id: UUID) -> Mention:
    """One mention with its post, for its page. Raises Forbidden, NotFound."""
    mention: Mention | None = listed(member=member).filter(pk=mention_id).first()
    if mention is None:
        raise NotFound("There is no such mention.")
    return mention
