"""From an alert to an incident: the proposed plans, opening, joining."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.bidi import isolate
from accounts.brands.models import Brand
from accounts.errors import Conflict, DomainError, Invalid
from accounts.forms import put_errors
from accounts.models import Membership
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from incidents.forms.opening import JoinForm, OpenForm
from incidents.models import RUNNING, Incident
from incidents.services import command, opening, proposals, reopening, titles
from incidents.views.lookups import brands_of, row_of
from incidents.views.page_context import back_to
from monitoring.models import Alert
from playbooks.models import PlanVersion


@dataclass(frozen=True, kw_only=True)
class AlertPlans:
    """What an alert can become: a new incident by a plan, part of a running one, or one that ended opened `again`."""

    alert: Alert
    proposed: Sequence[proposals.ProposedPlan]
    title: str
    again: Incident | None
    running: Sequence[Incident]
    may_open: bool
    may_decide: bool


@dataclass(frozen=True, kw_only=True)
class IncidentOpen:
    """The form that opens an incident, filled in from the alert where it begins with one."""

    form: OpenForm
    alert: Alert | None
    proposed: Sequence[proposals.ProposedPlan]
    again: Incident | None
    may_reopen: bool
    now: datetime
    active_nav: str = "incidents"


@require_safe
@page("alerts.see")
def alert_plans(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A part of the alert's page: which plans fit, with their reasons, and what can be done with it."""
    alert: Alert = row_of(request.member, Alert, pk, "brand", "rule")
    running = Incident.objects.visible_to(request.member).filter(brand=alert.brand, status__in=RUNNING, is_drill=False)
    # It takes the alert in hand, and opens what was over: both powers are asked.
    may_reopen = may(request.member, "incidents.run") and may(request.member, "alerts.decide")
    shown = AlertPlans(
        alert=alert,
        proposed=proposals.plans_for(alert)[:3],
        title=titles.suggested(alert),
        again=reopening.candidate(member=request.member, alert=alert) if may_reopen else None,
        running=list(running.order_by("severity", "-opened_at")[:5]),
        may_open=may(request.member, "incidents.open"),
        may_decide=may(request.member, "alerts.decide"),
    )
    return show(request, "incidents/alert_plans_page.html", shown, fragment="incidents/alert_plans.html")


def _joining(request: MemberRequest) -> tuple[Alert, Incident, bool]:
    """The alert and the incident that were sent, and whether the one is in the other already."""
    form = JoinForm(request.POST)
    if not form.is_valid():
        raise Invalid("Choose the incident this alert belongs to.", code="required")
    alert: Alert = row_of(request.member, Alert, form.cleaned_data["alert"])
    incident: Incident = row_of(request.member, Incident, form.cleaned_data["incident"], "brand")
    return alert, incident, incident.alerts.visible_to(request.member).filter(alert=alert).exists()


@require_POST
@page("alerts.decide")
def join(request: MemberRequest) -> HttpResponse:
    """Puts an alert into a running incident; one that is in it already just leads there."""
    alert, incident, there = _joining(request)
    if not there:
        command.join_alert(member=request.member, incident=incident, alert=alert, now=timezone.now())
        messages.success(request, f"The alert joined #{incident.number}")
    return back_to(incident)


@require_POST
@page("incidents.run")
def reopen_with(request: MemberRequest) -> HttpResponse:
    """Opens an incident again that ended a short while ago, because of this alert, which joins it."""
    alert, incident, there = _joining(request)
    if not there:
        reopening.reopen_with(member=request.member, incident=incident, alert=alert, now=timezone.now())
        messages.success(request, f"#{incident.number} is open again; the alert joined it")
    return back_to(incident)


