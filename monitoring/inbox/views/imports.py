"""A brand's files of mentions: brought, looked at, begun, watched, stopped, undone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.brands.models import Brand
from accounts.errors import Conflict, Gone, Invalid, NotFound
from accounts.forms import carried_out
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from monitoring.inbox.api.imports import amiss_file
from monitoring.inbox.forms.imports import FileForm, MappingForm
from monitoring.inbox.services import importing
from monitoring.models import Import
from monitoring.page_context import BrandPage, SeeOther, brand_frame, brand_of

MOST = 50
TITLES = {
    "ready": "Not read in yet",
    "running": "Reading it in",
    "done": "Read in",
    "cancelled": "Stopped before its end",
    "failed": "Stopped: something went wrong on our side",
    "undoing": "Taking back what it brought",
    "undone": "Undone",
    "discarded": "Thrown away",
}
_FAILED = {
    "unreadable": "Stopped at a row that can't be read",
    "no_access": "Stopped: whoever began it may bring nothing for this brand any more",
}


class ImportRow(TypedDict):
    """One file for components/progress.html, and what can be done about it."""

    id: str
    row: Import
    title: str
    done: int
    total: int
    words: str
    url: str
    poll_url: str
    stop_url: str
    resume_url: str
    undo_url: str
    amiss_url: str
    fault: str


@dataclass(frozen=True, kw_only=True)
class ImportPanel:
    """One of them."""

    upload: ImportRow
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class ImportList(BrandPage):
    """The brand's, newest first."""

    rows: Sequence[ImportRow]
    form: FileForm | None


@dataclass(frozen=True, kw_only=True)
class ImportPage(BrandPage):
    """One file: looked at (`shown`, `form`) until it is begun, then how far it is."""

    upload: ImportRow
    may_edit: bool
    form: MappingForm | None = None
    shown: importing.Preview | None = None
    asks_for_order: bool = False


def row_of(row: Import, brand: Brand) -> ImportRow:
    """As it stands now."""
    base, at_work = f"/brands/{brand.slug}/imports/{row.pk}/", row.status in ("running", "undoing")
    undone = row.status == "undoing"
    ended = row.status in ("done", "failed", "cancelled")
    may_undo = ended and row.made and row.ended_at and timezone.now() - row.ended_at <= importing.UNDO_FOR
    return {
        "id": f"import-{row.pk}",
        "row": row,
        "title": _FAILED.get(row.ended_because, TITLES[row.status]),
        "done": row.removed + row.kept if undone else row.read,
        "total": max(row.made if undone else row.total, row.read if not undone else 0, 1),
        "words": _words(row),
        "url": base,
        "poll_url": f"{base}progress/" if at_work else "",
        "stop_url": f"{base}stop/" if row.status == "running" else "",
        "resume_url": f"{base}resume/" if row.status in ("failed", "cancelled") and row.file_until else "",
        "undo_url": f"{base}undo/" if may_undo else "",
        "amiss_url": f"{base}rows/" if (row.refused or row.doubtful) and row.batches else "",
        "fault": row.ended_words,
    }


def _words(row: Import) -> str:
    if row.status in ("ready", "discarded"):
        return f"about {row.total:,} rows" if row.total else "rows not counted yet"
    if row.status in ("undoing", "undone"):
        kept = f" · {row.kept:,} stay, since somebody works on them" if row.kept else ""
        return f"{row.removed:,} of {row.made:,} mentions removed{kept}"
    about = "about " if row.status == "running" and row.read < row.total else ""
    parts = [
        f"{row.read:,} of {about}{max(row.total, row.read):,} rows read",
        f"{row.made:,} new",
        f"{row.known:,} known",
    ]
    if row.refreshed:
        parts.append(f"{row.refreshed:,} with newer counters")
    if row.refused:
        parts.append(f"{row.refused:,} left out")
    if row.doubtful:
        parts.append(f"{row.doubtful:,} taken with a cell that can't be read")
    return " · ".join(parts)


