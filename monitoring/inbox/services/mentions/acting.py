"""What people do with mentions. Each act writes its event, many at once write theirs together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from accounts.brands.models import Brand, BrandTeam
from accounts.cleaning import clean_text
from accounts.errors import DomainError, Invalid, NotFound
from accounts.events.models import Event
from accounts.events.services.recording import About, event, record, record_all
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from accounts.roles import CLIENT, EVERY_BRAND
from accounts.tenancy import current_agency
from monitoring import catalogue
from monitoring.enrichment import enrich
from monitoring.inbox.services.ingestion.counts import Counting
from monitoring.inbox.services.ingestion.mentions import meaning, rescored
from monitoring.models import MENTION, SENTIMENTS, Mention, MentionNote

MOST_AT_ONCE = 500
DOUBLE_TAP = timedelta(seconds=30)
LONGEST_NOTE = 5_000


@dataclass(frozen=True, slots=True)
class Bulk:
    """What came of each mention: done, or refused with the error."""

    done: tuple[UUID, ...]
    refused: dict[UUID, DomainError]


def assign(*, member: Any, mention: Mention | UUID, user_id: int | None, now: datetime) -> Mention:
    """Gives the mention to somebody who works on its brand, or (None) to nobody. Raises Invalid (assignee), NotFound."""
    require(member, "mentions.triage")
    with transaction.atomic():
        record_all(_assigned(member, _pk(mention), user_id, now))
    return _again(mention)


def set_status(*, member: Any, mention: Mention | UUID, action: str, now: datetime) -> Mention:
    """Takes the mention along its graph: start, finish, discard, reopen. Raises Conflict with the current status."""
    require(member, "mentions.triage")
    with transaction.atomic():
        record_all(_moved(member, _pk(mention), action, now))
    return _again(mention)


def add_note(*, member: Any, mention: Mention | UUID, text: str, now: datetime) -> MentionNote:
    """Writes a note for the team. Notes are never edited; the same words within 30 seconds are one. Raises Invalid (text), NotFound."""
    require(member, "mentions.triage")
    text = clean_text("text", text, most=LONGEST_NOTE)
    with transaction.atomic():
        # Locked: the second request of a double tap waits here, and finds the first one's note.
        locked = _locked(member, _pk(mention))
        same = MentionNote.objects.filter(mention=locked, by_id=member.user_id, text=text, at__gt=now - DOUBLE_TAP)
        if again := same.first():
            return again
        note: MentionNote = MentionNote.objects.create(mention=locked, by_id=member.user_id, text=text, at=now)
        record(catalogue.MENTION_NOTED, _about(locked), by=member, now=now, note=note.pk)
    return note


def correct_sentiment(*, member: Any, mention: Mention | UUID, sentiment: str, now: datetime) -> Mention:
    """A person's reading of it; from then on no machine changes it. The counts follow. Harmless if repeated.

    `sentiment` empty takes a correction back: the machine reads it anew. Raises Invalid, NotFound.
    """
    require(member, "mentions.triage")
    with transaction.atomic():
        counting = Counting()
        record_all(_corrected(member, _pk(mention), sentiment, counting, now))
        counting.write()
    return _again(mention)


def bulk(*, member: Any, mention_ids: Sequence[UUID], action: str, value: Any = None, now: datetime) -> Bulk:
    """One action on many, each on its own: what is refused stays as it was, with its reason; the others are done.

    `action`: a status action, or "assign" (value: user id or None), or "sentiment" (value). At most 500.
    """
    require(member, "mentions.triage")
    if not mention_ids or len(mention_ids) > MOST_AT_ONCE:
        raise Invalid.field("mentions", f"Choose 1 to {MOST_AT_ONCE} mentions.")
    done, refused, told = [], {}, []
    counting = Counting()
    with transaction.atomic():
        # In order of id, so that two people's bulks over the same mentions can't wait for each other in a circle.
        for pk in sorted(set(mention_ids)):
            try:
                with transaction.atomic():  # a savepoint each: one refusal takes nothing of the others back
                    told += _done(member, pk, action, value, counting, now)
                done.append(pk)
            except DomainError as error:
                refused[pk] = error
        record_all(told)
        counting.write()
    return Bulk(tuple(done), refused)


def assignable(brand: Brand | UUID) -> QuerySet[Membership]:
    """Who may be given a mention of the brand: its team and everybody on every brand, without clients."""
    pk = brand.pk if isinstance(brand, Brand) else brand
    team = list(BrandTeam.objects.filter(brand_id=pk).values_list("user_id", flat=True))
    here = Membership.objects.filter(agency=current_agency(), status="active", user__is_active=True)
    people = here.exclude(role=CLIENT).filter(Q(role__in=EVERY_BRAND) | Q(user_id__in=team))
    return people.select_related("user").order_by("user__name", "pk")


def _done(member: Any, pk: UUID, action: str, value: Any, counting: Counting, now: datetime) -> list[Event]:
    """One of many: its events are still to be written, and its counts."""
    if action == "assign":
        return _assigned(member, pk, value, now)
    if action == "sentiment":
        return _corrected(member, pk, str(value), counting, now)
    return _moved(member, pk, action, now)


def _assigned(member: Any, pk: UUID, user_id: int | None, now: datetime) -> list[Event]:
    mention = _locked(member, pk)
    if user_id is not None and not _works_on(user_id, mention.brand_id):
        raise Invalid.field("assignee", "This person does not work on the brand.")
    if mention.assignee_id == user_id:
        return []
    Mention.objects.filter(pk=pk).update(assignee_id=user_id, version=F("version") + 1)
    return [event(catalogue.MENTION_ASSIGNED, _about(mention), by=member, now=now, user_id=user_id)]


def _moved(member: Any, pk: UUID, action: str, now: datetime) -> list[Event]:
    if action not in MENTION.moves:
        raise Invalid.field("action", f"Choose one of: {', '.join(MENTION.moves)}.")
    status = move(Mention.objects.visible_to(member), pk, MENTION, action, version=F("version") + 1)
    mention: Mention = Mention.objects.get(pk=pk)
    return [event(catalogue.MENTION_STATUS, _about(mention), by=member, now=now, status=status)]


def _corrected(member: Any, pk: UUID, sentiment: str, counting: Counting, now: datetime) -> list[Event]:
    if sentiment and sentiment not in SENTIMENTS:
        raise Invalid.field("sentiment", f"Choose one of: {', '.join(SENTIMENTS)}.")
    mention = _locked(member, pk)
    reading = {"sentiment": sentiment, "sentiment_by_id": member.user_id, "sentiment_model": "person"}
    if not sentiment:
        reading = _as_scored(mention)
    if all(getattr(mention, name) == value for name, value in reading.items()):
        return []
    Mention.objects.filter(pk=pk).update(**reading, version=F("version") + 1)
    if change := (reading["sentiment"] == "negative") - (mention.sentiment == "negative"):
        rescored(mention, change, counting)
    says = {"sentiment": reading["sentiment"], "sentiment_by": reading["sentiment_by_id"]}
    return [event(catalogue.MENTION_SENTIMENT, _about(mention), by=member, now=now, **says)]


def _works_on(user_id: int, brand_id: UUID) -> bool:
    return assignable(brand_id).filter(user_id=user_id).exists()


def _as_scored(mention: Mention) -> dict[str, object]:
    post = mention.post
    label, score, model, _ = meaning(enrich(post.title, post.text, declared=post.language))
    return {"sentiment": label, "sentiment_score": score, "sentiment_model": model, "sentiment_by_id": None}


def _locked(member: Any, pk: UUID) -> Mention:
    mention: Mention | None = Mention.objects.visible_to(member).select_for_update().filter(pk=pk).first()
    if mention is None:
        raise NotFound("There is no such mention.")
    return mention


def _pk(mention: Mention | UUID) -> UUID:
    return mention.pk if isinstance(mention, Mention) else mention


def _about(mention: Mention) -> About:
    # What it says, and whose it is, are somebody's words from outside: it has no label.
    return About(mention.pk, brand=mention.brand_id)


def _again(mention: Mention | UUID) -> Mention:
    row: Mention = Mention.objects.select_related("post", "brand", "source", "assignee").get(pk=_pk(mention))
    return row
