"""An incident that goes into another: what that does is said first; then which, and why."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.forms import carried_out
from accounts.pages import MemberRequest, page, show
from incidents.forms.moving import MergeForm
from incidents.services import merging
from incidents.services.outlook import Choice, Outlook, outlook
from incidents.views.lookups import incident_of
from incidents.views.page_context import IncidentPage, back_to, page_frame, room_url


@dataclass(frozen=True, kw_only=True)
class MergePage(IncidentPage):
    """What merging would do (`seen`), where it could go, and where not and why."""

    title: str
    form: MergeForm
    seen: Outlook
    possible: list[Choice]
    impossible: list[Choice]
    back_url: str
    in_dialog: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@page("incidents.run")
def merge(request: MemberRequest, number: int) -> HttpResponse:
    """Merges the incident into another running one of its brand, and leads there."""
    incident = incident_of(request.member, number)
    seen = outlook(member=request.member, incident=incident, now=timezone.now())
    possible = [one for one in seen.choices if not one.why_not]
    form = MergeForm(request.POST if request.method == "POST" else None, choices=possible)

    def act() -> None:
        into = next(one.incident for one in possible if str(one.incident.pk) == form.cleaned_data["into"])
        reason = form.cleaned_data["reason"]
        merging.merge(member=request.member, incident=incident, into=into, reason=reason, now=timezone.now())

    if request.method == "POST" and form.is_valid() and carried_out(form, act):
        merged = incident_of(request.member, number)  # the service wrote to a copy of its own
        assert merged.merged_into is not None
        messages.success(request, f"#{number} was merged into #{merged.merged_into.number}; here it is")
        return back_to(merged.merged_into)
    shown = MergePage(
        **page_frame(incident),
        title=f"Merge #{number} into another incident?",
        form=form,
        seen=seen,
        possible=possible,
        impossible=[one for one in seen.choices if one.why_not],
        back_url=room_url(incident),
    )
    status = 422 if form.errors else 200
    return show(request, "incidents/merge_page.html", shown, fragment="incidents/merge_dialog.html", status=status)
