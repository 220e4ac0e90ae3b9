"""The inbox: finding mentions, and what people do with them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import BooleanField, F, Q, QuerySet
from django.db.models.expressions import RawSQL

from accounts.brands.models import Brand, BrandTeam
from accounts.errors import DomainError, Invalid, NotFound
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from accounts.roles import CLIENT, EVERY_BRAND
from accounts.tenancy import current_agency
from monitoring.models import MENTION, SENTIMENTS, Mention, MentionMatch, MentionNote, Post
from monitoring.services import hints
from monitoring.services.ingestion.counts import Counting
from monitoring.services.ingestion.mentions import rescored

ORDER = ("-published_at", "-id")  # for keyset.slice_of
MOST_AT_ONCE = 500
LONGEST_NOTE = 5_000
UNASSIGNED = "none"
# Words are rare where finding all their posts (18 µs each, measured) costs less than reading the inbox until a page is full
# (6 µs for each of 51 / share): up to 4 √posts. And up to the share that is guessed for every word not known as frequent.
_FEW_BY_ROOT, _FEW_BY_SHARE = 4.0, 0.003


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


@dataclass(frozen=True, slots=True)
class Bulk:
    """What came of each mention: done, or refused with the error."""

    done: tuple[UUID, ...]
    refused: dict[UUID, DomainError]


def listed(*, member: Any, filters: Filters | None = None) -> QuerySet[Mention]:
    """The mentions this member may see, narrowed; with post, brand, source and assignee. Order by `ORDER`.

    Raises Forbidden, Invalid naming the filter.
    """
    require(member, "mentions.see")
    wanted = filters or Filters()
    if wanted.sentiment and wanted.sentiment not in (*SENTIMENTS, "unscored"):
        raise Invalid.field("sentiment", f"Choose one of: {', '.join((*SENTIMENTS, 'unscored'))}.")
    if wanted.status and wanted.status not in MENTION.statuses:
        raise Invalid.field("status", f"Choose one of: {', '.join(MENTION.statuses)}.")
    rows: QuerySet[Mention] = Mention.objects.visible_to(member)
    exact = {
        "brand_id": wanted.brand,
        "source_id": wanted.source,
        "status": wanted.status or None,
        "published_at__gte": wanted.since,
        "published_at__lt": wanted.until,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    if wanted.sentiment:
        rows = rows.filter(sentiment="" if wanted.sentiment == "unscored" else wanted.sentiment)
    if wanted.assignee == UNASSIGNED:
        rows = rows.filter(assignee=None)
    elif wanted.assignee is not None:
        rows = rows.filter(assignee_id=int(wanted.assignee))
    if wanted.query:
        rows = rows.filter(pk__in=MentionMatch.objects.filter(query_id=wanted.query).values("mention_id"))
    if wanted.text.strip():
        rows = rows.filter(post__in=with_words(wanted.text))
    return rows.select_related("post", "brand", "source", "assignee").order_by(*ORDER)


def with_words(text: str) -> QuerySet[Any, Any] | RawSQL:
    """The posts whose title, text or author hold the words, by the index of the generated column `search`.

    Rare words are found first and their mentions sorted; for frequent ones the inbox is read from its newest until a page
    is full. PostgreSQL can't choose: it guesses one share for all words it does not know as frequent, and read 570,000
    posts for a word that 100 hold.
    """
    words = [text[:500].replace("\x00", " ")]
    hit = RawSQL("search @@ websearch_to_tsquery('simple', %s)", words, BooleanField())
    posts: QuerySet[Any, Any] = Post.objects.alias(hit=hit).filter(hit=True).values("pk")
    guessed = json.loads(posts.explain(format="json"))[0]["Plan"]["Plan Rows"]
    every = _how_many_posts()
    if guessed > max(_FEW_BY_ROOT * sqrt(every), _FEW_BY_SHARE * every):
        return posts
    # OFFSET 0 keeps it a step of its own.
    statement = "SELECT id FROM monitoring_post WHERE search @@ websearch_to_tsquery('simple', %s) OFFSET 0"
    return RawSQL(statement, words)  # noqa: S611  # the words are a parameter


def _how_many_posts() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'monitoring_post'::regclass")
        return max(float(cursor.fetchone()[0]), 1.0)


def one(*, member: Any, mention_id: UUID) -> Mention:
    """One mention with its post, for its page. Raises Forbidden, NotFound."""
    found: Mention | None = listed(member=member).filter(pk=mention_id).first()
    if found is None:
        raise NotFound("There is no such mention.")
    return found


def assign(*, member: Any, mention: Mention | UUID, user_id: int | None, now: datetime) -> Mention:
    """Gives the mention to somebody who works on its brand, or (None) to nobody. Raises Invalid (assignee), NotFound."""
    require(member, "mentions.triage")
    with transaction.atomic():
        found = _locked(member, mention)
        if user_id is not None and not _works_on(user_id, found.brand_id):
            raise Invalid.field("assignee", "This person does not work on the brand.")
        if found.assignee_id != user_id:
            Mention.objects.filter(pk=found.pk).update(assignee_id=user_id, version=F("version") + 1)
            _hint(found, now)
    return _again(found)


def set_status(*, member: Any, mention: Mention | UUID, action: str, now: datetime) -> Mention:
    """Takes the mention along its graph: start, finish, discard, reopen. Raises Conflict with the current status."""
    require(member, "mentions.triage")
    if action not in MENTION.moves:
        raise Invalid.field("action", f"Choose one of: {', '.join(MENTION.moves)}.")
    pk = mention.pk if isinstance(mention, Mention) else mention
    with transaction.atomic():
        move(Mention.objects.visible_to(member), pk, MENTION, action, version=F("version") + 1)
        found: Mention = Mention.objects.get(pk=pk)
        _hint(found, now)
    return _again(found)


def add_note(*, member: Any, mention: Mention | UUID, text: str, now: datetime) -> MentionNote:
    """Writes a note for the team. Notes are never edited. Raises Invalid (text), NotFound."""
    require(member, "mentions.triage")
    text = text.replace("\x00", "").strip()
    if not text or len(text) > LONGEST_NOTE:
        raise Invalid.field("text", f"Write a note of at most {LONGEST_NOTE} characters.")
    with transaction.atomic():
        found = _locked(member, mention)
        note: MentionNote = MentionNote.objects.create(mention=found, by_id=member.user_id, text=text, at=now)
        _hint(found, now)
    return note


def correct_sentiment(*, member: Any, mention: Mention | UUID, sentiment: str, now: datetime) -> Mention:
    """A person's reading of it; from then on no machine changes it. The counts follow. Raises Invalid, NotFound."""
    require(member, "mentions.triage")
    if sentiment not in SENTIMENTS:
        raise Invalid.field("sentiment", f"Choose one of: {', '.join(SENTIMENTS)}.")
    with transaction.atomic():
        found = _locked(member, mention)
        change = (sentiment == "negative") - (found.sentiment == "negative")
        Mention.objects.filter(pk=found.pk).update(
            sentiment=sentiment,
            sentiment_by_id=member.user_id,
            sentiment_model="person",
            version=F("version") + 1,
        )
        if change:
            counting = Counting()
            rescored(found, change, counting)
            counting.write()
        _hint(found, now)
    return _again(found)


