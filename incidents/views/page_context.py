"""What the pages of one incident share: its frame, its path, and where they send people back to."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from incidents.models import INCIDENT, Incident
from incidents.services.status_history import status_history

# The path an incident takes, as the room shows it.
STAGES = ("open", "responding", "stabilised", "resolved")
TABS = ("now", "tasks", "timeline", "mentions", "answer")


class PageFrame(TypedDict):
    """What `IncidentPage` is made with."""

    incident: Incident
    drill: dict[str, str | None]
    now: datetime


@dataclass(frozen=True, kw_only=True)
class IncidentPage:
    """What every page of one incident tells its frame; `now` is the page's moment."""

    incident: Incident
    drill: dict[str, str | None]
    now: datetime
    active_nav: str = "incidents"


def page_frame(incident: Incident) -> PageFrame:
    """The incident, its drill bar if it is one, and now."""
    drill: dict[str, str | None] = {"speed": "", "ends_at": None} if incident.is_drill else {}
    return {"incident": incident, "drill": drill, "now": timezone.now()}


def live(incident: Incident, what: str = "") -> str:
    """What a live page listens for: `new` (entries), `changed`, or anything of this incident."""
    return f"incident:{incident.pk}/{what}" if what else f"incident:{incident.pk}"


class Stage(TypedDict):
    """One of components/path.html."""

    label: str
    state: str


def path_of(incident: Incident) -> list[Stage]:
    """Where it stands on its way, for the path component."""
    if incident.status not in STAGES:
        return [{"label": incident.standing, "state": "current"}]
    at, names = STAGES.index(incident.status), dict(INCIDENT.choices)
    entered = status_history(incident).entered
    # A stage it was taken past is not ticked: it never was in it.
    states = ["done" if stage in entered else "passed" for stage in STAGES[:at]]
    states += ["current"] + [""] * (len(STAGES) - at - 1)
    return [{"label": names[stage], "state": state} for stage, state in zip(STAGES, states, strict=True)]


def room_url(incident: Incident, tab: str = "") -> str:
    """The room's address, at one of its tabs."""
    address = reverse("incident", args=[incident.number])
    return f"{address}?tab={tab}" if tab else address


def back_to(incident: Incident, tab: str = "") -> HttpResponse:
    """After a POST: the room again, by GET."""
    answer = redirect(room_url(incident, tab))
    # RFC 9110 15.4.4: 303 is fetched by GET whatever was sent; 302 leaves that to the browser.
    answer.status_code = 303
    return answer
