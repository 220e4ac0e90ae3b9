"""Setting a brand up: names, query, sources, team, plan, and the list of what is still missing. Left and resumed at will."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.brands import services as brands
from accounts.brands.models import Brand, BrandTeam, Contact
from accounts.errors import NotFound
from accounts.forms import carried_out
from accounts.forms.brands import BrandForm, ContactForm, TeamForm
from accounts.pages import MemberRequest, joined, page, show
from accounts.services.members import members_of
from monitoring.alerting import services as alerting
from monitoring.feeds.forms import AddressForm
from monitoring.feeds.views.source_rows import rows_of, sources_of
from monitoring.inbox.forms.queries import QueryForm
from monitoring.inbox.services import queries
from monitoring.inbox.views.queries import form_of
from monitoring.inbox.views.trying import Tried, try_text
from monitoring.insight.services.readiness import RULES, Point, readiness
from monitoring.models import Query
from monitoring.page_context import SeeOther, brand_of

STEPS = {"names": "Names", "query": "Query", "sources": "Sources", "team": "Team", "plan": "Plan", "done": "Ready"}
ORDER = list(STEPS)
NAMES = ("name", "spellings", "handles", "products", "exclusions", "languages", "time_zone")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One of components/steps.html."""

    label: str
    url: str
    state: str


class StepFrame(TypedDict):
    """What `StepPage` is made with."""

    brand: Brand
    base: str
    steps: list[Step]
    back_url: str


@dataclass(frozen=True, kw_only=True)
class StepPage:
    """What every step shows: the brand, its own address, and the way through."""

    brand: Brand
    base: str
    steps: Sequence[Step]
    back_url: str
    active_nav: str = "brands"


class FormFrame(StepFrame):
    """What `FormStep` is made with."""

    later_url: str


@dataclass(frozen=True, kw_only=True)
class FormStep(StepPage):
    """A step with something to fill in, which can be left for later."""

    later_url: str


@dataclass(frozen=True, kw_only=True)
class NamesStep(FormStep):
    """What the brand is called."""

    form: BrandForm


@dataclass(frozen=True, kw_only=True)
class QueryStep(FormStep, Tried):
    """The first query, as tried. `suggested`: it was made of the names and is not saved yet."""

    form: QueryForm
    suggested: bool


@dataclass(frozen=True, kw_only=True)
class SourcesStep(FormStep):
    """Where posts come from."""

    rows: Sequence[dict[str, object]]
    address_form: AddressForm


@dataclass(frozen=True, kw_only=True)
class TeamStep(FormStep):
    """Who works on the brand, and whom to call at the client's."""

    form: TeamForm
    contact_form: ContactForm
    contacts: Iterable[Contact]


@dataclass(frozen=True, kw_only=True)
class PlanStep(FormStep):
    """`point`: whether there is a plan; `missing`: what else is, once somebody wanted to finish."""

    point: Point | None
    new_url: str
    missing: Sequence[Point]


@dataclass(frozen=True, kw_only=True)
class DoneStep(StepPage):
    """How ready the brand is."""

    points: Sequence[Point]
    ready: int
    total: int


@require_safe
@page("brands.edit")
def onboarding(request: MemberRequest, slug: str) -> HttpResponse:
    """Goes on where it was left."""
    brand = brand_of(request, slug)
    step = brand.onboarding_step if brand.onboarding_step in STEPS else "names"
    return redirect("onboarding-step", slug=slug, step=step)


@require_http_methods(["GET", "POST"])
@page("brands.edit")
def onboarding_step(request: MemberRequest, slug: str, step: str) -> HttpResponse:
    """One step. What is saved is saved; each can be come back to."""
    brand = brand_of(request, slug)
    if step not in STEPS:
        raise NotFound("There is no such step.")
    shown = _STEPS[step](request, brand)
    if shown is not None:
        return shown
    after = ORDER[min(ORDER.index(step) + 1, len(ORDER) - 1)]
    # Who goes back to mend a name is not set back with it.
    if ORDER.index(after) > ORDER.index(_reached(brand)):
        brands.set_step(request.member, brand, step=after)
    return SeeOther(f"/brands/{brand.slug}/onboarding/{after}/")


def _reached(brand: Brand) -> str:
    return brand.onboarding_step if brand.onboarding_step in STEPS else "names"


def _frame(brand: Brand, step: str) -> StepFrame:
    reached, at = ORDER.index(_reached(brand)), ORDER.index(step)
    base = f"/brands/{brand.slug}/onboarding/"
    steps = [
        Step(
            label=words,
            url=f"{base}{key}/" if i <= max(reached, at) else "",
            state="current" if key == step else "done" if i < reached else "",
        )
        for i, (key, words) in enumerate(STEPS.items())
    ]
    back_url = f"{base}{ORDER[at - 1]}/" if at else ""
    return {"brand": brand, "base": f"/brands/{brand.slug}/", "steps": steps, "back_url": back_url}


def _form_frame(brand: Brand, step: str) -> FormFrame:
    return {**_frame(brand, step), "later_url": f"/brands/{brand.slug}/"}


