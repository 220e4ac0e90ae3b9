"""The agency's brands: the list, a new one, and one's settings in four parts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict
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
from accounts.pages import MemberRequest, Tab, page, show
from accounts.permissions import may
from accounts.services.members import members_of

NAMES = ("name", "spellings", "handles", "products", "exclusions", "languages", "time_zone")


@dataclass(frozen=True, kw_only=True)
class BrandsPage:
    """What every page under Brands tells its frame."""

    active_nav: str = "brands"


@dataclass(frozen=True, kw_only=True)
class BrandList(BrandsPage):
    """Brands, each with its team as `places`."""

    rows: Iterable[Brand]
    archived: bool
    may_create: bool
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class BrandNew(BrandsPage):
    """The form of a new brand."""

    form: NewBrandForm


@dataclass(frozen=True, kw_only=True)
class BrandPart(BrandsPage):
    """What the four parts of a brand's settings have in common."""

    brand: Brand
    brand_url: str
    tabs: list[Tab]


@dataclass(frozen=True, kw_only=True)
class BrandNames(BrandPart):
    """Names and spellings. `theirs`: what somebody else has saved meanwhile, label by label."""

    form: BrandForm
    theirs: list[tuple[str, str]]
    may_create: bool


@dataclass(frozen=True, kw_only=True)
class BrandTargets(BrandPart):
    """How soon things are due."""

    form: TargetsForm
    severities: tuple[int, ...] = (1, 2, 3, 4)


@dataclass(frozen=True, kw_only=True)
class BrandTeamPage(BrandPart):
    """The team. `left`: those on it who no longer has access."""

    form: TeamForm
    left: list[BrandTeam]


@dataclass(frozen=True, kw_only=True)
class BrandContacts(BrandPart):
    """Whom to reach."""

    rows: Iterable[Contact]


@dataclass(frozen=True, kw_only=True)
class BrandContact(BrandPart):
    """One of them, or a new one."""

    form: ContactForm
    contact: Contact | None


def brand_of(request: MemberRequest, slug: str) -> Brand:
    """The brand of an address, if this member may see it. Raises NotFound."""
    brand: Brand | None = Brand.objects.visible_to(request.member).filter(slug=slug).first()
    if brand is None:
        raise NotFound("This brand doesn't exist, or you don't have access to it.")
    return brand


@require_safe
@page("brands.see")
def brand_list(request: MemberRequest) -> HttpResponse:
    """Every brand the member is on, with its team; archived ones apart."""
    archived = request.GET.get("archived") == "1"
    team = BrandTeam.objects.visible_to(request.member).select_related("user").order_by("page_order", "user__name")
    queryset = (
        Brand.objects.visible_to(request.member)
        .prefetch_related(Prefetch("team", queryset=team, to_attr="places"))
        .order_by("name")
    )
    rows = queryset.filter(status="archived") if archived else queryset.exclude(status="archived")
    shown = BrandList(
        rows=rows,
        archived=archived,
        may_create=may(request.member, "brands.create"),
        may_edit=may(request.member, "brands.edit"),
    )
    return show(request, "accounts/brand_list.html", shown)


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
    return show(request, "accounts/brand_new.html", BrandNew(form=form), status=422 if form.errors else 200)


class Part(TypedDict):
    """The fields of `BrandPart`."""

    brand: Brand
    brand_url: str
    tabs: list[Tab]


def _part(brand: Brand, part: str) -> Part:
    parts = [("names", "Names", ""), ("targets", "Targets", "targets/"), ("team", "Team", "team/")]
    parts.append(("contacts", "Contacts", "contacts/"))
    base = f"/brands/{brand.slug}/settings/"
    tabs = [Tab(label=label, url=base + tail, current=key == part) for key, label, tail in parts]
    return {"brand": brand, "brand_url": f"/brands/{brand.slug}/", "tabs": tabs}


def _changed_since(brand: Brand, form: BrandForm) -> list[tuple[str, str]]:
    """What is saved now, where it is not what was typed: (label, words)."""
    changes = []
    for name in NAMES:
        stored = getattr(brand, name)
        if stored != form.cleaned_data.get(name):
            words = ", ".join(stored) if isinstance(stored, list) else str(stored)
            changes.append((str(form.fields[name].label), words or "nothing"))
    return changes


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
            theirs = _changed_since(brand, form)  # both texts are on the page now, so the next press may overwrite
            # What a request brought can't be written to (QueryDict).
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["version"] = str(brand.version)  # type: ignore[index]
    may_create = may(request.member, "brands.create")
    shown = BrandNames(**_part(brand, "names"), form=form, theirs=theirs, may_create=may_create)
    return show(request, "accounts/brand_names.html", shown, status=422 if form.errors else 200)


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
    shown = BrandTargets(**_part(brand, "targets"), form=form)
    return show(request, "accounts/brand_targets.html", shown, status=422 if form.errors else 200)


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
    here = {member.user_id for member in people}
    # Who lost access is in no row of the form: saving it takes them off the team, so they are named before.
    left = [row for row in team.select_related("user") if row.user_id not in here]
    shown = BrandTeamPage(**_part(brand, "team"), form=form, left=left)
    return show(request, "accounts/brand_team.html", shown, status=422 if form.errors else 200)


@require_safe
@page("brands.edit")
def brand_contacts(request: MemberRequest, slug: str) -> HttpResponse:
    """Whom to reach in a crisis."""
    brand = brand_of(request, slug)
    rows = Contact.objects.visible_to(request.member).filter(brand=brand).order_by("function", "name")
    return show(request, "accounts/brand_contacts.html", BrandContacts(**_part(brand, "contacts"), rows=rows))


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
    shown = BrandContact(**_part(brand, "contacts"), form=form, contact=contact)
    return show(request, "accounts/brand_contact.html", shown, status=422 if form.errors else 200)


def _contact(request: MemberRequest, brand: Brand, pk: UUID) -> Contact:
    contact: Contact | None = Contact.objects.visible_to(request.member).filter(brand=brand, pk=pk).first()
    if contact is None:
        raise NotFound("There is no such contact.")
    return contact


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
