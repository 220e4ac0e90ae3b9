"""News of an incident for people, and who hears it. A drill's news never leaves the agency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.brands.models import BrandTeam
from accounts.events.models import Event
from accounts.models import Membership
from accounts.notifications.models import Notification
from accounts.notifications.services import notifying
from accounts.notifications.services.subjects import Subject
from incidents.models import Incident, TeamPlace
from incidents.services import people


@dataclass(frozen=True, slots=True)
class News:
    """What somebody is told of an event: once, or once under `dedupe`."""

    kind: str  # of accounts.notifications' KINDS
    title: str
    body: str = ""
    dedupe: str = ""
    path: str = ""  # on the agency's host; empty: the incident's room
    about: Subject | None = None
    for_clients: bool = False  # written for the client's own people as well; all else is internal, whoever it names


def room_path(incident: Incident) -> str:
    """The address of an incident's page."""
    return f"/incidents/{incident.pk}/"


def tell(incident: Incident, user_ids: Iterable[int | None], about: News, now: datetime, *, of: Event) -> None:
    """Tells those of them who may see the brand of what happened; clients only what was written for them, and nothing of a drill.

    News for somebody who is not there any more goes to whoever is next (people.reached). The agency's systems hear of what
    happened from the record of events, whoever is told here.
    """
    around = people.on_brand(incident.brand_id)
    reachable = set(people.staff(around))
    if about.for_clients and not incident.is_drill:
        reachable |= set(people.clients(around))
    # What a client is told is told to nobody in their stead.
    wanted = people.reached(incident, user_ids, reachable, personal=about.for_clients)
    title = f"Drill: {about.title}" if incident.is_drill else about.title
    path = about.path or room_path(incident)
    notifying.notify(
        wanted,
        of=of,
        brand=incident.brand,
        kind=about.kind,
        title=title,
        body=about.body,
        path=path,
        dedupe=about.dedupe,
        now=now,
        severity=incident.severity,
        about=about.about,
    )


def was_told(about: News) -> bool:
    """Whether anybody was told under its `dedupe`."""
    return Notification.objects.filter(dedupe=about.dedupe).exists()


def tell_team(incident: Incident, actor: Membership, title: str, now: datetime, body: str = "", *, of: Event) -> None:
    """Tells the brand's team and whoever has a duty that an incident opened, changed course or ended; clients never."""
    staff = watchers(incident)
    tell(
        incident, [user_id for user_id in staff if user_id != actor.user_id], News("incident", title, body), now, of=of
    )


def watchers(incident: Incident) -> list[int]:
    """User ids of those who hear of an incident: of the brand's team and whoever has a duty in it, but no client."""
    team = set(BrandTeam.objects.filter(brand_id=incident.brand_id).values_list("user_id", flat=True))
    team |= set(TeamPlace.objects.filter(incident=incident).values_list("user_id", flat=True))
    return [user_id for user_id in people.staff(people.on_brand(incident.brand_id)) if user_id in team]
