"""The deadlines of incidents in a person's calendar (accounts.hooks.calendars): their own open tasks, promised updates."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.hooks import CalendarEntry
from accounts.models import Membership
from accounts.permissions import may
from incidents.models import RUNNING, Incident, Task, TimelineEntry

MOST = 500  # of each kind


def entries(member: Membership, *, since: datetime, until: datetime) -> Sequence[CalendarEntry]:
    """See accounts.hooks.Calendar. Of an incident in triage nothing was promised yet."""
    deadlines: list[CalendarEntry] = []
    if may(member, "tasks.do"):
        deadlines += _tasks(member, since, until)
    if may(member, "incidents.see"):
        deadlines += _updates(member, since, until)
    return deadlines


def with_last_entry(rows: Any, member: Membership, *, incident: str = "pk") -> Any:
    """The rows, each with `last_seq` and `changed_at` of its incident's record as far as the member reads it: they only grow."""
    last = TimelineEntry.objects.visible_to(member).filter(incident=OuterRef(incident)).order_by("-seq")
    began = "opened_at" if incident == "pk" else f"{incident}__opened_at"
    return rows.annotate(
        last_seq=Coalesce(Subquery(last.values("seq")[:1]), 0),
        changed_at=Coalesce(Subquery(last.values("at")[:1]), began),
    )


def _tasks(member: Membership, since: datetime, until: datetime) -> Iterator[CalendarEntry]:
    rows = Task.objects.visible_to(member).filter(
        owner_id=member.user_id, status__in=["todo", "doing"], incident__status__in=RUNNING
    )
    rows = rows.filter(due_at__range=(since, until)).select_related("incident__brand").order_by("due_at", "id")
    for task in with_last_entry(rows, member, incident="incident")[:MOST]:
        yield CalendarEntry(
            kind="task",
            id=task.pk,
            title=f"{task.title} (#{task.incident.number} {task.incident.title})",
            brand=task.incident.brand.name,
            path=f"/incidents/{task.incident_id}/#task-{task.pk}",
            starts_at=task.due_at,
            changed_at=task.changed_at,
            sequence=task.version - 1,  # RFC 5545 3.8.7.4: from 0 on, and only growing
            drill=task.incident.is_drill,
        )


def _updates(member: Membership, since: datetime, until: datetime) -> Iterator[CalendarEntry]:
    rows = Incident.objects.visible_to(member).filter(next_update_due_at__range=(since, until))
    rows = rows.exclude(status="triage").select_related("brand").order_by("next_update_due_at", "id")
    for incident in with_last_entry(rows, member)[:MOST]:
        yield CalendarEntry(
            kind="update",
            id=incident.pk,
            title=f"#{incident.number} {incident.title}",
            brand=incident.brand.name,
            path=f"/incidents/{incident.pk}/",
            starts_at=incident.next_update_due_at,
            changed_at=incident.changed_at,
            sequence=incident.last_seq,
            drill=incident.is_drill,
        )
