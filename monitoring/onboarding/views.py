"""Setting a brand up: names, query, sources, team, plan, and the list of what is still missing. Left and resumed at will."""

from collections.abc import Callable
from typing import Any

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
from accounts.pages import MemberRequest, context_of, page, show
from accounts.services.members import members_of
from monitoring.alerting import services as alerting
from monitoring.feeds.forms import AddressForm
from monitoring.feeds.views.source_rows import rows_of, sources_of
from monitoring.inbox.services import queries
from monitoring.inbox.views.queries import form_of
from monitoring.inbox.views.trying import try_text
from monitoring.insight.services.readiness import RULES, readiness
from monitoring.models import Query
from monitoring.page_context import SeeOther, brand_frame, brand_of

STEPS = {"names": "Names", "query": "Query", "sources": "Sources", "team": "Team", "plan": "Plan", "done": "Ready"}
ORDER = list(STEPS)
NAMES = ("name", "spellings", "handles", "products", "exclusions", "languages", "time_zone")
Answer = tuple[dict[str, Any], bool]


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
    context, done = _STEPS[step](request, brand)
    if done:
        after = ORDER[min(ORDER.index(step) + 1, len(ORDER) - 1)]
        if ORDER.index(after) > ORDER.index(_reached(brand)):
            brands.set_step(request.member, brand, step=after)
        return SeeOther(f"/brands/{brand.slug}/onboarding/{after}/")
    if context.get("again"):
        return SeeOther(f"/brands/{brand.slug}/onboarding/{step}/")
    bad = any(form.errors for form in (context.get("form"), context.get("contact_form")) if form is not None)
    context = {**brand_frame(request, brand, "brand"), **_frame(brand, step), **context}
    return show(request, f"onboarding/{step}.html", context, status=422 if bad else 200)


def _reached(brand: Brand) -> str:
    return brand.onboarding_step if brand.onboarding_step in STEPS else "names"


def _frame(brand: Brand, step: str) -> dict[str, Any]:
    reached, at = ORDER.index(_reached(brand)), ORDER.index(step)
    base = f"/brands/{brand.slug}/onboarding/"
    steps = [
        {
            "label": words,
            "url": f"{base}{key}/" if i <= max(reached, at) else "",
            "state": "current" if key == step else "done" if i < reached else "",
        }
        for i, (key, words) in enumerate(STEPS.items())
    ]
    return {
        "steps": steps,
        "step": step,
        "back_url": f"{base}{ORDER[at - 1]}/" if at else "",
        "later_url": f"/brands/{brand.slug}/",
    }


def _names(request: MemberRequest, brand: Brand) -> Answer:
    initial = {name: getattr(brand, name) for name in (*NAMES, "version")}
    form = BrandForm(request.POST or None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return {"form": form}, False
    fields = {name: form.cleaned_data[name] for name in NAMES}
    version = form.cleaned_data["version"]
    return {"form": form}, carried_out(
        form, lambda: brands.edit_brand(request.member, brand, version=version, fields=fields)
    )


def _query(request: MemberRequest, brand: Brand) -> Answer:
    found: Query | None = (
        Query.objects.visible_to(request.member).filter(brand=brand, is_active=True).order_by("created_at").first()
    )
    initial: dict[str, Any] = {"name": brand.name, "text": queries.suggested_text(brand)}
    if found:
        initial = {"name": found.name, "text": found.text, "version": found.version}
    form, saving = form_of(request, initial)
    tried = try_text(request, brand, form["text"].value(), found)
    context = {"form": form, "suggested": found is None, **context_of(tried)}
    if not saving or not form.is_valid():
        return context, False
    given, now = form.cleaned_data, timezone.now()

    def save() -> object:
        if found is None:
            return queries.save_query(
                member=request.member, brand=brand, name=given["name"], text=given["text"], now=now
            )
        return queries.change_query(member=request.member, query=found, edit=queries.Edit(**given), now=now)

    return context, carried_out(form, save)


def _sources(request: MemberRequest, brand: Brand) -> Answer:
    rows = rows_of(sources_of(request.member, brand), timezone.now())
    return {"rows": rows, "address_form": AddressForm()}, request.method == "POST"


def _team(request: MemberRequest, brand: Brand) -> Answer:
    people = [member for member in members_of(request.member) if member.is_active]
    team = BrandTeam.objects.visible_to(request.member).filter(brand=brand)
    what = request.POST.get("what", "") if request.method == "POST" else ""
    form = TeamForm(request.POST if what == "team" else None, people=people, team=team)
    contact = ContactForm(request.POST if what == "contact" else None)
    contacts = Contact.objects.visible_to(request.member).filter(brand=brand).order_by("function", "name")
    context = {"form": form, "contact_form": contact, "contacts": contacts, "again": False}
    if what == "contact" and contact.is_valid():
        given = contact.cleaned_data
        context["again"] = carried_out(
            contact,
            lambda: brands.put_contact(request.member, brand, contact_id=None, fields=given, now=timezone.now()),
        )
        if context["again"]:
            messages.success(request, f"{given['name']} added and confirmed")
    if what != "team" or not form.is_valid():
        return context, False
    return context, carried_out(form, lambda: brands.set_team(request.member, brand, places=form.places()))


def _plan(request: MemberRequest, brand: Brand) -> Answer:
    """Finishing makes the rules; where something else is missing it asks once more, with the list."""
    points = readiness(brand, now=timezone.now())
    missing = [point for point in points if not point[1] and point[0] != RULES]
    if request.method == "POST" and (not missing or request.POST.get("anyway")):
        alerting.create_default_rules(member=request.member, brand=brand, now=timezone.now())
        return {}, True
    try:
        new_url = f"{reverse('plan-new')}?brand={brand.slug}&next=onboarding"
    except NoReverseMatch:
        new_url = ""
    plan = next((point for point in points if point[0] == "Plan published"), None)
    return {"point": plan, "new_url": new_url, "missing": missing if request.method == "POST" else []}, False


def _done(request: MemberRequest, brand: Brand) -> Answer:
    points = readiness(brand, now=timezone.now())
    ready = sum(1 for _, ok, _, _ in points if ok)
    return {"points": points, "ready": ready, "total": len(points)}, False


_STEPS: dict[str, Callable[[MemberRequest, Brand], Answer]] = {
    "names": _names, "query": _query, "sources": _sources, "team": _team, "plan": _plan, "done": _done,
}  # fmt: skip
