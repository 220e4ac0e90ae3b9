"""All plans, a new plan, one plan as a document, its versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from accounts.brands.models import Brand
from accounts.errors import Invalid
from accounts.models import Membership
from accounts.pages import MemberRequest, Tab, page, show
from accounts.permissions import may
from playbooks import starters
from playbooks.forms import NewPlanForm, put_errors
from playbooks.models import ChangeProposal, PlanVersion, Step
from playbooks.services import content, drafts, overview, plans
from playbooks.services.content import Document
from playbooks.services.overview import PlanRow
from playbooks.views.lookups import PlanFrame, PlanPage, brands_of, draft_of, plan_frame, plan_of, version_of


@dataclass(frozen=True, kw_only=True)
class PlanList:
    """Plans by brand; `slug`: the one brand that was chosen; `waiting`: how many proposals do."""

    groups: Sequence[tuple[Brand, Sequence[PlanRow]]]
    tabs: Sequence[Tab]
    slug: str
    archived: bool
    waiting: int
    may_edit: bool
    now: datetime
    active_nav: str = "plans"


@dataclass(frozen=True, kw_only=True)
class StarterCard:
    """A starter to choose; `counts` says what is in it."""

    key: str
    name: str
    summary: str
    counts: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class PlanNew:
    """A new plan's form, with the starters as cards."""

    form: NewPlanForm
    starters: Sequence[StarterCard]
    empty_chosen: bool
    brands: Sequence[Brand]
    back_url: str
    active_nav: str = "plans"


@dataclass(frozen=True, kw_only=True)
class Phase:
    """A phase that has steps: when its last is due, and how many steps stand before its first."""

    name: str
    last: int
    first: int
    steps: Sequence[Step]


@dataclass(frozen=True, kw_only=True)
class PlanDocument(PlanPage):
    """One version as a document, with the plan's versions and proposals beside it.

    `of_version`: it was asked for by itself, not as the plan.
    """

    versions: Sequence[PlanVersion]
    draft: PlanVersion | None
    published: PlanVersion | None
    next_number: int
    may_edit: bool
    may_publish: bool
    waiting: Sequence[ChangeProposal]
    version: PlanVersion
    document: Document
    phases: Sequence[Phase]
    caused_by: Sequence[ChangeProposal]
    of_version: bool


@dataclass(frozen=True, kw_only=True)
class VersionRow:
    """A version, the accepted proposals that caused it, and the version before it."""

    version: PlanVersion
    causes: Sequence[ChangeProposal]
    before: PlanVersion | None


@dataclass(frozen=True, kw_only=True)
class VersionList(PlanPage):
    """All versions of a plan."""

    draft: PlanVersion | None
    next_number: int
    may_edit: bool
    rows: Sequence[VersionRow]


@require_safe
@page("plans.see")
def plan_list(request: MemberRequest) -> HttpResponse:
    """Every plan of every brand the member is on, or of one brand."""
    slug, archived = request.GET.get("brand", ""), request.GET.get("archived") == "1"
    rows = overview.plans_seen(request.member, brand_slug=slug, archived=archived)
    # groupby joins neighbours only: plans_seen gives them by brand. Each group is read before the next one begins.
    groups = [(brand, list(of)) for brand, of in groupby(rows, key=lambda row: row.plan.brand)]
    brands = brands_of(request.member)
    tabs = [Tab(label="All brands", url="?", current=not slug)]
    tabs += [
        Tab(label=brand.name, url=f"?{urlencode({'brand': brand.slug})}", current=brand.slug == slug)
        for brand in brands
    ]
    shown = PlanList(
        groups=groups,
        tabs=tabs if len(brands) > 1 else [],
        slug=slug,
        archived=archived,
        waiting=sum(row.open_proposals for row in rows),
        may_edit=may(request.member, "plans.edit"),
        now=timezone.now(),
    )
    return show(request, "playbooks/plan_list.html", shown)


