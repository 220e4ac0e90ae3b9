"""How one source was read: its last tries, what came of each, and how long its posts take."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from monitoring.feeds.models import FetchTry
from monitoring.feeds.services import sources
from monitoring.feeds.services.sources import Delay
from monitoring.feeds.views.source_rows import rows_of
from monitoring.feeds.views.sources import source_of
from monitoring.models import Source
from monitoring.page_context import BrandPage, brand_frame, brand_of

_LABELS = {"": "All", "failed": "Failed", "posts": "With posts"}
_RESULTS = {
    "read": ("Read", "ok", "circle-check"),
    "same": ("Nothing new", "outline", "check"),
    "failed": ("Failed", "error", "circle-x"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One try in words."""

    row: FetchTry
    result: str
    tone: str
    icon: str
    came: str
    notes: Sequence[str]
    size: str
    seconds: str


@dataclass(frozen=True, kw_only=True)
class FetchLog(BrandPage):
    """A source, how it fares in words (source_rows.py), how long its posts take, and its last tries."""

    source: Source
    row: dict[str, Any]
    delay: Delay | None
    lines: Sequence[Line]
    only: str
    options: Sequence[dict[str, Any]]
    may_edit: bool


@require_safe
@page("sources.see")
def fetch_log(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """The last 100 tries; `?only=failed` or `posts` narrows them."""
    brand = brand_of(request, slug)
    source, now = source_of(request, brand, pk), timezone.now()
    only = request.GET.get("only", "")
    only = only if only in sources.SHOWN else ""
    frame = brand_frame(request, brand, "sources")
    here = f"{frame['base']}sources/{source.pk}/log/"
    shown = FetchLog(
        **frame,
        source=source,
        row=rows_of([source], now)[0],
        delay=sources.delays_of([source], now=now).get(source.pk),
        lines=[_line(row) for row in sources.tries_of(source, only=only)],
        only=only,
        options=[
            {"label": label, "url": f"{here}?only={name}" if name else here, "current": name == only}
            for name, label in _LABELS.items()
        ],
        may_edit=may(request.member, "sources.edit"),
    )
    return show(request, "feeds/source_log.html", shown)


def _line(row: FetchTry) -> Line:
    result, tone, icon = _RESULTS[row.outcome]
    notes = [f"{count} left out: {reason}" for reason, count in row.ignored.items()]
    if row.status is not None and row.outcome == "failed":
        notes.append(f"Answered with {row.status}")
    return Line(
        row=row,
        result=result,
        tone=tone,
        icon=icon,
        came=row.reason if row.outcome == "failed" else _came(row.posts),
        notes=notes,
        size=filesizeformat(row.bytes),
        seconds=f"{row.took_ms / 1_000:.1f} s",
    )


def _came(posts: int) -> str:
    if not posts:
        return "no new posts"
    return "1 new post" if posts == 1 else f"{posts:,} new posts"
