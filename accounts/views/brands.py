"""The agency's brands: the list, a new one, and one's settings in four parts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.brands import services as brands
from accounts.brands.models import Brand, BrandTeam, Contact
from accounts.errors import NotFound
from accounts.forms import carried_out
from accounts.forms.brands import BrandForm, ContactForm, NewBrandForm, TargetsForm, TeamForm
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from accounts.services.members import members_of

NAMES = ("name", "spellings", "handles", "products", "exclusions", "languages", "time_zone")


def brand_of(request: MemberRequest, slug: str) -> Brand:
    """The brand of an address, if this member may see it. Raises NotFound."""
    found: Brand | None = Brand.objects.visible_to(request.member).filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such brand, or you are not on it.")
    return found


@require_safe
@page("brands.see")
def brand_list(request: MemberRequest) -> HttpResponse:
    """Every brand the member is on, with its team; archived ones apart."""
    archived = request.GET.get("archived") == "1"
    team = BrandTeam.objects.select_related("user").order_by("page_order", "user__name")
    found = Brand.objects.visible_to(request.member).prefetch_related(Prefetch("team", queryset=team)).order_by("name")
    rows = found.filter(status="archived") if archived else found.exclude(status="archived")
    context = {
        "active_nav": "brands",
        "rows": rows,
        "archived": archived,
        "may_create": may(request.member, "brands.create"),
        "may_edit": may(request.member, "brands.edit"),
    }
    return show(request, "accounts/brand_list.html", context)


@require_http_methods(["GET", "POST"])
@page("brands.create")
def brand_new(request: MemberRequest) -> HttpResponse:
    """A name is enough; onboarding asks the rest."""
    form = NewBrandForm(request.POST or None, initial={"time_zone": request.tenant.time_zone})
    if request.method == "POST" and form.is_valid():
        made: list[Brand] = []
        given = form.cleaned_data
        if carried_out(form, lambda: made.append(brands.add_brand(request.member, **given))):
            return redirect(f"/brands/{made[0].slug}/onboarding/")
    context = {"active_nav": "brands", "form": form}
    return show(request, "accounts/brand_new.html", context, status=422 if form.errors else 200)


def _part(request: MemberRequest, brand: Brand, part: str, **more: Any) -> dict[str, Any]:
    parts = [("names", "Names", ""), ("targets", "Targets", "targets/"), ("team", "Team", "team/")]
    parts.append(("contacts", "Contacts", "contacts/"))
    base = f"/brands/{brand.slug}/settings/"
    tabs = [{"label": label, "url": base + tail, "current": key == part} for key, label, tail in parts]
    return {
        "active_nav": "brands",
        "brand": brand,
        "brand_url": f"/brands/{brand.slug}/",
        "severities": (1, 2, 3, 4),
        "tabs": tabs,
        "may_edit": may(request.member, "brands.edit"),
        "may_create": may(request.member, "brands.create"),
        **more,
    }


def _changed_since(brand: Brand, form: BrandForm) -> list[tuple[str, str]]:
    """What stands there now, where it is not what was typed: (label, words)."""
    found = []
    for name in NAMES:
        stored = getattr(brand, name)
        if stored != form.cleaned_data.get(name):
            words = ", ".join(stored) if isinstance(stored, list) else str(stored)
            found.append((str(form.fields[name].label), words or "nothing"))
    return found


@require_http_methods(["GET", "POST"])
@page("brands.edit")
def brand_settings(request: MemberRequest, slug: str) -> HttpResponse:
    """Names, spellings, handles, exclusions, time zone. Two editors never overwrite each other silently."""
    brand = brand_of(request, slug)
    initial = {name: getattr(brand, name) for name in (*NAMES, "version")}
    form = BrandForm(request.POST or None, initial=initial)
    theirs: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in NAMES}
        version = form.cleaned_data["version"]
        if carried_out(form, lambda: brands.edit_brand(request.member, brand, version=version, fields=fields)):
            messages.success(request, "Saved")
            return redirect("brand-settings", slug=brand.slug)
        if version != brand.version:
            theirs = _changed_since(brand, form)
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["version"] = str(brand.version)  # type: ignore[index]
    context = _part(request, brand, "names", form=form, theirs=theirs)
    return show(request, "accounts/brand_names.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page("brands.edit")
def brand_targets(request: MemberRequest, slug: str) -> HttpResponse:
    """How soon things are due, by severity."""
    brand = brand_of(request, slug)
    form = TargetsForm(request.POST or None, initial=TargetsForm.initial_of(brand))
    if request.method == "POST" and form.is_valid():
        version, fields = form.cleaned_data["version"], {"targets": form.targets()}
        if carried_out(form, lambda: brands.edit_brand(request.member, brand, version=version, fields=fields)):
            messages.success(request, "Saved")
            return redirect("brand-targets", slug=brand.slug)
    context = _part(request, brand, "targets", form=form)
    return show(request, "accounts/brand_targets.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page("teams.manage")
def brand_team(request: MemberRequest, slug: str) -> HttpResponse:
    """Who works on the brand, and who is woken first and second."""
    brand = brand_of(request, slug)
    people = [member for member in members_of(request.member) if member.is_active]
    team = BrandTeam.objects.visible_to(request.member).filter(brand=brand)
    form = TeamForm(request.POST or None, people=people, team=team)
    if request.method == "POST" and form.is_valid():
        places = form.places()
        if carried_out(form, lambda: brands.set_team(request.member, brand, places=places)):
            messages.success(request, "Team saved")
            return redirect("brand-team", slug=brand.slug)
    context = _part(request, brand, "team", form=form)
    return show(request, "accounts/brand_team.html", context, status=422 if form.errors else 200)


@require_safe
@page("brands.edit")
def brand_contacts(request: MemberRequest, slug: str) -> HttpResponse:
    """Whom to reach in a crisis."""
    brand = brand_of(request, slug)
    rows = Contact.objects.visible_to(request.member).filter(brand=brand).order_by("function", "name")
    return show(request, "accounts/brand_contacts.html", _part(request, brand, "contacts", rows=rows))


@require_http_methods(["GET", "POST"])
@page("brands.edit")
def brand_contact(request: MemberRequest, slug: str, pk: UUID | None = None) -> HttpResponse:
    """Adds somebody, or changes and so confirms them."""
    brand = brand_of(request, slug)
    contact = _contact(request, brand, pk) if pk else None
    names = ("name", "function", "email", "phone", "note")
    initial = {name: getattr(contact, name) for name in names} if contact else {}
    form = ContactForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given, now = form.cleaned_data, timezone.now()
        if carried_out(form, lambda: brands.put_contact(request.member, brand, contact_id=pk, fields=given, now=now)):
            messages.success(request, f"{given['name']} saved and confirmed")
            return redirect("brand-contacts", slug=brand.slug)
    context = _part(request, brand, "contacts", form=form, contact=contact)
    return show(request, "accounts/brand_contact.html", context, status=422 if form.errors else 200)


def _contact(request: MemberRequest, brand: Brand, pk: UUID) -> Contact:
    found: Contact | None = Contact.objects.visible_to(request.member).filter(brand=brand, pk=pk).first()
    if found is None:
        raise NotFound("There is no such contact.")
    return found


@require_POST
@page("brands.edit")
def brand_contact_remove(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Forgets a contact."""
    brand = brand_of(request, slug)
    contact = _contact(request, brand, pk)
    brands.remove_contact(request.member, contact)
    messages.success(request, f"{contact.name} removed")
    return redirect("brand-contacts", slug=brand.slug)


@require_POST
@page("brands.create")
def brand_archive(request: MemberRequest, slug: str) -> HttpResponse:
    """Out of the lists; nothing is deleted."""
    brand = brand_of(request, slug)
    brands.archive_brand(request.member, brand)
    messages.success(request, f"{brand.name} archived", extra_tags=f"undo:/brands/{brand.slug}/restore/")
    return redirect("brands")


@require_POST
@page("brands.create")
def brand_restore(request: MemberRequest, slug: str) -> HttpResponse:
    """Back into the lists."""
    brand = brand_of(request, slug)
    brands.restore_brand(request.member, brand)
    messages.success(request, f"{brand.name} is back")
    return redirect("brands")
