"""What a client reads of an incident: released entries, updates, the promise, what is asked of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.keyset import paginate
from accounts.models import Membership
from accounts.pages import MemberRequest, page, show
from incidents.models import Approval, Incident, Publication, StatusUpdate, TeamPlace, TimelineEntry
from incidents.services.corrections import corrections_of
from incidents.services.status_history import StatusHistory, status_history
from incidents.views.lookups import incident_of
from incidents.views.page_context import IncidentPage, page_frame
from incidents.views.room_parts import rows_of
from incidents.views.wording import Face

MOST = 100  # on a page: the pagers say that there is more


@dataclass(frozen=True, kw_only=True)
class ClientRoom(IncidentPage):
    """An incident as its client reads it. `staff`: somebody of the agency looks in, who is asked nothing.

    `promise` is the next update, for the clock tag.
    """

    standing: StatusHistory
    staff: bool
    released: bool
    entries: Sequence[Face]
    updates: Sequence[StatusUpdate]
    pagers: dict[str, dict[str, str] | None]
    asked: Sequence[Approval]
    decided: Sequence[Approval]
    publications: Sequence[Publication]
    team: Sequence[TeamPlace]
    promise: dict[str, str | datetime | None]


def client_room(request: MemberRequest, incident: Incident, *, staff: bool = False) -> HttpResponse:
    """The page. For staff who look in it shows what any client would see, and asks nothing."""
    member = request.member
    rows = TimelineEntry.objects.visible_to(request.member).filter(incident=incident)
    rows = rows.filter(TimelineEntry.client_rule()).exclude(kind="update_sent")  # updates have a list beside it
    told = StatusUpdate.objects.visible_to(request.member).filter(incident=incident)
    asked = Approval.objects.visible_to(request.member).filter(answer__incident=incident)
    said = Publication.objects.visible_to(request.member).filter(answer__incident=incident)
    team = (
        TeamPlace.objects.visible_to(member)
        .filter(incident=incident, duty__in=["lead", "client_liaison"])
        .select_related("user")
    )
    released = incident.released_to_client_at is not None
    cursors = {name: request.GET.get(name, "") for name in ("cursor", "updates")}
    recorded = paginate(rows.prefetch_visible(member, "releases"), order=("-seq",), token=cursors["cursor"], size=MOST)
    sent = paginate(told.select_related("sent_by"), order=("-sent_at", "-id"), token=cursors["updates"], size=MOST)
    entries, updates = rows_of(member, incident, recorded.rows), sent.rows if released else []
    _mark_corrected(member, updates, entries)
    # On an older page of updates the newest is not at hand.
    newest = told.order_by("-sent_at").first() if cursors["updates"] else next(iter(updates), None)
    since = newest.sent_at if newest else incident.opened_at
    shown = ClientRoom(
        **page_frame(incident),
        standing=status_history(incident),
        staff=staff,
        released=released,
        entries=entries,
        updates=updates,
        pagers={
            "entries": _pager("cursor", cursors["cursor"], recorded.next_token, len(recorded.rows), "entries"),
            "updates": _pager("updates", cursors["updates"], sent.next_token, len(sent.rows), "updates"),
        },
        asked=[] if staff else list(_open(asked, request)),
        decided=[] if staff else list(asked.exclude(status="asked").select_related("answer").order_by("-asked_at")),
        publications=list(said.select_related("answer").order_by("-confirmed_at")) if released else [],
        team=_team(team),
        promise={"label": "Next update", "due_at": incident.next_update_due_at, "started_at": since},
    )
    return show(request, "incidents/client_room.html", shown)


def _mark_corrected(member: Membership, updates: list[Any], entries: list[Face]) -> None:
    """Each update that was corrected says by which words (`correction`), and leads to their entry where that is on the page."""
    corrections = corrections_of(member=member, updates=updates)
    shown = {face["seq"] for face in entries}
    for one in updates:
        one.correction = corrections.get(one.pk)
        one.correction_shown = one.correction is not None and one.correction.seq in shown


def _pager(name: str, token: str, following: str, count: int, noun: str) -> dict[str, str] | None:
    """What leads on where not all fits on the page; None where it does."""
    if not token and not following:
        return None
    return {
        "shown": f"Older {noun}" if token else f"The newest {count} {noun}",
        "next_url": f"?{urlencode({name: following})}" if following else "",
        "first_url": "?" if token else "",
    }


def _team(places: QuerySet[TeamPlace]) -> list[TeamPlace]:
    """Who leads, then the contact, each person once."""
    # Lead last, so that of two places of one person it is the one that stays.
    by_user = {place.user_id: place for place in sorted(places, key=lambda one: one.duty == "lead")}
    return sorted(by_user.values(), key=lambda one: one.duty != "lead")


def _open(asked: Any, request: MemberRequest) -> QuerySet[Approval]:
    # In the words they were asked about: a newer draft is not the client's to read.
    mine = asked.filter(status="asked", asked_of_id=request.member.user_id).with_text()
    rows: QuerySet[Approval] = mine.select_related("answer").order_by("due_at")
    return rows


@require_safe
@page("timeline.release")
def as_client(request: MemberRequest, number: int) -> HttpResponse:
    """For staff: the incident as its client sees it."""
    return client_room(request, incident_of(request.member, number), staff=True)
