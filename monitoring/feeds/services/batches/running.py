"""Trying and adding one line after the other: no transaction and no database connection is held while one is tried."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.errors import DomainError, TooMany, Unavailable
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import may
from accounts.tenancy import current_agency
from monitoring import catalogue
from monitoring.feeds.collection import identity
from monitoring.feeds.services import sources
from monitoring.feeds.services.batches.keeping import tell
from monitoring.feeds.services.sources import Given
from monitoring.models import SOURCE_BATCH, Source, SourceBatch, SourceLine

MOST_TRIES = 3
_OUR_FAULT = "Something went wrong on our side. Add it by itself."
_NO_ACCESS = "Whoever began this list may add nothing to the brand any more. Somebody else can go on with it."


def step(batch: UUID, *, now: datetime) -> bool:
    """Settles the next line. True where there are more. Run twice, or by two workers, nothing is added twice.

    Raises TooMany or Unavailable where others are trying so many addresses that this one has to wait.
    """
    taken = _take(batch, now)
    if taken is None:
        return False
    row, line, member = taken
    try:
        told = _tried(row, line, member, now)
    except (TooMany, Unavailable):
        SourceLine.objects.filter(pk=line.pk).update(tries=F("tries") - 1)
        raise
    except DomainError as error:
        told = _refused(error)
    return _settle(row, line, told, now)


@transaction.atomic
def _take(batch: UUID, now: datetime) -> tuple[SourceBatch, SourceLine, Membership] | None:
    """The next line, and for whom it is added."""
    rows = SourceBatch.objects.select_for_update(of=("self",)).select_related("brand")
    row: SourceBatch | None = rows.filter(pk=batch, status="working").first()
    if row is None:
        return None
    member = _member_of(row)
    if member is None:
        # As if they had stopped it: whoever goes on with it adds what is left.
        move(SourceBatch.objects.all(), row.pk, SOURCE_BATCH, "stop", moved_at=now, ended_at=now)
        waiting = SourceLine.objects.filter(batch=row, result="waiting")
        waiting.update(code="no_access", words=_NO_ACCESS)
        tell(catalogue.SOURCE_BATCH_STOPPED, row, None, now)
        return None
    SourceBatch.objects.filter(pk=row.pk).update(moved_at=now)
    SourceLine.objects.filter(batch=row, result="waiting", tries__gte=MOST_TRIES).update(
        result="refused", code="error", words=_OUR_FAULT
    )
    line = SourceLine.objects.filter(batch=row, result="waiting").order_by("number").first()
    if line is None:
        _end(row, now)
        return None
    # Before it is tried, in a transaction that stands: one that kills its worker is tried three times, not for ever.
    SourceLine.objects.filter(pk=line.pk).update(tries=F("tries") + 1)
    return row, line, member


def _member_of(row: SourceBatch) -> Membership | None:
    """Whoever began it, where they may still add a source to this brand."""
    places = Membership.with_machines.select_related("user", "agency")
    member: Membership | None = places.filter(agency=current_agency(), user_id=row.user_id).first()
    if member is None or not may(member, "sources.edit"):
        return None
    member.key_brands = None if row.key_brands is None else frozenset(map(UUID, row.key_brands))
    return member if type(row.brand).objects.visible_to(member).filter(pk=row.brand_id).exists() else None


def _tried(row: SourceBatch, line: SourceLine, member: Membership, now: datetime) -> dict[str, Any]:
    """What becomes of the line. Raises DomainError."""
    given = sources.pasted(line.text)
    there = _there(row, given)
    if there is not None:
        return {"result": "there", "source": there, "platform": there.platform}
    added = sources.add_tried_source(
        member=member, brand=row.brand, given=given, name=line.name, everything=row.everything, now=now
    )
    return {"result": "added", "source": added, "platform": added.platform}


def _there(row: SourceBatch, given: Given) -> Source | None:
    """The brand's own source of the same posts."""
    feed = identity.known_at(given.settled().place(current_agency().pk, row.brand_id))
    if feed is None:
        return None
    there: Source | None = Source.objects.filter(
        brand=row.brand, feed_id=feed.pk, status__in=("active", "paused")
    ).first()
    return there


def _refused(error: DomainError) -> dict[str, Any]:
    words = next((said for several in error.fields.values() for said in several), error.message)
    data: Mapping[str, Any] = error.data
    return {
        "result": "refused",
        "code": error.code[:40],
        "words": words[:500],
        "platform": str(data.get("platform", ""))[:20],
        "found": list(data.get("found", ()))[:10],
    }


@transaction.atomic
def _settle(row: SourceBatch, line: SourceLine, told: Mapping[str, Any], now: datetime) -> bool:
    """Writes down what it became, unless another worker was quicker. True where there are more lines."""
    SourceBatch.objects.select_for_update().get(pk=row.pk)
    # What stood there while it waited, such as why the list was stopped, is over.
    SourceLine.objects.filter(pk=line.pk, result="waiting").update(**{"code": "", "words": "", **told})
    if SourceLine.objects.filter(batch=row, result="waiting").exists():
        _count(row, now)
        return True
    status = SourceBatch.objects.values_list("status", flat=True).get(pk=row.pk)
    if status == "working":
        _end(row, now)
    else:
        _count(row, now)
    return False


def _count(row: SourceBatch, now: datetime) -> dict[str, int]:
    lines = SourceLine.objects.filter(batch=row)
    counted = {result: lines.filter(result=result).count() for result in ("added", "there", "refused")}
    SourceBatch.objects.filter(pk=row.pk).update(**counted, moved_at=now)
    return counted


def _end(row: SourceBatch, now: datetime) -> None:
    counted = _count(row, now)
    move(SourceBatch.objects.all(), row.pk, SOURCE_BATCH, "finish", moved_at=now, ended_at=now)
    tell(catalogue.SOURCE_BATCH_ENDED, row, None, now, **counted)
