"""What people do with a list of sources: begin, watch, stop, go on."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.brands.models import Brand
from accounts.delivery import enqueue
from accounts.errors import Conflict
from accounts.events.catalogue import Action
from accounts.events.services.recording import About, record
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from monitoring import catalogue
from monitoring.access import brand_for
from monitoring.feeds.services.batches.lists import wanted
from monitoring.models import SOURCE_BATCH, SourceBatch, SourceLine

JOB = "monitoring.jobs.run_source_batch"
MOST_AT_WORK = 3
KEPT = timedelta(days=31)
_STALLED = timedelta(minutes=2)


def batches_of(member: Membership) -> Any:
    """Lists of the brands this member is on."""
    return SourceBatch.objects.visible_to(member).select_related("brand", "user")


def lines_of(member: Membership, batch: SourceBatch) -> Any:
    """Its lines, in their order."""
    return SourceLine.objects.visible_to(member).filter(batch=batch).select_related("source").order_by("number")


@transaction.atomic
def start_batch(*, member: Membership, brand: Brand | UUID, text: str, everything: bool, now: datetime) -> SourceBatch:
    """Has each line of a list tried and added, by a job. `everything`: all their posts are about the brand.

    Raises Invalid at `text`; Conflict `too_many` where three lists of the brand are at work.
    """
    require(member, "sources.edit")
    brand = brand_for(member, brand)
    lines = wanted(text)
    if SourceBatch.objects.filter(brand=brand, status="working").count() >= MOST_AT_WORK:
        raise Conflict(f"{MOST_AT_WORK} lists of this brand are being added. Wait for one to end.", code="too_many")
    keys = None if member.key_brands is None else sorted(map(str, member.key_brands))
    made: SourceBatch = SourceBatch.objects.create(
        brand=brand, user_id=member.user_id, key_brands=keys, everything=everything, total=len(lines), started_at=now,
        moved_at=now,
    )  # fmt: skip
    SourceLine.objects.bulk_create(
        SourceLine(batch=made, number=number, text=one.text, name=one.name, result="waiting")
        for number, one in enumerate(lines, 1)
    )
    tell(catalogue.SOURCE_BATCH_STARTED, made, member, now, total=made.total)
    enqueue(JOB, str(made.pk))
    return made


def stop_batch(*, member: Membership, batch: SourceBatch, now: datetime) -> SourceBatch:
    """Leaves the lines that wait as they are; what was added stays. Raises Conflict."""
    return _moved(member, batch, "stop", catalogue.SOURCE_BATCH_STOPPED, now, ended_at=now)


def resume_batch(*, member: Membership, batch: SourceBatch, now: datetime) -> SourceBatch:
    """Goes on with the lines that wait. Raises Conflict."""
    return _moved(member, batch, "resume", catalogue.SOURCE_BATCH_RESUMED, now, ended_at=None)


@transaction.atomic
def _moved(member: Any, batch: SourceBatch, verb: str, action: Action, now: datetime, **values: Any) -> SourceBatch:
    require(member, "sources.edit")
    row: SourceBatch = SourceBatch.objects.lock_visible(member, pk=batch.pk)
    brand_for(member, row.brand_id)
    move(SourceBatch.objects.all(), row.pk, SOURCE_BATCH, verb, moved_at=now, **values)
    tell(action, row, member, now)
    if verb == "resume":
        # By whoever goes on, not by who began it and may have left.
        keys = None if member.key_brands is None else sorted(map(str, member.key_brands))
        SourceBatch.objects.filter(pk=row.pk).update(user_id=member.user_id, key_brands=keys)
        SourceLine.objects.filter(batch=row, result="waiting").update(code="", words="")
        enqueue(JOB, str(row.pk))
    row.refresh_from_db()
    return row


def sweep(*, now: datetime) -> int:
    """Has those go on whose worker was lost, and forgets what is over. In this agency."""
    stalled = SourceBatch.objects.filter(status="working", moved_at__lte=now - _STALLED)
    ids = list(stalled.values_list("pk", flat=True))
    for pk in ids:
        enqueue(JOB, str(pk))
    SourceBatch.objects.filter(moved_at__lte=now - KEPT).delete()
    return len(ids)


def tell(action: Action, batch: SourceBatch, member: Membership | None, now: datetime, **data: Any) -> None:
    """Writes the event."""
    record(action, About(batch.pk, str(batch), brand=batch.brand_id), by=member, now=now, **data)
