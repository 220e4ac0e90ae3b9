"""The page where an incident's record is downloaded."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.errors import Conflict, Forbidden, Invalid
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from incidents.evidence.api.filing import sent
from incidents.evidence.services import filing
from incidents.views.lookups import incident_of
from incidents.views.page_context import IncidentPage, page_frame


@dataclass(frozen=True, kw_only=True)
class FilePage(IncidentPage):
    """The two cuts. `for_client`: whether there is one to give."""

    for_client: bool


@require_http_methods(["GET", "HEAD", "POST"])
@page("debriefs.see")
def incident_file(request: MemberRequest, number: int) -> HttpResponse:
    """Says what is in it; the POST is answered by the file."""
    incident = incident_of(request.member, number)
    if request.method == "POST":
        cut = request.POST.get("for", "")
        try:
            return sent(filing.file_of(member=request.member, incident=incident, cut=cut, now=timezone.now()))
        except (Conflict, Forbidden, Invalid) as error:
            messages.error(request, error.message)
    released = incident.released_to_client_at is not None and may(request.member, "timeline.release")
    return show(request, "incidents/evidence/file_page.html", FilePage(**page_frame(incident), for_client=released))
