"""What a client reads of an incident: released entries, updates, the promise, what is asked of them."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.pages import MemberRequest, page, show
from incidents.models import Approval, Incident, Publication, StatusUpdate, TeamPlace, TimelineEntry
from incidents.views.finding import frame_of, incident_of
from incidents.views.parts import rows_of

MOST = 100


def client_room(request: MemberRequest, incident: Incident, *, staff: bool = False) -> HttpResponse:
    """The page. For staff who look in it shows what any client would see, and asks nothing."""
    context = frame_of(incident)
    rows = TimelineEntry.objects.visible_to(request.member).filter(incident=incident)
    rows = rows.filter(TimelineEntry.client_rule()).exclude(kind="update_sent")
    updates = StatusUpdate.objects.visible_to(request.member).filter(incident=incident)
    asked = Approval.objects.visible_to(request.member).filter(answer__incident=incident)
    said = Publication.objects.visible_to(request.member).filter(answer__incident=incident)
    team = TeamPlace.objects.filter(incident=incident, duty__in=["lead", "client_liaison"]).select_related("user")
    released = incident.released_to_client_at is not None
    context |= {
        "staff": staff,
        "released": released,
        "entries": rows_of(incident, list(rows.prefetch_related("releases").order_by("-seq")[:MOST])),
        "updates": list(updates.select_related("sent_by").order_by("-sent_at")[:MOST]) if released else [],
        "asked": [] if staff else list(_open(asked, request)),
        "decided": [] if staff else list(asked.exclude(status="asked").select_related("answer").order_by("-asked_at")),
        "publications": list(said.select_related("answer").order_by("-confirmed_at")) if released else [],
        "team": _team(team),
    }
    since = context["updates"][0].sent_at if context["updates"] else incident.opened_at
    context["promise"] = {"label": "Next update", "due_at": incident.next_update_due_at, "started_at": since}
    return show(request, "incidents/client_room.html", context)


def _team(places: QuerySet[TeamPlace]) -> list[TeamPlace]:
    """Who leads, then the contact, each person once."""
    found = {place.user_id: place for place in sorted(places, key=lambda one: one.duty == "lead")}
    return sorted(found.values(), key=lambda one: one.duty != "lead")


def _open(asked: QuerySet[Approval], request: MemberRequest) -> QuerySet[Approval]:
    mine = asked.filter(status="asked", asked_of_id=request.member.user_id)
    return mine.select_related("answer").order_by("due_at")


@require_safe
@page("timeline.release")
def as_client(request: MemberRequest, number: int) -> HttpResponse:
    """For staff: the incident as its client sees it."""
    return client_room(request, incident_of(request.member, number), staff=True)
