"""Writing to the timeline: notes, corrections, releases."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import NotFound
from accounts.forms import carried_out
from accounts.models import Membership
from accounts.pages import MemberRequest, page, show
from incidents.forms.record import AudienceForm, NoteForm, TextForm
from incidents.models import Incident, TimelineEntry
from incidents.services import people, timeline
from incidents.views import room_parts
from incidents.views.act_pages import ActWords, show_act
from incidents.views.lookups import incident_of
from incidents.views.page_context import back_to, frame_of, room_url
from incidents.views.room import newest_seen


def entry_of(member: Membership, incident: Incident, seq: int) -> TimelineEntry:
    """The entry of this number. Raises NotFound."""
    found: TimelineEntry | None = room_parts.entries(member, incident).filter(seq=seq).first()
    if found is None:
        raise NotFound("This entry doesn't exist, or you don't have access to it.")
    return found


def readers(incident: Incident) -> list[str]:
    """Who at the client's will read it, by name."""
    around = people.on_brand(incident.brand_id)
    return [str(one.user) for one in around if one.is_client]


@require_POST
@page("timeline.note")
def note(request: MemberRequest, number: int) -> HttpResponse:
    """Writes a note. One for the client is shown once more, with its readers, before it is released."""
    incident = incident_of(request.member, number)
    form = NoteForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        if given["visibility"] != "internal" and not given["confirmed"]:
            return _confirm(request, incident, form)
        if carried_out(form, lambda: _write(request.member, incident, given)):
            return _written(request, incident)
    context = frame_of(incident) | {"form": form}
    context |= room_parts.record(request.member, incident, context["now"])
    return show(request, "incidents/note_page.html", context, fragment="incidents/composer.html", status=422)


def _write(member: Membership, incident: Incident, given: dict[str, Any]) -> None:
    timeline.note(
        member=member, incident=incident, text=given["text"], visibility=given["visibility"], now=timezone.now()
    )


def _written(request: MemberRequest, incident: Incident) -> HttpResponse:
    if not request.htmx:
        return back_to(incident, "timeline")
    context = frame_of(incident)
    context |= room_parts.record(request.member, incident, context["now"])
    rows = room_parts.entries(request.member, incident).filter(seq__gt=newest_seen(request, incident)).order_by("-seq")
    context["entries"] = room_parts.rows_of(request.member, incident, list(rows[:200]))
    return show(request, "incidents/note_written.html", context)


def _confirm(request: MemberRequest, incident: Incident, form: NoteForm) -> HttpResponse:
    given = form.cleaned_data
    context = frame_of(incident) | {
        "text": given["text"],
        "audience": given["visibility"],
        "readers": readers(incident),
        "is_note": True,
        "back_url": room_url(incident, "timeline"),
    }
    answer = show(request, "incidents/release_page.html", context, fragment="incidents/release_dialog.html")
    answer["HX-Retarget"] = "#dialog-place"
    answer["HX-Reswap"] = "innerHTML"
    return answer


@require_safe
@page("incidents.see")
def entry(request: MemberRequest, number: int, seq: int) -> HttpResponse:
    """One entry: with htmx its row again, else the entry alone with what corrects it and what it corrects."""
    incident = incident_of(request.member, number)
    found = entry_of(request.member, incident, seq)
    context = frame_of(incident)
    context |= room_parts.record(request.member, incident, context["now"])
    around = room_parts.entries(request.member, incident).filter(corrects_seq=seq)
    if found.corrects_seq and not request.htmx:
        around = around | room_parts.entries(request.member, incident).filter(seq=found.corrects_seq)
    rows = [found] if request.htmx else [*around.order_by("-seq"), found]
    context["entries"] = room_parts.rows_of(request.member, incident, sorted(rows, key=lambda one: -one.seq))
    context |= {"seq": seq, "entry_title": f"Entry {seq}"}
    return show(request, "incidents/entry_page.html", context, fragment="incidents/entries.html")


@require_http_methods(["GET", "HEAD", "POST"])
@page("timeline.note")
def correct(request: MemberRequest, number: int, seq: int) -> HttpResponse:
    """A new entry that corrects this one; this one stays."""
    incident = incident_of(request.member, number)
    wrong = entry_of(request.member, incident, seq)
    form = TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if carried_out(
            form, lambda: timeline.correct(member=request.member, entry=wrong, text=text, now=timezone.now())
        ):
            return back_to(incident, "timeline")
    words = ActWords(
        title=f"Correct entry {seq}",
        text="The old entry stays and links to the correction.",
        quote=str((wrong.payload or {}).get("text", "")),
        button="Add the correction",
    )
    return show_act(request, incident, form, words, back_url=room_url(incident, "timeline"))


@require_http_methods(["GET", "HEAD", "POST"])
@page("timeline.release")
def release(request: MemberRequest, number: int, seq: int) -> HttpResponse:
    """Shows the text and its readers; the POST releases it."""
    incident = incident_of(request.member, number)
    found = entry_of(request.member, incident, seq)
    form = AudienceForm(request.POST if request.method == "POST" else {"audience": request.GET.get("to", "client")})
    audience = form.cleaned_data["audience"] if form.is_valid() else "client"
    if request.method == "POST" and form.is_valid():
        done = carried_out(
            form,
            lambda: timeline.release(member=request.member, entry=found, audience=audience, now=timezone.now()),
        )
        if done:
            messages.success(request, f"Entry {seq} is released to the {audience}")
            return back_to(incident, "timeline")
    context = frame_of(incident) | {
        "face": room_parts.rows_of(request.member, incident, [found])[0],
        "form": form,
        "audience": audience,
        "readers": readers(incident),
        "seq": seq,
        "back_url": room_url(incident, "timeline"),
    }
    status = 422 if form.errors else 200
    return show(
        request, "incidents/release_page.html", context, fragment="incidents/release_dialog.html", status=status
    )
