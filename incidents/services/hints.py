"""What follows a change: hints for open pages, and news for people. A drill's news never leaves the agency.

Hints have the topic "incident:<id>". Kind "new" is a timeline entry (key: its id); "changed" is a task, an answer, the
incident's own head or its debrief (key: the id), or a whole list ("tasks", "answers").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.notifications.services import live, news
from incidents.models import Incident, TimelineEntry
from incidents.services import people


@dataclass(frozen=True, slots=True)
class News:
    """What somebody is told. `dedupe` names the event: the same person is told of it once."""

    kind: str  # of accounts.notifications' KINDS
    title: str
    dedupe: str
    body: str = ""
    path: str = ""  # on the agency's host; empty: the incident's room
    ack_due_at: datetime | None = None


def room(incident: Incident) -> str:
    """The address of an incident's page."""
    return f"/incidents/{incident.pk}/"


def written(incident: Incident, entry: TimelineEntry, visibility: str, now: datetime) -> None:
    """Hints that an entry is new for those of this visibility."""
    _hint(incident, "new", entry.pk, visibility, now)


def changed(incident: Incident, key: UUID | str, now: datetime, visibility: str = "internal") -> None:
    """Hints that something in the incident's room is not what it was."""
    _hint(incident, "changed", key, visibility, now)


def tell(incident: Incident, user_ids: Iterable[int | None], about: News, now: datetime) -> None:
    """Tells those of them who may see the brand; in a drill, only the agency's own people."""
    around = people.on_brand(incident.brand_id)
    reachable = set(people.staff(around)) if incident.is_drill else {member.user_id for member in around}
    wanted = [user_id for user_id in user_ids if user_id in reachable]
    if wanted:
        news.tell(
            wanted,
            brand=incident.brand,
            kind=about.kind,
            title=f"Drill: {about.title}" if incident.is_drill else about.title,
            body=about.body,
            path=about.path or room(incident),
            dedupe=about.dedupe,
            now=now,
            severity=incident.severity,
            ack_due_at=about.ack_due_at,
        )


def _hint(incident: Incident, kind: str, key: UUID | str, visibility: str, now: datetime) -> None:
    topic = f"incident:{incident.pk}"
    live.hint(incident.brand, topic=topic, kind=kind, subject=str(key), now=now, visibility=visibility)