def _names(request: MemberRequest, brand: Brand) -> HttpResponse | None:
    initial = {name: getattr(brand, name) for name in (*NAMES, "version")}
    form = BrandForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in NAMES}
        version = form.cleaned_data["version"]
        if carried_out(form, lambda: brands.edit_brand(request.member, brand, version=version, fields=fields)):
            return None
    shown = NamesStep(**_form_frame(brand, "names"), form=form)
    return show(request, "onboarding/names.html", shown, status=422 if form.errors else 200)


def _query(request: MemberRequest, brand: Brand) -> HttpResponse | None:
    query: Query | None = (
        Query.objects.visible_to(request.member).filter(brand=brand, is_active=True).order_by("created_at").first()
    )
    initial: dict[str, object] = {"name": brand.name, "text": queries.suggested_text(brand)}
    if query:
        initial = {"name": query.name, "text": query.text, "version": query.version}
    form, saving = form_of(request, initial)
    tried = try_text(request, brand, form["text"].value(), query)
    if saving and form.is_valid() and carried_out(form, lambda: _save_query(request, brand, query, form)):
        return None
    shown = joined(QueryStep, tried, **_form_frame(brand, "query"), form=form, suggested=query is None)
    return show(request, "onboarding/query.html", shown, status=422 if form.errors else 200)


def _save_query(request: MemberRequest, brand: Brand, query: Query | None, form: QueryForm) -> Query:
    given, now = form.cleaned_data, timezone.now()
    if query is None:
        return queries.save_query(member=request.member, brand=brand, name=given["name"], text=given["text"], now=now)
    return queries.change_query(member=request.member, query=query, edit=queries.Edit(**given), now=now)


def _sources(request: MemberRequest, brand: Brand) -> HttpResponse | None:
    if request.method == "POST":
        return None
    rows = rows_of(sources_of(request.member, brand), timezone.now())
    shown = SourcesStep(**_form_frame(brand, "sources"), rows=rows, address_form=AddressForm())
    return show(request, "onboarding/sources.html", shown)


def _team(request: MemberRequest, brand: Brand) -> HttpResponse | None:
    people = [member for member in members_of(request.member) if member.is_active]
    team = BrandTeam.objects.visible_to(request.member).filter(brand=brand)
    what = request.POST.get("what", "") if request.method == "POST" else ""
    # Two forms on one page: bound to what the other sent, this one would show mistakes nobody made.
    form = TeamForm(request.POST if what == "team" else None, people=people, team=team)
    contact_form = ContactForm(request.POST if what == "contact" else None)
    if what == "contact" and contact_form.is_valid() and _contact_added(request, brand, contact_form):
        return SeeOther(f"/brands/{brand.slug}/onboarding/team/")
    if what == "team" and form.is_valid() and _team_set(request, brand, form):
        return None
    contacts = Contact.objects.visible_to(request.member).filter(brand=brand).order_by("function", "name")
    shown = TeamStep(**_form_frame(brand, "team"), form=form, contact_form=contact_form, contacts=contacts)
    bad = form.errors or contact_form.errors
    return show(request, "onboarding/team.html", shown, status=422 if bad else 200)


def _team_set(request: MemberRequest, brand: Brand, form: TeamForm) -> bool:
    return carried_out(form, lambda: brands.set_team(request.member, brand, places=form.places()))


def _contact_added(request: MemberRequest, brand: Brand, form: ContactForm) -> bool:
    given = form.cleaned_data
    added = carried_out(
        form, lambda: brands.put_contact(request.member, brand, contact_id=None, fields=given, now=timezone.now())
    )
    if added:
        messages.success(request, f"{given['name']} added and confirmed")
    return added


def _plan(request: MemberRequest, brand: Brand) -> HttpResponse | None:
    """Finishing makes the rules; where something else is missing it asks once more, with the list."""
    points = readiness(brand, now=timezone.now())
    # Finishing makes the rules itself: it can't ask for them first.
    missing = [point for point in points if not point[1] and point[0] != RULES]
    if request.method == "POST" and (not missing or request.POST.get("anyway")):
        alerting.create_default_rules(member=request.member, brand=brand, now=timezone.now())
        return None
    try:
        new_url = f"{reverse('plan-new')}?brand={brand.slug}&next=onboarding"
    except NoReverseMatch:  # monitoring knows no plans: its page stands where whoever has them is installed
        new_url = ""
    shown = PlanStep(
        **_form_frame(brand, "plan"),
        point=next((point for point in points if point[0] == "Plan published"), None),
        new_url=new_url,
        missing=missing if request.method == "POST" else [],
    )
    return show(request, "onboarding/plan.html", shown)


def _done(request: MemberRequest, brand: Brand) -> HttpResponse | None:
    points = readiness(brand, now=timezone.now())
    ready = sum(1 for _, ok, _, _ in points if ok)
    shown = DoneStep(**_frame(brand, "done"), points=points, ready=ready, total=len(points))
    return show(request, "onboarding/done.html", shown)


_STEPS: dict[str, Callable[[MemberRequest, Brand], HttpResponse | None]] = {
    "names": _names, "query": _query, "sources": _sources, "team": _team, "plan": _plan, "done": _done,
}  # fmt: skip
