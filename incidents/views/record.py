"""Writing to the timeline: notes, corrections, releases."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import NotFound
from accounts.forms import carried_out
from accounts.models import Membership
from accounts.pages import MemberRequest, joined, page, show
from incidents.forms.record import AudienceForm, NoteForm, TextForm
from incidents.models import Incident, TimelineEntry
from incidents.services import people, timeline
from incidents.views import room_parts
from incidents.views.act_pages import ActWords, show_act
from incidents.views.lookups import incident_of
from incidents.views.page_context import IncidentPage, back_to, page_frame, room_url
from incidents.views.room import newest_seen
from incidents.views.room_pages import EntriesPart
from incidents.views.wording import Face


@dataclass(frozen=True, kw_only=True)
class NotePage(IncidentPage):
    """The composer with what was refused."""

    form: NoteForm
    may_client: bool


@dataclass(frozen=True, kw_only=True)
class NoteWritten(EntriesPart):
    """An empty composer, and the entries that are new."""

    may_client: bool
    form: NoteForm | None = None


@dataclass(frozen=True, kw_only=True)
class EntryPage(IncidentPage, EntriesPart):
    """One entry with those it is tied to."""

    seq: int
    entry_title: str


@dataclass(frozen=True, kw_only=True)
class ReleasePage(IncidentPage):
    """What the client is going to read: an entry (`face`), or the `text` of a note that is not written yet."""

    audience: str
    readers: Sequence[str]
    back_url: str
    face: Face | None = None
    form: AudienceForm | None = None
    text: str = ""
    is_note: bool = False
    in_dialog: bool = False


def entry_of(member: Membership, incident: Incident, seq: int) -> TimelineEntry:
    """The entry of this number. Raises NotFound."""
    row: TimelineEntry | None = room_parts.entries(member, incident).filter(seq=seq).first()
    if row is None:
        raise NotFound("This entry doesn't exist, or you don't have access to it.")
    return row


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
    shown = NotePage(**page_frame(incident), form=form, may_client=room_parts.may_client(request.member, incident))
    return show(request, "incidents/note_page.html", shown, fragment="incidents/composer.html", status=422)


def _write(member: Membership, incident: Incident, given: dict[str, Any]) -> None:
    timeline.note(
        member=member, incident=incident, text=given["text"], visibility=given["visibility"], now=timezone.now()
    )


def _written(request: MemberRequest, incident: Incident) -> HttpResponse:
    if not request.htmx:
        return back_to(incident, "timeline")
    # All since the newest the page has: others may have written meanwhile.
    rows = room_parts.entries(request.member, incident).filter(seq__gt=newest_seen(request, incident)).order_by("-seq")
    shown = joined(
        NoteWritten,
        room_parts.entries_part(request.member, incident, timezone.now(), list(rows[:200])),
        may_client=room_parts.may_client(request.member, incident),
    )
    return show(request, "incidents/note_written.html", shown)


def _confirm(request: MemberRequest, incident: Incident, form: NoteForm) -> HttpResponse:
    given = form.cleaned_data
    shown = ReleasePage(
        **page_frame(incident),
        text=given["text"],
        audience=given["visibility"],
        readers=readers(incident),
        is_note=True,
        back_url=room_url(incident, "timeline"),
    )
    answer = show(request, "incidents/release_page.html", shown, fragment="incidents/release_dialog.html")
    # The form swaps the composer; what asks once more opens as a dialog instead.
    answer["HX-Retarget"] = "#dialog-place"
    answer["HX-Reswap"] = "innerHTML"
    return answer


@require_safe
@page("incidents.see")
def entry(request: MemberRequest, number: int, seq: int) -> HttpResponse:
    """One entry: with htmx its row again, else the entry alone with what corrects it and what it corrects."""
    incident = incident_of(request.member, number)
    row = entry_of(request.member, incident, seq)
    around = room_parts.entries(request.member, incident).filter(corrects_seq=seq)
    if row.corrects_seq and not request.htmx:
        around = around | room_parts.entries(request.member, incident).filter(seq=row.corrects_seq)
    rows = [row] if request.htmx else [*around.order_by("-seq"), row]
    frame, rows = page_frame(incident), sorted(rows, key=lambda one: -one.seq)
    shown = joined(
        EntryPage,
        room_parts.entries_part(request.member, incident, frame["now"], rows),
        **frame,
        seq=seq,
        entry_title=f"Entry {seq}",
    )
    return show(request, "incidents/entry_page.html", shown, fragment="incidents/entries.html")


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
    line = entry_of(request.member, incident, seq)
    # Bound by GET, too: what the address asks for is shown only where the form takes it.
    form = AudienceForm(request.POST if request.method == "POST" else {"audience": request.GET.get("to", "client")})
    audience = form.cleaned_data["audience"] if form.is_valid() else "client"
    if request.method == "POST" and form.is_valid():
        done = carried_out(
            form,
            lambda: timeline.release(member=request.member, entry=line, audience=audience, now=timezone.now()),
        )
        if done:
            messages.success(request, f"Entry {seq} is released to the {audience}")
            return back_to(incident, "timeline")
    shown = ReleasePage(
        **page_frame(incident),
        face=room_parts.rows_of(request.member, incident, [line])[0],
        form=form,
        audience=audience,
        readers=readers(incident),
        back_url=room_url(incident, "timeline"),
    )
    status = 422 if form.errors else 200
    return show(request, "incidents/release_page.html", shown, fragment="incidents/release_dialog.html", status=status)
