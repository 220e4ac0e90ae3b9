"""What of incidents waits for a person by name: the lead, duties and open tasks."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from accounts.models import Membership
from accounts.services.leaving import Held
from incidents.models import RUNNING, Incident, Task, TeamPlace
from incidents.services import checklist, command

ALIVE = (*RUNNING, "resolved")  # a resolved one is led until its debrief closes it


def responsibility(kind: str, row: Any, incident: Incident, title: str) -> Held:
    """As the list of whoever leaves says it."""
    return Held(
        kind=kind,
        key=str(row.pk),
        title=f"#{incident.number}: {title}",
        path=f"/incidents/{incident.number}/",
        brand=str(incident.brand),
    )


class IncidentsLed:
    """Incidents that are not over, by their lead."""

    kinds: Mapping[str, str] = {"lead": "Incidents led"}

    def held_by(self, member: Membership, user_id: int) -> Sequence[Held]:
        """By number."""
        rows = Incident.objects.visible_to(member).filter(lead_id=user_id, status__in=ALIVE)
        return [responsibility("lead", row, row, row.title) for row in rows.select_related("brand").order_by("number")]

    def pass_on(self, member: Membership, held: Held, *, to: int, now: datetime) -> None:
        """Handed over, with the lead's open tasks."""
        row = Incident.objects.visible_to(member).filter(pk=held.key).first()
        if row is not None and row.lead_id != to:
            command.hand_over(member=member, incident=row, to=to, now=now)


class Duties:
    """Duties in incidents that are not over. Leading is handed over, not given."""

    kinds: Mapping[str, str] = {"duty": "Duties in incidents"}

    def held_by(self, member: Membership, user_id: int) -> Sequence[Held]:
        """By incident and duty."""
        rows = TeamPlace.objects.visible_to(member).filter(user_id=user_id, incident__status__in=ALIVE)
        rows = rows.exclude(duty="lead").select_related("incident__brand").order_by("incident__number", "duty")
        return [responsibility("duty", row, row.incident, row.get_duty_display()) for row in rows]

    def pass_on(self, member: Membership, held: Held, *, to: int, now: datetime) -> None:
        """Given to the other, with the duty's open tasks."""
        row = TeamPlace.objects.visible_to(member).select_related("incident").filter(pk=held.key).first()
        if row is not None and row.user_id != to:
            command.give_duty(member=member, incident=row.incident, duty=row.duty, to=to, now=now)


class OpenTasks:
    """Open tasks of running incidents, by their owner."""

    kinds: Mapping[str, str] = {"task": "Open tasks"}

    def held_by(self, member: Membership, user_id: int) -> Sequence[Held]:
        """By when they are due."""
        rows = Task.objects.visible_to(member).filter(
            owner_id=user_id, status__in=["todo", "doing"], incident__status__in=ALIVE
        )
        rows = rows.select_related("incident__brand").order_by("due_at")
        return [responsibility("task", row, row.incident, row.title) for row in rows]

    def pass_on(self, member: Membership, held: Held, *, to: int, now: datetime) -> None:
        """Reassigned; one that went along with a duty already is theirs."""
        row = Task.objects.visible_to(member).filter(pk=held.key).first()
        if row is not None and row.owner_id != to:
            checklist.reassign(member=member, task=row, to=to, now=now)
