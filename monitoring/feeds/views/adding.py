"""A new source: its platform chosen where there are several, what it asks filled in, tried, then saved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from accounts.errors import Conflict, Invalid, TooMany, Unavailable
from accounts.forms import put_errors
from accounts.pages import MemberRequest, page, show
from monitoring.feeds.forms import PREFIX, PlatformForm, SourceForm
from monitoring.feeds.services import receiving, sources
from monitoring.models import Source
from monitoring.page_context import BrandPage, SeeOther, brand_frame, brand_of, own_path


@dataclass(frozen=True, kw_only=True)
class PlatformLink:
    """One kind of source to choose."""

    name: str
    about: str
    url: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A feed that a tried page names, and the address that tries it."""

    title: str
    kind: str
    url: str


@dataclass(frozen=True, kw_only=True)
class SourceAdd(BrandPage):
    """`after`: where saving leads, and giving up. `platforms`: empty where there is one only. `asked`: what the chosen one asks.
    `checked`: what it turned out to be. `is_sent`: its posts will be sent to us."""

    after: str
    platforms: Sequence[PlatformLink]
    asked: PlatformForm | None = None
    checked: sources.Checked | None = None
    save_form: SourceForm | None = None
    offers: Sequence[Offer] = ()
    is_sent: bool = False
    tried_title: str = "Its last posts"


@require_http_methods(["GET", "POST"])
@page("sources.edit")
def source_add(request: MemberRequest, slug: str) -> HttpResponse:
    """First the source is tried and its last posts shown; then it is saved."""
    brand = brand_of(request, slug)
    home = f"/brands/{brand.slug}/sources/"
    # Anybody can send a member a link that has a `next`: it leads to pages of this brand only.
    after = own_path(request, request.POST.get("next") or request.GET.get("next", "")) or home
    after = after if after.startswith(f"/brands/{brand.slug}/") else home
    asked = _asked(request)
    chosen = asked.spec.platform if asked else ""
    shown = SourceAdd(
        **brand_frame(request, brand, "sources"), after=after, platforms=_links(chosen, after), asked=asked
    )
    if receiving.is_sent(chosen):
        shown = replace(shown, is_sent=True, tried_title="What it would become")
    if asked is None or not asked.is_bound:
        return _show(request, shown)
    return _saved(request, shown, asked) if request.POST.get("step") == "save" else _tried(request, shown, asked)


def _show(request: MemberRequest, shown: SourceAdd, *, refused: bool = False) -> HttpResponse:
    status = 422 if refused else 200
    return show(request, "feeds/source_add.html", shown, fragment="feeds/source_form.html", status=status)


def _links(chosen: str, after: str) -> list[PlatformLink]:
    specs = sources.platforms()
    if len(specs) == 1:
        return []
    return [
        PlatformLink(
            name=one.name,
            about=one.about,
            url=f"?{urlencode({'platform': one.platform, 'next': after})}",
            current=one.platform == chosen,
        )
        for one in specs
    ]


def _asked(request: MemberRequest) -> PlatformForm | None:
    """The form of the chosen platform, with what was sent or pasted for it; None where one has still to be chosen."""
    specs = {one.platform: one for one in sources.platforms()}
    pasted = request.POST.get("address", request.GET.get("address"))
    if pasted is not None and not PlatformForm.is_in(request.POST):
        platform, values = sources.recognised(pasted)
        return PlatformForm(specs[platform], PlatformForm.data_of(values))
    spec = specs.get(request.POST.get("platform") or request.GET.get("platform", ""))
    if spec is None and (len(specs) == 1 or request.method == "POST"):
        spec = specs[sources.usual_platform()]
    if spec is None:
        return None
    if request.method != "POST":
        fields = {one.name for one in spec.fields}
        named = {name: request.GET[f"{PREFIX}-{name}"] for name in fields if f"{PREFIX}-{name}" in request.GET}
        return PlatformForm(spec, initial=named)
    return _meant(PlatformForm(spec, request.POST), specs)


def _meant(form: PlatformForm, specs: Mapping[str, sources.Spec]) -> PlatformForm:
    """Where any address is taken, one that another platform knows is that one's."""
    if form.spec.platform != sources.usual_platform():
        return form
    platform, values = sources.recognised(str(form[form.spec.first.name].value() or ""))
    return form if platform == form.spec.platform else PlatformForm(specs[platform], PlatformForm.data_of(values))


def done(act: Callable[[], object], form: forms.Form, asked: PlatformForm | None) -> bool:
    """Runs the service: True where it is done; what another try may fix stands at its field, whichever form has it."""
    try:
        act()
    except (Invalid, Conflict, TooMany, Unavailable) as error:
        put_errors(asked if asked is not None and error.fields.keys() & asked.fields.keys() else form, error)
        return False
    return True


def _tried(request: MemberRequest, shown: SourceAdd, asked: PlatformForm) -> HttpResponse:
    checked: list[sources.Checked] = []

    def check() -> None:
        given = sources.filled_in(asked.spec.platform, asked.given())
        checked.append(sources.check_source(member=request.member, given=given, now=timezone.now()))

    shown = replace(shown, platforms=_links(asked.spec.platform, shown.after))
    if not asked.is_valid() or not done(check, asked, None):
        return _show(request, shown, refused=True)
    [result] = checked
    if result.proposed:
        # What the example answers is filled in, to be agreed to or changed.
        sent = {**request.POST.dict(), **PlatformForm.data_of(result.proposed)}
        shown = replace(shown, asked=PlatformForm(asked.spec, sent))
    if result.feed:
        named = {"name": (result.title or result.address)[:200], "everything": "0"}
        return _show(request, replace(shown, checked=result, save_form=SourceForm(initial=named)))
    offers = [
        Offer(
            title=one.title or one.url,
            kind=one.kind,
            url=f"?{urlencode({'address': one.url, 'next': shown.after})}",
        )
        for one in result.found
    ]
    return _show(request, replace(shown, checked=result, offers=offers))


def _saved(request: MemberRequest, shown: SourceAdd, asked: PlatformForm) -> HttpResponse:
    form = SourceForm(request.POST)
    # A list, so that both are asked and every refusal is shown at once.
    valid = [form.is_valid(), asked.is_valid()]
    if all(valid):
        named: Any = form.cleaned_data
        made: list[Source] = []

        def add() -> None:
            given = sources.filled_in(asked.spec.platform, asked.given())
            now = timezone.now()
            made.append(
                sources.add_tried_source(member=request.member, brand=shown.brand, given=given, **named, now=now)
            )

        if done(add, form, asked):
            return _added(request, shown, made[0])
    return _show(request, replace(shown, save_form=form), refused=True)


def _added(request: MemberRequest, shown: SourceAdd, source: Source) -> HttpResponse:
    if receiving.is_sent(source.platform):
        messages.success(request, f"{source.name} added. Enter its address where the posts are sent from.")
        return SeeOther(f"/brands/{shown.brand.slug}/sources/{source.pk}/")
    spec = sources.spec_of(source.platform)
    words = "Its first posts come within minutes" + (", as history." if spec.history else ".")
    messages.success(request, f"{source.name} added. {words}")
    return SeeOther(shown.after)
