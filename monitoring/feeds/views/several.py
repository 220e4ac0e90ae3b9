"""Several sources at once: a list is pasted or brought, each line is tried and added, and what became of it is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.brands.models import Brand
from accounts.errors import Conflict, NotFound
from accounts.forms import carried_out
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from monitoring.feeds.api.batches import opml_of
from monitoring.feeds.forms import SeveralForm
from monitoring.feeds.services import batches, sources
from monitoring.models import SourceBatch, SourceLine
from monitoring.page_context import BrandPage, SeeOther, brand_frame, brand_of

SHOWN = 10  # lists
HEADINGS = {"working": "Trying and adding", "done": "Added", "stopped": "Stopped"}
TONES = {"added": ("Added", "ok"), "there": ("Was there already", ""), "refused": ("Not added", "soon")}


@dataclass(frozen=True, kw_only=True)
class BatchRow:
    """One list for components/progress.html."""

    id: str
    batch: SourceBatch
    heading: str
    words: str
    url: str
    poll_url: str
    stop_url: str
    resume_url: str


@dataclass(frozen=True, kw_only=True)
class LineRow:
    """One line of it in words. `offers`: feeds of the page it is, as (title, address that tries it)."""

    line: SourceLine
    state: str
    tone: str
    platform: str
    words: str
    source_url: str
    try_url: str
    offers: Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Several(BrandPage):
    """The form, and the brand's last lists."""

    form: SeveralForm
    rows: Sequence[BatchRow]
    most: int = batches.MOST_LINES


@dataclass(frozen=True, kw_only=True)
class BatchPage(BrandPage):
    """One list: how far it is, and its lines."""

    batch: BatchRow
    lines: Sequence[LineRow]
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class BatchPart:
    """What is asked for every two seconds."""

    batch: BatchRow
    lines: Sequence[LineRow]
    may_edit: bool


def row_of(batch: SourceBatch, brand: Brand) -> BatchRow:
    """As it stands now."""
    base = f"/brands/{brand.slug}/sources/several/{batch.pk}/"
    parts = [f"{batch.settled} of {batch.total} tried", f"{batch.added} added"]
    parts += [f"{batch.there} there already"] if batch.there else []
    parts += [f"{batch.refused} not added"] if batch.refused else []
    working = batch.status == "working"
    return BatchRow(
        id=f"batch-{batch.pk}",
        batch=batch,
        heading=HEADINGS[batch.status],
        words=" · ".join(parts),
        url=base,
        poll_url=f"{base}progress/" if working else "",
        stop_url=f"{base}stop/" if working else "",
        resume_url=f"{base}resume/" if batch.status == "stopped" and batch.settled < batch.total else "",
    )


def _lines(member: Any, batch: SourceBatch, brand: Brand) -> list[LineRow]:
    names = {one.platform: one.name for one in sources.platforms()}
    add = f"/brands/{brand.slug}/sources/add/"
    rows = []
    for line in batches.lines_of(member, batch):
        state, tone = TONES.get(line.result, ("Waiting", ""))
        rows.append(
            LineRow(
                line=line,
                state=state,
                tone=tone,
                platform=names.get(line.platform, ""),
                words=line.words,
                source_url=f"/brands/{brand.slug}/sources/{line.source_id}/" if line.source_id else "",
                try_url=f"{add}?{urlencode({'address': line.text})}" if line.result == "refused" else "",
                offers=[
                    (one["title"] or one["url"], f"{add}?{urlencode({'address': one['url']})}") for one in line.found
                ],
            )
        )
    return rows


@require_http_methods(["GET", "HEAD", "POST"])
@page("sources.edit")
def source_several(request: MemberRequest, slug: str) -> HttpResponse:
    """A list is pasted or brought; the answer leads to what becomes of it."""
    brand = brand_of(request, slug)
    form = SeveralForm(request.POST, request.FILES) if request.method == "POST" else SeveralForm()
    if request.method == "POST" and form.is_valid():
        made: list[SourceBatch] = []

        def start() -> None:
            given = {"text": form.listed(), "everything": form.cleaned_data["everything"]}
            made.append(batches.start_batch(member=request.member, brand=brand, **given, now=timezone.now()))

        if carried_out(form, start):
            return SeeOther(row_of(made[0], brand).url)
    rows = batches.batches_of(request.member).filter(brand=brand).order_by("-pk")[:SHOWN]
    shown = Several(**brand_frame(request, brand, "sources"), form=form, rows=[row_of(one, brand) for one in rows])
    return show(request, "feeds/source_several.html", shown, status=422 if form.errors else 200)


def _own(request: MemberRequest, brand: Brand, pk: UUID) -> SourceBatch:
    row: SourceBatch | None = batches.batches_of(request.member).filter(brand=brand, pk=pk).first()
    if row is None:
        raise NotFound("There is no such list.")
    return row


@require_safe
@page("sources.see")
def source_batch(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """What became of each line."""
    brand = brand_of(request, slug)
    batch = _own(request, brand, pk)
    shown = BatchPage(
        **brand_frame(request, brand, "sources"),
        batch=row_of(batch, brand),
        lines=_lines(request.member, batch, brand),
        may_edit=may(request.member, "sources.edit"),
    )
    return show(request, "feeds/source_batch.html", shown)


@require_safe
@page("sources.see")
def source_batch_progress(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """The same without its frame, asked for every two seconds while it is at work."""
    brand = brand_of(request, slug)
    batch = _own(request, brand, pk)
    row = row_of(batch, brand)
    if not request.htmx:
        return SeeOther(row.url)
    lines = _lines(request.member, batch, brand)
    return show(
        request,
        "feeds/source_batch_part.html",
        BatchPart(batch=row, lines=lines, may_edit=may(request.member, "sources.edit")),
    )


ACTS: dict[str, Callable[..., Any]] = {"stop": batches.stop_batch, "resume": batches.resume_batch}


@require_POST
@page("sources.edit")
def source_batch_act(request: MemberRequest, slug: str, pk: UUID, act: str) -> HttpResponse:
    """Stops it, or goes on with the lines that wait."""
    brand = brand_of(request, slug)
    batch = _own(request, brand, pk)
    try:
        ACTS[act](member=request.member, batch=batch, now=timezone.now())
    except Conflict as error:
        messages.error(request, error.message)
    return SeeOther(row_of(batch, brand).url)


@require_safe
@page("sources.see")
def source_opml(request: MemberRequest, slug: str) -> HttpResponse:
    """The brand's feeds as a list that feed readers take."""
    return opml_of(request.member, brand_of(request, slug))
