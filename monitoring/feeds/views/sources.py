"""A brand's sources: how they fare, changed, paused, removed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.brands.models import Brand
from accounts.errors import Conflict, Invalid, NotFound
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from monitoring.feeds.forms import PlatformForm, SourceForm
from monitoring.feeds.models import Received
from monitoring.feeds.services import receiving, sources
from monitoring.feeds.services.receiving import Receiving
from monitoring.feeds.views.adding import done
from monitoring.feeds.views.source_rows import rows_of, sources_of
from monitoring.models import WATCHED, Source
from monitoring.page_context import BrandPage, SeeOther, brand_frame, brand_of


@dataclass(frozen=True, kw_only=True)
class SourceList(BrandPage):
    """Every source in words (source_rows.py)."""

    rows: Sequence[dict[str, Any]]
    may_edit: bool
    unwatched: Sequence["UnwatchedRow"]


@dataclass(frozen=True, kw_only=True)
class UnwatchedRow:
    """A network the brand watches nothing of. `url` begins to add it; `suggested`: (address, address of the page that tries it)."""

    name: str
    about: str
    url: str
    suggested: Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class SourceEdit(BrandPage):
    """One source, its forms, and how it fares in words (source_rows.py). `asked`: what its platform asks, if it is there still.
    `receiving`: where it is sent to, if it is; `deliveries`: what came last; `checked`: what an example would become, and how that is shown (source_tried.html)."""

    source: Source
    form: SourceForm
    asked: PlatformForm | None
    platform_name: str
    row: dict[str, Any]
    receiving: Receiving | None
    deliveries: Sequence[Received]
    checked: sources.Checked | None = None
    offers: Sequence[Any] = ()
    is_sent: bool = True
    tried_title: str = "What it would become"


@require_safe
@page("sources.see")
def source_list(request: MemberRequest, slug: str) -> HttpResponse:
    """Every source with its health, and the last fortnight's gaps."""
    brand = brand_of(request, slug)
    shown = SourceList(
        **brand_frame(request, brand, "sources"),
        rows=rows_of(sources_of(request.member, brand), timezone.now()),
        may_edit=may(request.member, "sources.edit"),
        unwatched=[_unwatched_row(one) for one in sources.unwatched(request.member, brand)],
    )
    return show(request, "feeds/source_list.html", shown)


def _unwatched_row(one: sources.Unwatched) -> UnwatchedRow:
    base = {"platform": one.spec.platform}
    suggested = [
        (each.address.removeprefix("https://"), f"add/?{urlencode({**base, **PlatformForm.data_of(each.fields)})}")
        for each in one.suggestions
    ]
    return UnwatchedRow(name=one.spec.name, about=one.spec.about, url=f"add/?{urlencode(base)}", suggested=suggested)


def source_of(request: MemberRequest, brand: Brand, pk: UUID) -> Source:
    """Raises NotFound."""
    source: Source | None = (
        Source.objects.visible_to(request.member).filter(brand=brand, pk=pk, status__in=WATCHED).first()
    )
    if source is None:
        raise NotFound("There is no such source.")
    return source


@require_http_methods(["GET", "POST"])
@page("sources.edit")
def source_edit(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Its name, what counts, what its platform was told; its gaps in words; removing it."""
    brand = brand_of(request, slug)
    current = source_of(request, brand, pk)
    sent = request.POST if request.method == "POST" else None
    form = SourceForm(sent, initial={"name": current.name, "everything": "1" if current.everything else "0"})
    spec = next((one for one in sources.platforms() if one.platform == current.platform), None)
    asked = _asked_of(current, spec, sent) if spec else None
    checked: list[sources.Checked] = []
    if sent is not None and asked is not None and sent.get("step") == "check":
        done(lambda: checked.append(_tried(request, asked)), form, asked)
    elif sent is not None and form.is_valid() and (asked is None or not asked.is_bound or asked.is_valid()):
        fields = asked.given() if asked is not None and asked.is_bound else None
        change = {**form.cleaned_data, "fields": fields, "now": timezone.now()}
        if done(lambda: sources.change_source(member=request.member, source=current, **change), form, asked):
            messages.success(request, "Saved. It counts for posts fetched from now on.")
            return SeeOther(f"/brands/{brand.slug}/sources/")
    shown = SourceEdit(
        **brand_frame(request, brand, "sources"),
        source=current,
        form=form,
        asked=asked,
        platform_name=spec.name if spec else current.platform,
        row=rows_of([current], timezone.now())[0],
        receiving=receiving.receiving_of(request.member, [current]).get(current.pk),
        deliveries=receiving.last_deliveries(current) if receiving.is_sent(current.platform) else (),
        checked=checked[0] if checked else None,
    )
    refused = form.errors or (asked is not None and asked.errors)
    return show(request, "feeds/source_edit.html", shown, status=422 if refused else 200)


def _tried(request: MemberRequest, asked: PlatformForm) -> sources.Checked:
    """What an example would become by the fields as they stand; nothing is saved."""
    if not asked.is_valid():
        raise Invalid("Some fields are invalid.")
    given = sources.filled_in(asked.spec.platform, asked.given(), kept=asked.stored)
    return sources.check_source(member=request.member, given=given, now=timezone.now())


def _asked_of(source: Source, spec: sources.Spec, sent: QueryDict | None) -> PlatformForm:
    """The form of its platform as it was answered; read from the request only where one of its fields was sent."""
    stored = sources.stored_secrets([source])[source.pk]
    data = sent if sent is not None and PlatformForm.is_in(sent) else None
    return PlatformForm(spec, data, initial=sources.fields_of(source), stored=stored)


ACTS: dict[str, tuple[Callable[..., Source], str]] = {
    "pause": (sources.pause_source, "paused. What is missed until you resume is shown as a gap."),
    "resume": (sources.resume_source, "resumed. What its feed still shows comes as history."),
    "retry": (sources.retry_source, "is tried now, unless its host asked us to wait."),
    "remove": (sources.remove_source, "removed. Its mentions stay."),
}


@require_POST
@page("sources.edit")
def source_switch(request: MemberRequest, slug: str, pk: UUID, action: str) -> HttpResponse:
    """Pause, resume, try now, remove."""
    brand = brand_of(request, slug)
    source = source_of(request, brand, pk)
    act, words = ACTS[action]
    try:
        act(member=request.member, source=source, now=timezone.now())
    except Conflict as error:
        messages.warning(request, error.message)
    else:
        back = {"pause": "resume", "resume": "pause"}.get(action)
        undo = f"undo:/brands/{brand.slug}/sources/{source.pk}/{back}/" if back else ""
        messages.success(request, f"{source.name} {words}", extra_tags=undo)
    return SeeOther(f"/brands/{brand.slug}/sources/")
