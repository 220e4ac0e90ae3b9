"""A query run over what is stored: begun, watched, stopped, gone on with."""

from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.brands.models import Brand
from accounts.errors import Conflict, Invalid, NotFound
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from monitoring.inbox.forms.queries import BackfillForm
from monitoring.inbox.services import backfilling
from monitoring.models import Backfill, Query
from monitoring.page_context import SeeOther, brand_of

TITLES = {
    "running": "Looking through what is stored",
    "done": "Looked through what is stored",
    "cancelled": "Stopped before the end",
    "replaced": "Ended: the query was changed",
    "failed": "Stopped: something went wrong on our side",
}


class Progress(TypedDict):
    """A run for components/progress.html, with what can be done about it."""

    id: str
    row: Backfill
    title: str
    done: int
    total: int
    words: str
    poll_url: str
    stop_url: str
    resume_url: str


@dataclass(frozen=True, kw_only=True)
class BackfillPart:
    """A run (`progress_of`), and the query it is of."""

    backfill: Progress
    brand: Brand
    query: Query
    may_edit: bool


def progress_of(brand: Brand, row: Backfill) -> Progress:
    """The run as it stands now."""
    base = f"/brands/{brand.slug}/queries/{row.query_id}/backfills/{row.pk}/"
    running, settling = row.status == "running", row.phase == "settling" and row.status == "running"
    return {
        "id": "backfill",
        "row": row,
        "title": "Looking once more at what came meanwhile" if settling else TITLES[row.status],
        "done": row.read,
        "total": max(row.total, row.read, 1),  # more may be met than was counted, and a bar needs a length
        "words": _words(row),
        "poll_url": base if running else "",
        "stop_url": f"{base}stop/" if running and not settling else "",
        "resume_url": f"{base}resume/" if row.status in ("cancelled", "failed") else "",
    }


def _words(row: Backfill) -> str:
    if row.status == "running" and not row.total and not row.read:
        return "Counting what is stored"
    made = f"{row.made:,} new {'mention' if row.made == 1 else 'mentions'}"
    return f"{row.read:,} of {max(row.total, row.read):,} posts read · {row.matched:,} matched · {made}"


def _found(request: MemberRequest, brand: Brand, query: UUID, pk: UUID) -> Backfill:
    rows = Backfill.objects.visible_to(request.member).filter(query__brand=brand, query_id=query)
    run: Backfill | None = rows.select_related("query").filter(pk=pk).first()
    if run is None:
        raise NotFound("There is no such run.")
    return run


@require_POST
@page("queries.edit")
def backfill_start(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Begins one; its progress is on the query's page."""
    brand = brand_of(request, slug)
    query: Query | None = Query.objects.visible_to(request.member).filter(brand=brand, pk=pk).first()
    if query is None:
        raise NotFound("There is no such query.")
    form = BackfillForm(request.POST)
    if form.is_valid():
        try:
            backfilling.start_backfill(
                member=request.member, query=query, days=form.cleaned_data["days"], now=timezone.now()
            )
        except (Invalid, Conflict) as error:
            messages.error(request, error.message)
    else:
        messages.error(request, "Choose how far back to look.")
    return SeeOther(f"/brands/{brand.slug}/queries/{pk}/#backfill")


@require_safe
@page("queries.see")
def backfill(request: MemberRequest, slug: str, pk: UUID, run: UUID) -> HttpResponse:
    """How far it is: the panel, asked for every two seconds while it runs."""
    brand = brand_of(request, slug)
    row = _found(request, brand, pk, run)
    if not request.htmx:
        return SeeOther(f"/brands/{brand.slug}/queries/{pk}/#backfill")
    shown = BackfillPart(
        backfill=progress_of(brand, row),
        brand=brand,
        query=row.query,
        may_edit=may(request.member, "queries.edit"),
    )
    return show(request, "inbox/query_backfill.html", shown)


@require_POST
@page("queries.edit")
def backfill_stop(request: MemberRequest, slug: str, pk: UUID, run: UUID) -> HttpResponse:
    """What it found stays."""
    brand = brand_of(request, slug)
    try:
        backfilling.cancel_backfill(member=request.member, backfill=_found(request, brand, pk, run), now=timezone.now())
    except Conflict as error:
        messages.error(request, error.message)
    return SeeOther(f"/brands/{brand.slug}/queries/{pk}/#backfill")


@require_POST
@page("queries.edit")
def backfill_resume(request: MemberRequest, slug: str, pk: UUID, run: UUID) -> HttpResponse:
    """Goes on where it stopped."""
    brand = brand_of(request, slug)
    try:
        backfilling.resume_backfill(member=request.member, backfill=_found(request, brand, pk, run), now=timezone.now())
    except Conflict as error:
        messages.error(request, error.message)
    return SeeOther(f"/brands/{brand.slug}/queries/{pk}/#backfill")