@require_http_methods(["GET", "HEAD", "POST"])
@page("incidents.open")
def incident_open(request: MemberRequest) -> HttpResponse:
    """Opens an incident, with all of it filled in where it begins with an alert. A second tap leads to the first's."""
    alert = _alert(request)
    if alert is not None and (there := _already(request.member, alert)):
        return back_to(there)
    form, proposed = _form(request, alert)
    if request.method == "POST" and form.is_valid():
        try:
            made = _open(request.member, form.cleaned_data, alert)
        except Conflict as error:
            there = _there(request.member, error)
            if there is not None:
                messages.success(request, f"#{there.number} is open already; here it is")
                return back_to(there)
            put_errors(form, error)
        except DomainError as error:
            # A form says what is wrong with what was typed; all else has a page of its own.
            if not isinstance(error, Invalid):
                raise
            put_errors(form, error)
        else:
            return back_to(made, "tasks")
    shown = IncidentOpen(
        form=form,
        alert=alert,
        proposed=proposed,
        again=reopening.candidate(member=request.member, alert=alert) if alert else None,
        may_reopen=may(request.member, "incidents.run") and may(request.member, "alerts.decide"),
        now=timezone.now(),
    )
    return show(request, "incidents/incident_open.html", shown, status=422 if form.errors else 200)


def _alert(request: MemberRequest) -> Alert | None:
    asked = request.POST.get("alert") or request.GET.get("alert")
    if not asked:
        return None
    # From a hidden field or the query: no converter of the address has looked at it.
    try:
        pk = UUID(asked)
    except ValueError:
        raise Invalid.field("alert", "This is not an alert's address.", code="unknown_id") from None
    alert: Alert = row_of(request.member, Alert, pk, "brand", "rule")
    return alert


def _already(member: Membership, alert: Alert) -> Incident | None:
    incident: Incident | None = Incident.objects.visible_to(member).filter(alerts__alert=alert).first()
    return incident


def _there(member: Membership, error: Conflict) -> Incident | None:
    pk = error.data.get("incident") if error.code == "already_open" else None
    incident: Incident | None = Incident.objects.visible_to(member).filter(pk=str(pk)).first() if pk else None
    return incident


def _form(request: MemberRequest, alert: Alert | None) -> tuple[OpenForm, list[proposals.ProposedPlan]]:
    proposed = proposals.plans_for(alert) if alert else []
    brands = [alert.brand] if alert else brands_of(request.member)
    first = [one.version for one in proposed]
    others = PlanVersion.objects.visible_to(request.member).filter(
        status="published", plan__brand__in=brands, plan__is_archived=False
    )
    rest = [one for one in others.select_related("plan__brand").order_by("plan__name") if one not in first]
    versions = [(one, _label(one, many=len(brands) > 1)) for one in [*first, *rest]]
    start: dict[str, Any] = {"plan": str(versions[0][0].pk) if alert and versions else "", "severity": "3"}
    if alert is not None:
        start |= {
            "title": titles.suggested(alert),
            "severity": str(alert.severity),
            "reason": f"As severe as the alert of “{alert.rule.name}”"[:500],
            "brand": alert.brand.slug,
            "alert": alert.pk,
        }
    else:
        start["brand"] = request.GET.get("brand", "")
    asked = request.GET.get("plan", "")
    if asked in {str(version.pk) for version, _ in versions}:
        start["plan"] = asked
    return OpenForm(request.POST or None, initial=start, brands=brands, versions=versions), proposed


def _label(version: PlanVersion, *, many: bool) -> str:
    where = f"{isolate(version.plan.brand.name)}: " if many else ""
    return f"{where}{isolate(version.plan.name)}, version {version.number}"


def _open(member: Membership, given: dict[str, Any], alert: Alert | None) -> Incident:
    brand = alert.brand if alert else Brand.objects.visible_to(member).get(slug=given["brand"])
    start = opening.Opening(
        brand=brand,
        title=given["title"],
        severity=int(given["severity"]),
        reason=given["reason"],
        plan_version=row_of(member, PlanVersion, given["plan"], "plan") if given["plan"] else None,
        alert=alert,
        is_drill=given["is_drill"],
    )
    return opening.open_incident(member=member, opening=start, now=timezone.now())
