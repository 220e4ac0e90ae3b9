"""The room: one incident, everything at hand; its parts, fetched again when they changed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from accounts.bidi import isolate_within
from accounts.pages import MemberRequest, page, show
from incidents.models import Incident, TimelineEntry
from incidents.services import command
from incidents.views import room_parts
from incidents.views.client import client_room
from incidents.views.lookups import incident_of, row_of
from incidents.views.page_context import TABS, back_to, frame_of, room_url
from monitoring.inbox.views.undo import asked_from
from monitoring.models import Mention
from monitoring.page_context import SeeOther, own_path


@require_safe
@page("incidents.see")
def room(request: MemberRequest, number: int) -> HttpResponse:
    """The room for the agency's people; a client sees what was released to them."""
    incident = incident_of(request.member, number)
    if request.member.is_client:
        return client_room(request, incident)
    context = frame_of(incident)
    for read in room_parts.PARTS.values():
        context |= read(request.member, incident, context["now"])
    if linked := request.GET.get("linked", ""):
        context |= room_parts.mentions(request.member, incident, context["now"], token=linked)
    shown = request.GET.get("show", "all")
    context |= room_parts.record(
        request.member, incident, context["now"], token=request.GET.get("cursor", ""), shown=shown
    )
    asked = request.GET.get("tab", "")
    context |= {"tab": asked if asked in TABS else "now", "tabs": _tabs(incident, asked, context)}
    return show(request, "incidents/room.html", context)


def _tabs(incident: Incident, asked: str, context: dict[str, Any]) -> list[dict[str, Any]]:
    icons = ("gauge", "list-checks", "history", "messages-square", "megaphone")
    current = asked if asked in TABS else "now"
    counts = {"tasks": context["open_count"] or None}
    return [
        {
            "key": key,
            "label": key.capitalize(),
            "icon": icon,
            "url": room_url(incident, key),
            "count": counts.get(key),
            "current": key == current,
        }
        for key, icon in zip(TABS, icons, strict=True)
    ]


@require_safe
@page("incidents.see")
def part(request: MemberRequest, number: int, name: str) -> HttpResponse:
    """One part as it is now. Clients have none: their view is a page of its own."""
    found = {**room_parts.PARTS, **room_parts.LATER}.get(name)
    if found is None or request.member.is_client:
        raise Http404
    incident = incident_of(request.member, number)
    context = frame_of(incident)
    context |= found(request.member, incident, context["now"])
    return show(request, f"incidents/part_{name}.html", context)


@require_safe
@page("incidents.see")
def newer(request: MemberRequest, number: int) -> HttpResponse:
    """The entries after the one of this id (`after`), newest first: what waits behind "2 new entries"."""
    incident = incident_of(request.member, number)
    rows = room_parts.entries(request.member, incident, request.GET.get("show", "all"))
    after = newest_seen(request, incident)
    context = frame_of(incident) | room_parts.record(request.member, incident, frame_of(incident)["now"])
    context["entries"] = room_parts.rows_of(
        request.member, incident, list(rows.filter(seq__gt=after).order_by("-seq")[:200])
    )
    return show(request, "incidents/entries.html", context)


def newest_seen(request: MemberRequest, incident: Incident) -> int:
    try:
        pk = UUID(request.GET.get("after", "") or request.POST.get("after", ""))
    except ValueError:
        return 0
    found = TimelineEntry.objects.visible_to(request.member).filter(incident=incident, pk=pk)
    return found.values_list("seq", flat=True).first() or 0


@require_POST
@page("mentions.triage")
def link(request: MemberRequest, number: int, pk: UUID) -> HttpResponse:
    """Links a mention."""
    incident = incident_of(request.member, number)
    now = frame_of(incident)["now"]
    new = command.link_mentions(member=request.member, incident=incident, mention_ids=[pk], now=now)
    words = f"Linked to #{incident.number}" if new else f"It is in #{incident.number} already"
    return _mentions(request, incident, words, reverse("incident-unlink", args=[incident.number, pk]) if new else "")


@require_POST
@page("mentions.triage")
def unlink(request: MemberRequest, number: int, pk: UUID) -> HttpResponse:
    """Takes a mention out; the record keeps that it was in."""
    incident = incident_of(request.member, number)
    mention = row_of(request.member, Mention, pk)
    command.unlink_mention(member=request.member, incident=incident, mention=mention, now=frame_of(incident)["now"])
    words = f"Removed from #{incident.number}"
    return _mentions(request, incident, words, reverse("incident-link", args=[incident.number, pk]))


def _mentions(request: MemberRequest, incident: Incident, words: str, undo: str) -> HttpResponse:
    """The part anew, with the way back; without htmx the page it was asked from (the inbox, else the room)."""
    if not request.htmx:
        messages.success(request, words, extra_tags=f"undo:{undo}" if undo else "")
        asked = own_path(request, asked_from(request, ""))
        return SeeOther(asked) if asked.startswith("/mentions/") else back_to(incident, "mentions")
    context = frame_of(incident)
    context |= room_parts.mentions(request.member, incident, context["now"])
    answer = show(request, "incidents/part_mentions.html", context)
    return trigger_client_event(answer, "toast", {"text": isolate_within(words), **({"undo": undo} if undo else {})})
