"""Planned events of a brand: entered ahead, shown where its figures are shown, named by the alerts that fall into them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.brands.models import Brand
from accounts.cleaning import clean_name
from accounts.errors import Conflict, Invalid, NotFound
from accounts.events.catalogue import Action
from accounts.events.services.recording import About, record
from accounts.permissions import require
from monitoring import catalogue
from monitoring.access import brand_for, expect_version
from monitoring.models import EVENT_KINDS, PlannedEvent

LONGEST = timedelta(days=366)
MOST_PER_BRAND = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDraft:
    """What a person enters. Times are aware; an event lasts at most a year."""

    name: str
    kind: str = "campaign"
    starts_at: datetime
    ends_at: datetime
    note: str = ""


def add_event(*, member: Any, brand: Brand | UUID, draft: EventDraft, now: datetime) -> PlannedEvent:
    """Enters an event. Raises Invalid naming the field, NotFound, Forbidden, Conflict (archived, or too many)."""
    require(member, "rules.edit")
    brand = brand_for(member, brand)
    with transaction.atomic():
        if PlannedEvent.objects.filter(brand=brand).count() >= MOST_PER_BRAND:
            raise Conflict(f"A brand holds at most {MOST_PER_BRAND:,} events. Remove old ones first.", code="too_many")
        made = _written(PlannedEvent(brand=brand, version=0), member, draft, now)
        _tell(catalogue.PLANNED_CREATED, made, member, now)
    return made


def change_event(
    *, member: Any, event: PlannedEvent, draft: EventDraft, version: int | None = None, now: datetime
) -> PlannedEvent:
    """Changes an event; the same as is there changes nothing. Raises Invalid, NotFound, Forbidden, Conflict (`stale_version`:
    somebody saved it in between)."""
    require(member, "rules.edit")
    with transaction.atomic():
        row = _locked(member, event.pk)
        # Under the lock: the second of two who save at once must meet the first one's version.
        expect_version("event", row.version, version)
        before = row.version
        row = _written(row, member, draft, now)
        if row.version != before:
            _tell(catalogue.PLANNED_CHANGED, row, member, now, version=row.version)
    return row


def remove_event(*, member: Any, event: PlannedEvent, now: datetime) -> None:
    """Removes an event; alerts that named it keep its name. Harmless if repeated."""
    require(member, "rules.edit")
    with transaction.atomic():
        rows = PlannedEvent.objects.visible_to(member).select_for_update(of=("self",))
        row: PlannedEvent | None = rows.filter(pk=event.pk).first()
        if row is not None:
            _tell(catalogue.PLANNED_REMOVED, row, member, now)
            row.delete()


def _tell(action: Action, row: PlannedEvent, member: Any, now: datetime, **data: Any) -> None:
    record(action, About(row.pk, row.name, brand=row.brand_id), by=member, now=now, **data)


def during(*, brand: Brand | UUID, start: datetime, end: datetime) -> list[PlannedEvent]:
    """A brand's events that touch [start, end), earliest first. Reads by brand: the caller has seen to it that it may."""
    pk = brand.pk if isinstance(brand, Brand) else brand
    rows = PlannedEvent.objects.filter(brand=pk, ends_at__gt=start, starts_at__lt=end)
    return list(rows.order_by("starts_at", "id"))


def at(events: Iterable[PlannedEvent], start: datetime, end: datetime) -> Sequence[PlannedEvent]:
    """Those of `events` that touch [start, end)."""
    return [one for one in events if one.starts_at < end and one.ends_at > start]


def _locked(member: Any, pk: UUID) -> PlannedEvent:
    event: PlannedEvent | None = (
        PlannedEvent.objects.visible_to(member).select_for_update(of=("self",)).filter(pk=pk).first()
    )
    if event is None:
        raise NotFound("There is no such planned event.")
    return event


def _written(row: PlannedEvent, member: Any, draft: EventDraft, now: datetime) -> PlannedEvent:
    name, note = clean_name("name", draft.name, most=120, what="An event's name"), draft.note.strip()
    if draft.kind not in EVENT_KINDS:
        raise Invalid.field("kind", f"Choose one of: {', '.join(EVENT_KINDS)}.")
    if len(note) > 500:
        raise Invalid.field("note", "Keep the note to 500 characters.")
    if draft.ends_at <= draft.starts_at:
        raise Invalid.field("ends_at", "The end must come after the start.")
    if draft.ends_at - draft.starts_at > LONGEST:
        raise Invalid.field("ends_at", "An event lasts at most a year.")
    new = (name, draft.kind, note, draft.starts_at, draft.ends_at)
    if row.version and new == (row.name, row.kind, row.note, row.starts_at, row.ends_at):
        return row
    row.name, row.kind, row.note, row.starts_at, row.ends_at = new
    row.version += 1
    row.by_id, row.changed_at = member.user_id, now
    row.save()
    return row
