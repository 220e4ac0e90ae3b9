"""Home: everything that waits for the member, and how their brands stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.keyset import first_rows
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from incidents.models import RUNNING, Approval, Incident, Task
from incidents.services import desk
from incidents.views.brand_overview import BrandRow, Ready, brand_rows, readiness
from incidents.views.figures import ClockItem, clocks_of
from incidents.views.first_steps import FirstSteps, first_steps
from incidents.views.lookups import brands_of
from monitoring.insight.services.readiness import readiness_of
from monitoring.models import Alert

MOST = 20


@dataclass(frozen=True, kw_only=True)
class Running:
    """A running incident with its three nearest clocks."""

    incident: Incident
    clocks: Sequence[ClockItem]


@dataclass(frozen=True, kw_only=True)
class Home:
    """What home shows to everybody: the page's moment, and which lists go on (`more`) after `most` rows."""

    now: datetime
    more: dict[str, bool]
    most: int = field(default_factory=lambda: MOST)
    active_nav: str = "home"


@dataclass(frozen=True, kw_only=True)
class Desk(Home):
    """The home of the agency's people. `first`: the first steps of a brand that is being set up."""

    running: Sequence[Running]
    alerts: Sequence[Alert]
    brands: Sequence[BrandRow]
    readiness: Sequence[Ready]
    first: FirstSteps | None
    waiting: Sequence[desk.Waiting]
    tasks: Sequence[Task]
    may_open: bool


@dataclass(frozen=True, kw_only=True)
class ClientHome(Home):
    """The home of a client: what they are asked, and their incidents."""

    asked: Sequence[Approval]
    incidents: Sequence[Incident]


@require_safe
@page("brands.see")
def home(request: MemberRequest) -> HttpResponse:
    """For the agency's people the desk; for a client what is asked of them and what was released to them."""
    if request.member.is_client:
        return show(request, "incidents/home_client.html", _client(request))
    return show(request, "incidents/home.html", _desk(request), fragment="incidents/home_desk.html")


def _running(request: MemberRequest) -> tuple[list[Incident], bool]:
    rows = Incident.objects.visible_to(request.member).filter(status__in=RUNNING).select_related("brand", "lead")
    return first_rows(rows.order_by("severity", "-opened_at"), MOST)


def _desk(request: MemberRequest) -> Desk:
    member, now = request.member, timezone.now()
    running, more_running = _running(request)
    clocks = clocks_of(running, member)
    open_alerts = Alert.objects.visible_to(member).filter(status="open").select_related("brand", "rule")
    alerts, more_alerts = first_rows(open_alerts.order_by(*desk.ALERTS_FIRST), MOST)
    brands = brands_of(member)
    waits = desk.waiting(member=member, now=now, most=MOST + 1)
    waiting = [one for one in waits if one.kind not in ("alert", "task")]  # these have lists of their own
    points = readiness_of(brands, now=now)
    tasks = Task.objects.visible_to(member).filter(
        owner_id=member.user_id, status__in=["todo", "doing"], incident__status__in=RUNNING
    )
    mine, more_tasks = first_rows(tasks.select_related("incident__brand").order_by("due_at"), MOST)
    more = {"running": more_running, "alerts": more_alerts, "waiting": len(waiting) > MOST, "tasks": more_tasks}
    return Desk(
        now=now,
        running=[Running(incident=one, clocks=clocks[one.pk][:3]) for one in running],
        alerts=alerts,
        brands=brand_rows(member, brands, now),
        readiness=readiness(brands, points),
        first=first_steps(member, brands, points),
        waiting=waiting[:MOST],
        tasks=mine,
        more=more,
        may_open=may(member, "incidents.open"),
    )


def _client(request: MemberRequest) -> ClientHome:
    member = request.member
    asked = Approval.objects.visible_to(member).filter(asked_of_id=member.user_id, status="asked")
    rows = Incident.objects.visible_to(member).select_related("brand", "merged_into").order_by("-opened_at")
    incidents, more_incidents = first_rows(rows, MOST)
    due, more_asked = first_rows(asked.select_related("answer__incident__brand").order_by("due_at"), MOST)
    return ClientHome(
        now=timezone.now(),
        asked=due,
        incidents=incidents,
        more={"asked": more_asked, "incidents": more_incidents},
    )
