"""The room: one incident, everything at hand; its parts, fetched again when they changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from accounts.bidi import isolate_within
from accounts.models import Membership
from accounts.pages import MemberRequest, Tab, joined, page, show
from incidents.models import Incident, TimelineEntry
from incidents.services import command
from incidents.views import room_parts
from incidents.views.client import client_room
from incidents.views.curve import curve
from incidents.views.lookups import incident_of, row_of
from incidents.views.page_context import TABS, IncidentPage, back_to, page_frame, room_url
from incidents.views.room_pages import (
    AnswersPart,
    ClocksPart,
    HeadPart,
    MentionsPart,
    NowPart,
    RecordPart,
    TasksPart,
)
from monitoring.inbox.views.undo import asked_from
from monitoring.models import Mention
from monitoring.page_context import SeeOther, own_path


@dataclass(frozen=True, kw_only=True)
class RoomTab(Tab):
    """One of the room's tabs, which a phone shows at the bottom."""

    key: str
    icon: str


@dataclass(frozen=True, kw_only=True)
class RoomPage(IncidentPage, HeadPart, ClocksPart, TasksPart, AnswersPart, MentionsPart, NowPart, RecordPart):
    """All parts of the room at once."""

    room_label: str
    tab: str
    tabs: Sequence[RoomTab]


@require_safe
@page("incidents.see")
def room(request: MemberRequest, number: int) -> HttpResponse:
    """The room for the agency's people; a client sees what was released to them."""
    incident = incident_of(request.member, number)
    if request.member.is_client:
        return client_room(request, incident)
    frame, asked = page_frame(incident), request.GET.get("tab", "")
    tab = asked if asked in TABS else "now"
    seen: tuple[Membership, Incident, datetime] = (request.member, incident, frame["now"])
    tasks = room_parts.tasks(*seen)
    shown = joined(
        RoomPage,
        room_parts.head(*seen),
        room_parts.clocks(*seen),
        tasks,
        room_parts.answers(*seen),
        room_parts.mentions(*seen, token=request.GET.get("linked", "")),
        room_parts.upcoming(*seen),
        room_parts.record(*seen, token=request.GET.get("cursor", ""), shown=request.GET.get("show", "all")),
        **frame,
        room_label=f"#{incident.number}",
        tab=tab,
        tabs=_tabs(incident, tab, tasks.open_count),
    )
    return show(request, "incidents/room.html", shown)


def _tabs(incident: Incident, current: str, open_count: int) -> list[RoomTab]:
    icons = ("gauge", "list-checks", "history", "messages-square", "megaphone")
    return [
        RoomTab(
            key=key,
            label=key.capitalize(),
            icon=icon,
            url=room_url(incident, key),
            count=open_count or None if key == "tasks" else None,
            current=key == current,
        )
        for key, icon in zip(TABS, icons, strict=True)
    ]


def _head(request: MemberRequest, incident: Incident) -> HttpResponse:
    return show(request, "incidents/part_head.html", room_parts.head(request.member, incident, timezone.now()))


def _clocks(request: MemberRequest, incident: Incident) -> HttpResponse:
    return show(request, "incidents/part_clocks.html", room_parts.clocks(request.member, incident, timezone.now()))


def show_tasks(request: MemberRequest, incident: Incident) -> HttpResponse:
    """The tasks alone."""
    return show(request, "incidents/part_tasks.html", room_parts.tasks(request.member, incident, timezone.now()))


def _answers(request: MemberRequest, incident: Incident) -> HttpResponse:
    return show(request, "incidents/part_answer.html", room_parts.answers(request.member, incident, timezone.now()))


def _linked(request: MemberRequest, incident: Incident) -> HttpResponse:
    return show(request, "incidents/part_mentions.html", room_parts.mentions(request.member, incident, timezone.now()))


def _now(request: MemberRequest, incident: Incident) -> HttpResponse:
    return show(request, "incidents/part_now.html", room_parts.upcoming(request.member, incident, timezone.now()))


def _curve(request: MemberRequest, incident: Incident) -> HttpResponse:
    return show(request, "incidents/part_curve.html", curve(request.member, incident, timezone.now()))


# The curve is asked for by the page when it stands: the expectation takes a moment to work out.
PARTS: dict[str, Callable[[MemberRequest, Incident], HttpResponse]] = {
    "head": _head,
    "clocks": _clocks,
    "tasks": show_tasks,
    "answer": _answers,
    "mentions": _linked,
    "now": _now,
    "curve": _curve,
}


@require_safe
@page("incidents.see")
def part(request: MemberRequest, number: int, name: str) -> HttpResponse:
    """One part as it is now. Clients have none: their view is a page of its own."""
    if name not in PARTS or request.member.is_client:
        raise Http404
    return PARTS[name](request, incident_of(request.member, number))


@require_safe
@page("incidents.see")
def newer(request: MemberRequest, number: int) -> HttpResponse:
    """The entries after the one of this id (`after`), newest first: what waits behind "2 new entries"."""
    incident = incident_of(request.member, number)
    rows = room_parts.entries(request.member, incident, request.GET.get("show", "all"))
    after = newest_seen(request, incident)
    newest = list(rows.filter(seq__gt=after).order_by("-seq")[:200])
    shown = room_parts.entries_part(request.member, incident, timezone.now(), newest)
    return show(request, "incidents/entries.html", shown)


def newest_seen(request: MemberRequest, incident: Incident) -> int:
    try:
        pk = UUID(request.GET.get("after", "") or request.POST.get("after", ""))
    except ValueError:
        return 0
    rows = TimelineEntry.objects.visible_to(request.member).filter(incident=incident, pk=pk)
    return rows.values_list("seq", flat=True).first() or 0


@require_POST
@page("mentions.triage")
def link(request: MemberRequest, number: int, pk: UUID) -> HttpResponse:
    """Links a mention."""
    incident = incident_of(request.member, number)
    new = command.link_mentions(member=request.member, incident=incident, mention_ids=[pk], now=timezone.now())
    # What somebody linked before is not this person's to undo.
    words = f"Linked to #{incident.number}" if new else f"It is in #{incident.number} already"
    return _mentions(request, incident, words, reverse("incident-unlink", args=[incident.number, pk]) if new else "")


@require_POST
@page("mentions.triage")
def unlink(request: MemberRequest, number: int, pk: UUID) -> HttpResponse:
    """Takes a mention out; the record keeps that it was in."""
    incident = incident_of(request.member, number)
    mention = row_of(request.member, Mention, pk)
    command.unlink_mention(member=request.member, incident=incident, mention=mention, now=timezone.now())
    words = f"Removed from #{incident.number}"
    return _mentions(request, incident, words, reverse("incident-link", args=[incident.number, pk]))


def _mentions(request: MemberRequest, incident: Incident, words: str, undo: str) -> HttpResponse:
    """The part anew, with the way back; without htmx the page it was asked from (the inbox, else the room)."""
    if not request.htmx:
        messages.success(request, words, extra_tags=f"undo:{undo}" if undo else "")
        # own_path: no address from outside is led to (CWE-601).
        asked = own_path(request, asked_from(request, ""))
        return SeeOther(asked) if asked.startswith("/mentions/") else back_to(incident, "mentions")
    answer = _linked(request, incident)
    return trigger_client_event(answer, "toast", {"text": isolate_within(words), **({"undo": undo} if undo else {})})
