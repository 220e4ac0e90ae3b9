"""What follows a change: hints for open pages, and news for people. A drill's news never leaves the agency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.notifications.models import LiveEvent
from incidents.models import Incident
from incidents.services import people
from incidents.services.neighbours import tell as _tell


@dataclass(frozen=True, slots=True)
class News:
    """What somebody is told. `dedupe` names the event: the same person is told of it once."""

    kind: str
    title: str
    dedupe: str
    body: str = ""
    path: str = ""  # on the agency's host; empty: the incident's room
    ack_due_at: datetime | None = None


def room(incident: Incident) -> str:
    """The address of an incident's page."""
    return f"/incidents/{incident.pk}/"


def live(incident: Incident, kind: str, subject: UUID | str, now: datetime, visibility: str = "internal") -> None:
    """Leaves a hint for pages that show the incident."""
    LiveEvent.objects.create(
        brand_id=incident.brand_id,
        topic=f"incident:{incident.pk}",
        kind=kind,
        subject=str(subject),
        visibility=visibility,
        at=now,
    )


def tell(incident: Incident, user_ids: Iterable[int | None], news: News, now: datetime) -> None:
    """Tells those of them who may see the brand; in a drill, only the agency's own people."""
    around = people.on_brand(incident.brand_id)
    reachable = set(people.staff(around)) if incident.is_drill else {member.user_id for member in around}
    wanted = [user_id for user_id in dict.fromkeys(user_ids) if user_id in reachable]
    if wanted:
        _tell(
            user_ids=wanted,
            brand=incident.brand,
            kind=news.kind,
            title=news.title[:200],
            body=news.body,
            path=news.path or room(incident),
            dedupe=news.dedupe,
            now=now,
            severity=incident.severity,
            ack_due_at=news.ack_due_at,
        )
