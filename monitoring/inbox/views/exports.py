"""One's files of mentions: begun from the inbox, watched, stopped, downloaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.brands.models import Brand
from accounts.errors import Conflict, DomainError, NotFound
from accounts.pages import MemberRequest, page, show
from monitoring.inbox.api.exports import sent
from monitoring.inbox.services import bulk_exports
from monitoring.inbox.views import saved_views
from monitoring.models import Export
from monitoring.page_context import SeeOther

LIST = "/mentions/exports/"
MOST = 50
TITLES = {
    "running": "Writing the file",
    "done": "Ready",
    "cancelled": "Stopped before the end",
    "failed": "Stopped: something went wrong on our side",
    "expired": "No longer kept",
}


class ExportRow(TypedDict):
    """One export for components/progress.html, and where its file is."""

    id: str
    row: Export
    title: str
    done: int
    total: int
    words: str
    poll_url: str
    stop_url: str
    file_url: str


@dataclass(frozen=True, kw_only=True)
class ExportPanel:
    """One of them."""

    export: ExportRow


@dataclass(frozen=True, kw_only=True)
class ExportList:
    """One's own, newest first."""

    rows: Sequence[ExportRow]
    active_nav: str = "inbox"


def row_of(row: Export) -> ExportRow:
    """As it stands now."""
    running, base = row.status == "running", f"{LIST}{row.pk}/"
    lost = row.ended_because == "no_access"
    return {
        "id": f"export-{row.pk}",
        "row": row,
        "title": "Stopped: you can't see mentions any more" if lost else TITLES[row.status],
        "done": row.read,
        "total": max(row.total, row.read, 1),
        "words": _words(row),
        "poll_url": base if running else "",
        "stop_url": f"{base}stop/" if running else "",
        "file_url": f"{base}file/" if row.status == "done" else "",
    }


def _words(row: Export) -> str:
    if row.status == "running" and not row.read:
        return "Counting what is to be written"
    return f"{row.read:,} of {max(row.total, row.read):,} mentions read · {row.written:,} written · {filesizeformat(row.size)}"


@require_http_methods(["GET", "HEAD", "POST"])
@page("mentions.see")
def export_list(request: MemberRequest) -> HttpResponse:
    """One's exports; a POST begins one of what the inbox shows under this address."""
    if request.method == "POST":
        return _begun(request)
    rows = [row_of(row) for row in bulk_exports.exports_of(request.member).order_by("-pk")[:MOST]]
    return show(request, "inbox/export_list.html", ExportList(rows=rows))


def _begun(request: MemberRequest) -> HttpResponse:
    looking, now = saved_views.looking(request), timezone.now()
    if looking.problems:
        messages.error(request, "The query text can't be read. Correct it, then export.")
        return SeeOther(f"/mentions/?{request.GET.urlencode()}")
    brand = Brand.objects.visible_to(request.member).filter(slug=looking.asked.given.get("brand", "")).first()
    filters = looking.asked.filters(brand=brand.pk if brand else None, user_id=request.member.user_id, now=now)
    try:
        text = looking.text if looking.parsed is not None else ""
        bulk_exports.start_export(member=request.member, filters=filters, text=text, now=now)
    except Conflict as error:
        messages.error(request, error.message)
    return SeeOther(LIST)


def _own(request: MemberRequest, pk: UUID) -> Export:
    own: Export | None = bulk_exports.exports_of(request.member).filter(pk=pk).first()
    if own is None:
        raise NotFound("There is no such export.")
    return own


@require_safe
@page("mentions.see")
def export(request: MemberRequest, pk: UUID) -> HttpResponse:
    """How far it is: the panel, asked for every two seconds while it is written."""
    own = _own(request, pk)
    if not request.htmx:
        return SeeOther(LIST)
    return show(request, "inbox/export_row.html", ExportPanel(export=row_of(own)))


@require_POST
@page("mentions.see")
def export_stop(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Throws away what there is of it."""
    try:
        bulk_exports.cancel_export(member=request.member, export=_own(request, pk), now=timezone.now())
    except Conflict as error:
        messages.error(request, error.message)
    return SeeOther(LIST)


@require_safe
@page("mentions.see")  # type: ignore[arg-type]  # what is streamed is no HttpResponse
def export_file(request: MemberRequest, pk: UUID) -> HttpResponseBase:
    """The file, if it may be handed out still; else the list, which says why not."""
    try:
        return sent(bulk_exports.file_of(member=request.member, export=_own(request, pk)))
    except NotFound:
        raise
    except DomainError as error:
        messages.error(request, error.message)
        return SeeOther(LIST)
