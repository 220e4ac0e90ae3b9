"""What the pages of one incident share: finding it, its frame, where it sends people back to."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts.brands.models import Brand
from accounts.errors import NotFound
from accounts.models import Membership
from accounts.scoping import ScopedModel
from incidents.models import INCIDENT, Incident

# The path an incident takes, as the room shows it.
STAGES = ("open", "responding", "stabilised", "resolved")
TABS = ("now", "tasks", "timeline", "mentions", "answer")


def incident_of(member: Membership, number: int) -> Incident:
    """The incident of this number, with brand, lead and plan. Raises NotFound where the member may not see it."""
    rows = Incident.objects.visible_to(member).filter(number=number)
    found: Incident | None = rows.select_related("brand", "lead", "plan_version__plan").first()
    if found is None:
        raise NotFound("There is no incident of this number that you may see.")
    return found


def row_of(member: Membership, model: type[ScopedModel], pk: UUID | str, *related: str) -> Any:
    """The row of this id the member may see. Raises NotFound."""
    rows = model.objects.visible_to(member).filter(pk=pk)
    found = (rows.select_related(*related) if related else rows).first()
    if found is None:
        raise NotFound("There is nothing here that you may see.")
    return found


def brands_of(member: Membership) -> list[Brand]:
    """The member's brands that are not archived, by name."""
    return list(Brand.objects.visible_to(member).exclude(status="archived").order_by("name"))


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
    if incident.status in ("triage", "dismissed", "closed"):
        return [{"label": incident.get_status_display(), "state": "current"}]
    at = STAGES.index(incident.status)
    names = dict(INCIDENT.choices)
    states = ["done"] * at + ["current"] + [""] * (len(STAGES) - at - 1)
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
