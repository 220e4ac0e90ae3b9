"""A brand's sources: how they fare, a new one tried before it is saved, paused, removed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.brands.models import Brand
from accounts.errors import Conflict, Invalid, NotFound, TooMany, Unavailable
from accounts.forms import carried_out, put_errors
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from monitoring.feeds.forms import AddressForm, SourceEditForm, SourceForm
from monitoring.feeds.services import sources
from monitoring.feeds.views.source_rows import rows_of, sources_of
from monitoring.models import Source
from monitoring.page_context import BrandPage, SeeOther, brand_frame, brand_of, own_path


@dataclass(frozen=True, kw_only=True)
class SourceList(BrandPage):
    """Every source in words (source_rows.py)."""

    rows: Sequence[dict[str, Any]]
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A feed that a tried page names, and the address that tries it."""

    title: str
    kind: str
    url: str


@dataclass(frozen=True, kw_only=True)
class SourceAdd(BrandPage):
    """`after`: where saving leads; `back`: where giving up does. `checked`: what the address turned out to be."""

    after: str
    back: str
    form: AddressForm
    checked: sources.Checked | None = None
    save_form: SourceForm | None = None
    offers: Sequence[Offer] = ()


@dataclass(frozen=True, kw_only=True)
class SourceEdit(BrandPage):
    """One source, its form, and how it fares in words (source_rows.py)."""

    source: Source
    form: SourceEditForm
    row: dict[str, Any]


@require_safe
@page("sources.see")
def source_list(request: MemberRequest, slug: str) -> HttpResponse:
    """Every source with its health, and the last fortnight's gaps."""
    brand = brand_of(request, slug)
    shown = SourceList(
        **brand_frame(request, brand, "sources"),
        rows=rows_of(sources_of(request.member, brand), timezone.now()),
        may_edit=may(request.member, "sources.edit"),
    )
    return show(request, "feeds/source_list.html", shown)


@require_http_methods(["GET", "POST"])
@page("sources.edit")
def source_add(request: MemberRequest, slug: str) -> HttpResponse:
    """First the address is tried and its last posts shown; then it is saved."""
    brand = brand_of(request, slug)
    after = own_path(request, request.GET.get("next", "")) or f"/brands/{brand.slug}/sources/"
    after = after if after.startswith(f"/brands/{brand.slug}/") else f"/brands/{brand.slug}/sources/"
    shown = SourceAdd(**brand_frame(request, brand, "sources"), after=after, back=after, form=AddressForm())
    if request.POST.get("step") == "save":
        return _saved(request, shown)
    address = request.POST.get("address") or request.GET.get("address")
    if not address and request.method == "GET":
        return show(request, "feeds/source_add.html", shown)
    found = _tried(request, shown, address or "")
    return show(request, "feeds/source_add.html", found, status=422 if found.form.errors else 200)


def _tried(request: MemberRequest, shown: SourceAdd, address: str) -> SourceAdd:
    form = AddressForm({"address": address})
    checked = try_address(request, form)
    save_form, offers = None, []
    if checked and checked.feed:
        save_form = SourceForm(
            initial={"address": checked.address, "name": (checked.title or checked.address)[:200], "everything": "0"}
        )
    if checked:
        offers = [
            Offer(
                title=one.title or one.url,
                kind=one.kind,
                url=f"?{urlencode({'address': one.url, 'next': shown.after})}",
            )
            for one in checked.found
        ]
    return replace(shown, form=form, checked=checked, save_form=save_form, offers=offers)


def try_address(request: MemberRequest, form: AddressForm) -> sources.Checked | None:
    """Tries it, refusals at the field."""
    if not form.is_valid():
        return None
    try:
        return sources.check_address(member=request.member, address=form.cleaned_data["address"], now=timezone.now())
    except (Invalid, TooMany, Unavailable) as error:
        put_errors(form, error)
        return None


def _saved(request: MemberRequest, shown: SourceAdd) -> HttpResponse:
    brand = shown.brand
    form = SourceForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        if carried_out(
            form, lambda: sources.add_tried_source(member=request.member, brand=brand, **given, now=timezone.now())
        ):
            messages.success(request, f"{given['name']} added. Its first posts come within minutes, as history.")
            return SeeOther(shown.after)
    address = AddressForm({"address": request.POST.get("address", "")})
    for message in form.errors.get("address", []) if address.is_valid() else []:
        address.add_error("address", message)
    return show(request, "feeds/source_add.html", replace(shown, form=address, save_form=form), status=422)


def source_of(request: MemberRequest, brand: Brand, pk: UUID) -> Source:
    """Raises NotFound."""
    found: Source | None = (
        Source.objects.visible_to(request.member).filter(brand=brand, pk=pk).exclude(status="removed").first()
    )
    if found is None:
        raise NotFound("There is no such source.")
    return found


@require_http_methods(["GET", "POST"])
@page("sources.edit")
def source_edit(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Its name, and what counts; its gaps in words; removing it."""
    brand = brand_of(request, slug)
    found = source_of(request, brand, pk)
    initial = {"name": found.name, "everything": "1" if found.everything else "0"}
    form = SourceEditForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if carried_out(
            form, lambda: sources.change_source(member=request.member, source=found, **given, now=timezone.now())
        ):
            messages.success(request, "Saved. It counts for posts fetched from now on.")
            return SeeOther(f"/brands/{brand.slug}/sources/")
    shown = SourceEdit(
        **brand_frame(request, brand, "sources"),
        source=found,
        form=form,
        row=rows_of([found], timezone.now())[0],
    )
    return show(request, "feeds/source_edit.html", shown, status=422 if form.errors else 200)


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
    found = source_of(request, brand, pk)
    act, words = ACTS[action]
    try:
        act(member=request.member, source=found, now=timezone.now())
    except Conflict as error:
        messages.warning(request, error.message)
    else:
        back = {"pause": "resume", "resume": "pause"}.get(action)
        undo = f"undo:/brands/{brand.slug}/sources/{found.pk}/{back}/" if back else ""
        messages.success(request, f"{found.name} {words}", extra_tags=undo)
    return SeeOther(f"/brands/{brand.slug}/sources/")
