"""What the pages of one incident share: its frame, its path, and where they send people back to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

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


def frame_of(incident: Incident) -> dict[str, Any]:
    """What base.html and every page of this incident want."""
    now = timezone.now()
    return {
        "active_nav": "incidents",
        "incident": incident,
        "brand": incident.brand,
        "drill": {} if not incident.is_drill else {"speed": "", "ends_at": None},
        "room_label": f"#{incident.number}",
        "live_new": f"incident:{incident.pk}/new",
        "live_changed": f"incident:{incident.pk}/changed",
        "live_any": f"incident:{incident.pk}",
        "now": now,
    }


def path_of(incident: Incident) -> list[dict[str, str]]:
    """Where it stands on its way, for the path component."""
    if incident.status not in STAGES:
        return [{"label": incident.standing, "state": "current"}]
    at, names = STAGES.index(incident.status), dict(INCIDENT.choices)
    entered = status_history(incident).entered
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
    answer.status_code = 303
    return answer