def bulk(*, member: Any, mention_ids: Sequence[UUID], action: str, value: Any = None, now: datetime) -> Bulk:
    """One action on many, each on its own: what is refused stays as it was, with its reason; the others are done.

    `action`: a status action, or "assign" (value: user id or None), or "sentiment" (value). At most 500.
    """
    require(member, "mentions.triage")
    if not mention_ids or len(mention_ids) > MOST_AT_ONCE:
        raise Invalid.field("mentions", f"Choose 1 to {MOST_AT_ONCE} mentions.")
    done, refused = [], {}
    # In order of id, so that two people's bulks over the same mentions can't wait for each other in a circle.
    for pk in sorted(set(mention_ids)):
        try:
            if action == "assign":
                assign(member=member, mention=pk, user_id=value, now=now)
            elif action == "sentiment":
                correct_sentiment(member=member, mention=pk, sentiment=str(value), now=now)
            else:
                set_status(member=member, mention=pk, action=action, now=now)
            done.append(pk)
        except DomainError as error:
            refused[pk] = error
    return Bulk(tuple(done), refused)


def assignable(brand: Brand | UUID) -> QuerySet[Membership]:
    """Who may be given a mention of the brand: its team and everybody on every brand, without clients."""
    pk = brand.pk if isinstance(brand, Brand) else brand
    team = list(BrandTeam.objects.filter(brand_id=pk).values_list("user_id", flat=True))
    here = Membership.objects.filter(agency=current_agency(), status="active", user__is_active=True)
    people = here.exclude(role=CLIENT).filter(Q(role__in=EVERY_BRAND) | Q(user_id__in=team))
    return people.select_related("user").order_by("user__name", "pk")


def _works_on(user_id: int, brand_id: UUID) -> bool:
    return assignable(brand_id).filter(user_id=user_id).exists()


def _locked(member: Any, mention: Mention | UUID) -> Mention:
    pk = mention.pk if isinstance(mention, Mention) else mention
    found: Mention | None = Mention.objects.visible_to(member).select_for_update().filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such mention.")
    return found


def _again(mention: Mention) -> Mention:
    found: Mention = Mention.objects.select_related("post", "brand", "source", "assignee").get(pk=mention.pk)
    return found


def _hint(mention: Mention, now: datetime) -> None:
    hints.mention_changed(mention.brand_id, mention.pk, now)
