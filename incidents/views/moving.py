"""An alert that is in the wrong incident: out again, or into another."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.forms import carried_out
from accounts.pages import MemberRequest, page
from incidents.forms.moving import MoveForm, OutForm
from incidents.models import RUNNING, Incident
from incidents.services import moving
from incidents.views.act_pages import ActWords, show_act
from incidents.views.lookups import row_of
from incidents.views.page_context import back_to
from monitoring.models import Alert


@require_http_methods(["GET", "HEAD", "POST"])
@page("alerts.decide")
def alert_out(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Takes an alert out of its incident: it is open again, and somebody is woken for it."""
    alert: Alert = row_of(request.member, Alert, pk, "brand")
    incident = moving.source_of(request.member, alert)
    form = OutForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        moving.undo_join(member=request.member, incident=incident, alert=alert, reason=reason, now=timezone.now())

    if _done(request, form, act):
        messages.success(request, f"The alert was removed from #{incident.number} and is open again")
        return redirect(f"/alerts/{alert.pk}/")
    words = ActWords(
        title=f"Remove this alert from #{incident.number}?",
        text="It is open again, its clock restarts, and the people on call for it are woken. The record keeps that it was in this incident.",
        button="Remove from incident",
        quote=alert.sentence,
    )
    return show_act(request, incident, form, words, back_url=f"/alerts/{alert.pk}/")


@require_http_methods(["GET", "HEAD", "POST"])
@page("alerts.decide")
def alert_move(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Moves an alert into another running incident of its brand."""
    alert: Alert = row_of(request.member, Alert, pk, "brand")
    incident = moving.source_of(request.member, alert)
    others = Incident.objects.visible_to(request.member).filter(
        brand=alert.brand, status__in=RUNNING, is_drill=incident.is_drill
    )
    incidents = list(others.exclude(pk=incident.pk).order_by("severity", "-opened_at"))
    form = MoveForm(request.POST if request.method == "POST" else None, others=incidents)
    made: list[Incident] = []  # carried_out() says only whether it was done

    def act() -> None:
        to = next(one for one in incidents if str(one.pk) == form.cleaned_data["to"])
        reason = form.cleaned_data["reason"]
        made.append(moving.move_alert(member=request.member, alert=alert, to=to, reason=reason, now=timezone.now()))

    if _done(request, form, act):
        messages.success(request, f"The alert is in #{made[0].number} now")
        return back_to(made[0])
    text = "Both records say so." if incidents else "No other incident of this brand is running. Open one first."
    words = ActWords(
        title=f"Move this alert from #{incident.number}", text=text, button="Move it", quote=alert.sentence
    )
    return show_act(request, incident, form, words, back_url=f"/alerts/{alert.pk}/")


def _done(request: MemberRequest, form: Any, act: Callable[[], None]) -> bool:
    return request.method == "POST" and form.is_valid() and carried_out(form, act)
