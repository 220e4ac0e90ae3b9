"""Hints for open pages: what of an incident they fetch again.

Hints have the topic "incident:<id>". Kind "new" is a timeline entry (key: its id); "changed" is a task, an answer, the
incident's own head or its debrief (key: the id), or a whole list ("tasks", "answers").
"""

from datetime import datetime
from uuid import UUID

from accounts.notifications.services import live
from incidents.models import Incident, TimelineEntry


def entry_added(incident: Incident, entry: TimelineEntry, visibility: str, now: datetime) -> None:
    """Hints that an entry is new for those of this visibility."""
    _hint(incident, "new", entry.pk, visibility, now)


def changed(incident: Incident, key: UUID | str, now: datetime, visibility: str = "internal") -> None:
    """Hints that something in the incident's room is not what it was."""
    _hint(incident, "changed", key, visibility, now)


def _hint(incident: Incident, kind: str, key: UUID | str, visibility: str, now: datetime) -> None:
    topic = f"incident:{incident.pk}"
    live.hint(incident.brand, topic=topic, kind=kind, subject=str(key), now=now, visibility=visibility)
