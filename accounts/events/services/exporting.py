"""The record as a file: everything that is asked for, newest first."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from accounts.events.catalogue import action_of, declare
from accounts.events.models import Event
from accounts.events.services.reading import Filters
from accounts.events.services.recording import About, record
from accounts.models import Membership

FORMATS = ("csv", "ndjson")
EXPORTED = declare(
    "audit.exported", "The record was exported.", format=FORMATS, actions=list[str], since=datetime | None, until=datetime | None
)  # fmt: skip
HEAD = (
    "position", "time", "action", "what", "by", "kind of actor", "by link", "about", "called", "id", "brand", "incident", "severity", "drill",
    "visibility", "address", "request",
)  # fmt: skip


def exported(member: Membership, *, filters: Filters, form: str, now: datetime) -> Event:
    """Writes down that somebody took the record out."""
    about = About(member.agency_id, label=member.agency.name)
    said: dict[str, Any] = {
        "format": form,
        "actions": list(filters.actions),
        "since": filters.since,
        "until": filters.until,
    }
    return record(EXPORTED, about, by=member, now=now, visibility="owners", **said)


def line(row: Event, zone: ZoneInfo) -> list[object]:
    """A row of the table, in the order of HEAD."""
    action = action_of(row.action)
    return [
        # A kind that no release declares any more stands in the record of years still.
        row.position, row.at.astimezone(zone).isoformat(), row.action, action.says if action else "", row.actor_label, row.actor_kind,
        "yes" if row.by_link else "", row.subject_kind, row.subject_label, row.subject_id, str(row.brand_id or ""),
        str(row.incident_id or ""), row.severity or "", "yes" if row.drill else "", row.visibility, row.ip or "", row.request_id,
    ]  # fmt: skip
