"""What a page is about, as far as this member may see it."""

from dataclasses import dataclass
from uuid import UUID

from accounts.brands.models import Brand
from accounts.errors import NotFound
from accounts.models import Membership
from accounts.permissions import may
from playbooks.models import ChangeProposal, Plan, PlanVersion


@dataclass(frozen=True, kw_only=True)
class PlanFrame:
    """What the pages of one plan take from: its versions (the draft first), what the member may do, proposals that wait."""

    plan: Plan
    versions: list[PlanVersion]
    draft: PlanVersion | None
    published: PlanVersion | None
    latest: PlanVersion | None
    next_number: int
    may_edit: bool
    may_publish: bool
    waiting: list[ChangeProposal]


@dataclass(frozen=True, kw_only=True)
class PlanPage:
    """What every page of one plan tells its frame."""

    plan: Plan
    active_nav: str = "plans"


def plan_of(member: Membership, pk: UUID) -> Plan:
    """Raises NotFound."""
    plan: Plan | None = Plan.objects.visible_to(member).select_related("brand").filter(pk=pk).first()
    if plan is None:
        raise NotFound("This plan doesn't exist, or you don't have access to it.")
    return plan


def version_of(member: Membership, pk: UUID) -> PlanVersion:
    """Raises NotFound."""
    seen = PlanVersion.objects.visible_to(member)
    version: PlanVersion | None = (
        seen.select_related("plan__brand", "published_by", "edited_by", "created_by").filter(pk=pk).first()
    )
    if version is None:
        raise NotFound("This version doesn't exist, or you don't have access to it.")
    return version


def draft_of(member: Membership, plan: Plan) -> PlanVersion | None:
    """The plan's draft, if there is one."""
    drafts = plan.versions.visible_to(member).filter(status="draft")
    return drafts.select_related("plan__brand", "edited_by", "created_by").first()


def proposal_of(member: Membership, pk: UUID) -> ChangeProposal:
    """Raises NotFound."""
    seen = ChangeProposal.objects.visible_to(member)
    proposal: ChangeProposal | None = (
        seen.select_related("plan__brand", "proposed_by", "decided_by", "version").filter(pk=pk).first()
    )
    if proposal is None:
        raise NotFound("This proposal doesn't exist, or you don't have access to it.")
    return proposal


def brands_of(member: Membership) -> list[Brand]:
    """The brands a plan can be made for and listed by."""
    return list(Brand.objects.visible_to(member).exclude(status="archived").order_by("name"))


def plan_frame(member: Membership, plan: Plan) -> PlanFrame:
    """What every page of one plan shows at its side: versions, what the member may do, proposals that wait."""
    versions = list(
        plan.versions.visible_to(member).select_related("published_by", "edited_by", "created_by").order_by("-number")
    )
    # By status, not by place: that NULLs stand first in falling order is PostgreSQL's way alone.
    drafts = [version for version in versions if version.status == "draft"]
    numbered = [version for version in versions if version.status != "draft"]
    return PlanFrame(
        plan=plan,
        versions=[*drafts, *numbered],
        draft=drafts[0] if drafts else None,
        published=next((version for version in numbered if version.status == "published"), None),
        latest=numbered[0] if numbered else None,
        next_number=(numbered[0].number or 0) + 1 if numbered else 1,
        may_edit=may(member, "plans.edit"),
        may_publish=may(member, "plans.publish"),
        waiting=list(plan.proposals.visible_to(member).filter(status="open").order_by("proposed_at")),
    )