@page("plans.edit")
def plan_new(request: MemberRequest) -> HttpResponse:
    """A new plan from a starter, or empty."""
    brands = brands_of(request.member)
    all_starters = starters.load_all()
    form = NewPlanForm(
        request.POST or None,
        brands=[(str(brand.pk), brand.name) for brand in brands],
        starters=[(one["key"], one["name"]) for one in all_starters],
        initial={"starter": all_starters[0]["key"], "brand": _asked_brand(request, brands)},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        # One of the member's: the form's choices let no other through.
        brand = next(one for one in brands if str(one.pk) == data["brand"])
        named = {one["key"]: one["name"] for one in all_starters}
        back = _way_back(request, brand.slug)
        name = data["name"].strip() or named.get(data["starter"], "New plan")
        try:
            plan = plans.create_plan(request.member, brand, name=name, starter=data["starter"], now=timezone.now())
        except Invalid as error:
            put_errors(form, error)
        else:
            if back:
                messages.success(request, f"“{plan.name}” is a draft. Publish it when every word of it is yours.")
            return redirect(back or reverse("plan-edit", args=[plan.pk]))
    chosen = form["starter"].value()
    asked = next((brand.slug for brand in brands if brand.slug == request.GET.get("brand")), "")
    shown = PlanNew(
        form=form,
        starters=_cards(all_starters, chosen),
        empty_chosen=chosen == "",
        brands=brands,
        back_url=_way_back(request, asked) or reverse("plans"),
    )
    return show(request, "playbooks/plan_new.html", shown, status=422 if form.errors else 200)


def _cards(offered: list[starters.Starter], chosen: str) -> list[StarterCard]:
    return [
        StarterCard(
            key=one["key"],
            name=one["name"],
            summary=one["summary"],
            counts=f"{len(one['steps'])} steps, {len(one['holding_statements'])} holding statements, "
            f"{len(one['contacts'])} contacts to fill in",
            chosen=one["key"] == chosen,
        )
        for one in offered
    ]


def _way_back(request: MemberRequest, slug: str) -> str:
    """Who came from setting the brand up goes on there; "" for everybody else. Never an address somebody typed."""
    return f"/brands/{slug}/onboarding/plan/" if request.GET.get("next") == "onboarding" and slug else ""


def _asked_brand(request: MemberRequest, brands: list[Any]) -> str:
    asked = request.GET.get("brand", "")
    return next((str(brand.pk) for brand in brands if brand.slug == asked), "")


@require_safe
@page("plans.see")
def plan_page(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The published version as a document; before there is one, the latest or the draft, read-only."""
    plan = plan_of(request.member, pk)
    frame = plan_frame(request.member, plan)
    version = frame.published or frame.latest or frame.draft
    assert version is not None  # a plan begins with a draft, and a draft that is all there is can't be discarded
    return show(request, "playbooks/plan_page.html", _document(request.member, frame, version))


@require_safe
@page("plans.see")
def version_page(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One version as it was, with the lessons that caused it."""
    version = version_of(request.member, pk)
    frame = plan_frame(request.member, version.plan)
    return show(request, "playbooks/plan_page.html", _document(request.member, frame, version, of_version=True))


def _document(member: Membership, frame: PlanFrame, version: PlanVersion, *, of_version: bool = False) -> PlanDocument:
    document = content.document_of(version)
    number = 0
    phases = []
    for phase, steps in document.phases:
        if steps:
            last = max(step.due_minutes for step in steps)
            phases.append(Phase(name=phase, last=last, first=number, steps=steps))
            number += len(steps)
    caused = version.proposals.visible_to(member).filter(status="accepted").order_by("decided_at")
    return PlanDocument(
        plan=frame.plan,
        versions=frame.versions,
        draft=frame.draft,
        published=frame.published,
        next_number=frame.next_number,
        may_edit=frame.may_edit,
        may_publish=frame.may_publish,
        waiting=frame.waiting,
        version=version,
        document=document,
        phases=phases,
        caused_by=list(caused),
        of_version=of_version,
    )


@require_safe
@page("plans.see")
def version_list(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Every version with what caused it, to read, compare and restore."""
    plan = plan_of(request.member, pk)
    frame = plan_frame(request.member, plan)
    causes: dict[Any, list[ChangeProposal]] = {}
    for proposal in (
        plan.proposals.visible_to(request.member)
        .filter(status="accepted", version__isnull=False)
        .order_by("decided_at")
    ):
        causes.setdefault(proposal.version_id, []).append(proposal)
    rows = [
        VersionRow(version=version, causes=causes.get(version.pk, []), before=before)
        # The newest first, so the one before stands behind it.
        for version, before in zip(frame.versions, [*frame.versions[1:], None], strict=True)
    ]
    shown = VersionList(plan=plan, draft=frame.draft, next_number=frame.next_number, may_edit=frame.may_edit, rows=rows)
    return show(request, "playbooks/version_list.html", shown)


@require_POST
@page("plans.edit")
def plan_draft(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Begins the draft, or goes to the one there is."""
    plan = plan_of(request.member, pk)
    if draft_of(request.member, plan) is None:
        drafts.start_draft(request.member, plan, now=timezone.now())
    return redirect("plan-edit", plan.pk)


@require_POST
@page("plans.edit")
def version_restore(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A new draft with this version's content."""
    version = version_of(request.member, pk)
    drafts.restore(request.member, version, now=timezone.now())
    messages.success(request, f"The draft has the content of version {version.number} again")
    return redirect("plan-edit", version.plan_id)


@require_POST
@page("plans.publish")
def plan_archive(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Hides the plan from lists and proposals, or shows it again (`archived=0`)."""
    plan = plan_of(request.member, pk)
    archived = request.POST.get("archived", "1") != "0"
    plans.archive(request.member, plan, archived=archived, now=timezone.now())
    messages.success(request, f"{plan.name} is {'archived' if archived else 'in use again'}")
    return redirect("plans" if archived else "plan", *([] if archived else [plan.pk]))