@require_http_methods(["GET", "HEAD", "POST"])
@page("sources.see")
def import_list(request: MemberRequest, slug: str) -> HttpResponse:
    """The brand's files; a POST brings one, which is then looked at."""
    brand = brand_of(request, slug)
    may_edit = may(request.member, "sources.edit")
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        made: list[Import] = []

        def bring() -> None:
            file, now = form.cleaned_data["file"], timezone.now()
            made.append(
                importing.upload_file(member=request.member, brand=brand, name=file.name, read=file.read, now=now)
            )

        if carried_out(form, bring):
            return SeeOther(f"/brands/{brand.slug}/imports/{made[0].pk}/")
    rows = importing.imports_of(request.member).filter(brand=brand).exclude(status="discarded").order_by("-pk")[:MOST]
    shown = ImportList(
        **brand_frame(request, brand, "sources"),
        rows=[row_of(row, brand) for row in rows],
        form=form if may_edit else None,
    )
    return show(request, "inbox/import_list.html", shown, status=422 if form.errors else 200)


def _own(request: MemberRequest, brand: Brand, pk: UUID) -> Import:
    row: Import | None = importing.imports_of(request.member).filter(brand=brand, pk=pk).first()
    if row is None:
        raise NotFound("There is no such file.")
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@page("sources.see")
def import_page(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """What it would bring, and which column is what; a POST says so anew, and begins where it was asked to."""
    brand = brand_of(request, slug)
    row = _own(request, brand, pk)
    may_edit = may(request.member, "sources.edit")
    form = MappingForm(row, request.POST if request.method == "POST" else None) if row.status == "ready" else None
    if request.method == "POST" and (
        form is None or (form.is_valid() and carried_out(form, _mapped(request, row, form)))
    ):
        if form is None:
            messages.warning(request, "This file was begun already.")
        return SeeOther(f"/brands/{brand.slug}/imports/{row.pk}/")
    row = _own(request, brand, pk)
    refused = bool(form is not None and form.errors)
    shown = ImportPage(
        **brand_frame(request, brand, "sources"),
        upload=row_of(row, brand),
        may_edit=may_edit,
        form=form if may_edit else None,
        shown=importing.preview(row) if row.status == "ready" else None,
        asks_for_order=importing.asks_for_order(row),
    )
    return show(request, "inbox/import_page.html", shown, status=422 if refused else 200)


def _mapped(request: MemberRequest, row: Import, form: MappingForm) -> Callable[[], object]:
    def act() -> None:
        now = timezone.now()
        importing.map_columns(member=request.member, upload=row, **form.given(), now=now)
        if request.POST.get("step") == "start":
            importing.start_import(member=request.member, upload=row, now=now)

    return act


@require_safe
@page("sources.see")
def import_progress(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """How far it is: the panel, asked for every two seconds while it is imported or undone."""
    brand = brand_of(request, slug)
    row = _own(request, brand, pk)
    if not request.htmx:
        return SeeOther(f"/brands/{brand.slug}/imports/{row.pk}/")
    panel = ImportPanel(upload=row_of(row, brand), may_edit=may(request.member, "sources.edit"))
    return show(request, "inbox/import_row.html", panel)


ACTS: dict[str, Callable[..., Any]] = {
    "stop": importing.cancel_import,
    "resume": importing.resume_import,
    "undo": importing.undo_import,
    "discard": importing.discard_import,
}


@require_POST
@page("sources.edit")
def import_act(request: MemberRequest, slug: str, pk: UUID, act: str) -> HttpResponse:
    """Stop, go on, undo, throw away."""
    brand = brand_of(request, slug)
    row = _own(request, brand, pk)
    try:
        ACTS[act](member=request.member, upload=row, now=timezone.now())
    except (Conflict, Gone, Invalid) as error:
        messages.error(request, error.message)
    return SeeOther(f"/brands/{brand.slug}/imports/" + ("" if act == "discard" else f"{row.pk}/"))


@require_safe
@page("sources.see")  # type: ignore[arg-type]  # what is streamed is no HttpResponse
def import_rows(request: MemberRequest, slug: str, pk: UUID) -> HttpResponseBase:
    """The rows that were amiss, as CSV."""
    return amiss_file(request.member, _own(request, brand_of(request, slug), pk))
