"""Debriefs that are due, in a person's calendar (accounts.hooks.calendars)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from accounts.hooks import CalendarEntry
from accounts.models import Membership
from accounts.permissions import may
from incidents.models import Incident
from incidents.services.calendar import MOST, with_last_entry

# So long after an incident was resolved people still know how it went.
WITHIN = timedelta(days=7)


def due(member: Membership, *, since: datetime, until: datetime) -> Sequence[CalendarEntry]:
    """See accounts.hooks.Calendar. Finishing a debrief closes its incident, so that those resolved are the ones without."""
    if not may(member, "debriefs.see"):
        return []
    rows = Incident.objects.visible_to(member).filter(
        status="resolved", resolved_at__range=(since - WITHIN, until - WITHIN)
    )
    rows = with_last_entry(rows.select_related("brand").order_by("resolved_at", "id"), member)
    return [
        CalendarEntry(
            kind="debrief",
            id=incident.pk,
            title=f"#{incident.number} {incident.title}",
            brand=incident.brand.name,
            path=f"/incidents/{incident.pk}/",
            starts_at=incident.resolved_at + WITHIN,
            changed_at=incident.changed_at,
            sequence=incident.last_seq,
            drill=incident.is_drill,
        )
        for incident in rows[:MOST]
    ]
