"""Home: everything that waits for the member, and how their brands stand."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from incidents.models import RUNNING, Approval, Incident, Task
from incidents.services import desk
from incidents.views.figures import clocks_of
from incidents.views.finding import brands_of
from incidents.views.standing import brand_rows, readiness
from monitoring.models import Alert

MOST = 20


@require_safe
@page("brands.see")
def home(request: MemberRequest) -> HttpResponse:
    """For the agency's people the desk; for a client what is asked of them and what was released to them."""
    if request.member.is_client:
        return show(request, "incidents/home_client.html", _client(request))
    context = _desk(request)
    return show(request, "incidents/home.html", context, fragment="incidents/home_desk.html")


def _running(request: MemberRequest) -> list[Incident]:
    rows = Incident.objects.visible_to(request.member).filter(status__in=RUNNING).select_related("brand", "lead")
    return list(rows.order_by("severity", "-opened_at")[:MOST])


def _desk(request: MemberRequest) -> dict[str, Any]:
    member, now = request.member, timezone.now()
    running = _running(request)
    clocks = clocks_of(running, member)
    alerts = list(
        Alert.objects.visible_to(member)
        .filter(status="open")
        .select_related("brand", "rule")
        .order_by("acknowledge_due_at", "raised_at")[:MOST]
    )
    brands = brands_of(member)
    waiting = desk.waiting(member=member, now=now, most=MOST)
    tasks = Task.objects.visible_to(member).filter(
        owner_id=member.user_id, status__in=["todo", "doing"], incident__status__in=RUNNING
    )
    return {
        "active_nav": "home",
        "now": now,
        "running": [{"incident": one, "clocks": clocks[one.pk][:3]} for one in running],
        "alerts": alerts,
        "brands": brand_rows(brands, running, alerts, now),
        "readiness": readiness(brands),
        "waiting": [one for one in waiting if one.kind not in ("alert", "task")][:MOST],
        "tasks": list(tasks.select_related("incident__brand").order_by("due_at")[:MOST]),
        "may_decide": may(member, "alerts.decide"),
        "may_open": may(member, "incidents.open"),
    }


def _client(request: MemberRequest) -> dict[str, Any]:
    member = request.member
    asked = Approval.objects.visible_to(member).filter(asked_of_id=member.user_id, status="asked")
    rows = Incident.objects.visible_to(member).select_related("brand").order_by("-opened_at")[:MOST]
    return {
        "active_nav": "home",
        "now": timezone.now(),
        "asked": list(asked.select_related("answer__incident__brand").order_by("due_at")[:MOST]),
        "incidents": list(rows),
    }
