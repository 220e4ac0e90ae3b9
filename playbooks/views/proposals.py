"""Change proposals: what lessons ask of plans, and a person's decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.errors import Invalid
from accounts.keyset import paginate
from accounts.pages import MemberRequest, Tab, page, show
from accounts.permissions import may
from playbooks.forms import DecisionForm, put_errors
from playbooks.models import PROPOSAL, ChangeProposal, PlanVersion
from playbooks.services import proposals
from playbooks.services.content import content_of
from playbooks.views.lookups import PlanPage, plan_frame, proposal_of
from playbooks.views.wording import ChangeGroup, change_groups


@dataclass(frozen=True, kw_only=True)
class ProposalList:
    """One page of the proposals of one status. `shown`: the words of the pager, where not all fit."""

    rows: list[ChangeProposal]
    next_token: str
    tabs: list[Tab]
    status: str
    shown: str = ""
    active_nav: str = "plans"


@dataclass(frozen=True, kw_only=True)
class ProposalPage(PlanPage):
    """One proposal; `groups` is what accepting it would change, empty once it is decided."""

    draft: PlanVersion | None
    proposal: ChangeProposal
    groups: Sequence[ChangeGroup]
    form: DecisionForm
    may_decide: bool


@require_safe
@page("plans.see")
def proposal_list(request: MemberRequest) -> HttpResponse:
    """Proposals of all plans, those that wait first to be chosen (`status`), newest first."""
    status = request.GET.get("status", "open")
    # From an old link or typed: the list that waits is better than a page that says no.
    if status not in PROPOSAL.statuses:
        status = "open"
    seen = ChangeProposal.objects.visible_to(request.member).filter(status=status)
    rows = paginate(
        seen.select_related("plan__brand", "proposed_by", "decided_by", "version"),
        order=("-proposed_at", "-id"),
        token=request.GET.get("cursor", ""),
    )
    tabs = [Tab(label=label, url=f"?status={name}", current=name == status) for name, label in PROPOSAL.choices]
    shown = ProposalList(rows=rows.rows, next_token=rows.next_token, tabs=tabs, status=status)
    return show(request, "playbooks/proposal_list.html", shown)


@require_safe
@page("plans.see")
def proposal_page(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What accepting would change, the lesson it comes from, and the decision."""
    return _page(request, proposal_of(request.member, pk), DecisionForm())


def _page(request: MemberRequest, proposal: ChangeProposal, form: DecisionForm, *, status: int = 200) -> HttpResponse:
    latest = proposals.latest_version(proposal.plan)
    phase_of = {key: str(fields["phase"]) for key, fields in content_of(latest)["step"]} if latest else {}
    # What would be added has no key yet: `preview` calls it so, and it stands with its phase's steps.
    for place, change in enumerate(proposal.changes):
        if change["op"] == "add" and change["part"] == "step":
            phase_of[f"new-{place}"] = str(change["fields"].get("phase", "respond"))
    shown = ProposalPage(
        plan=proposal.plan,
        draft=plan_frame(request.member, proposal.plan).draft,
        proposal=proposal,
        groups=change_groups(proposals.preview(proposal), phase_of, {}) if proposal.status == "open" else [],
        form=form,
        may_decide=proposal.status == "open" and may(request.member, "plans.publish"),
    )
    return show(request, "playbooks/proposal_page.html", shown, status=status)


@require_POST
@page("plans.publish")
def proposal_accept(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Into the plan's draft."""
    proposal = proposal_of(request.member, pk)
    reason = request.POST.get("reason", "")  # a yes may come without one
    draft = proposals.accept(request.member, proposal, reason=reason, now=timezone.now())
    messages.success(request, "Accepted: the change is in the draft, not yet published")
    return redirect("plan-edit", draft.plan_id)


@require_POST
@page("plans.publish")
def proposal_reject(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Closed, with a reason."""
    proposal = proposal_of(request.member, pk)
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            proposals.reject(request.member, proposal, reason=form.cleaned_data["reason"], now=timezone.now())
        except Invalid as error:
            put_errors(form, error)
        else:
            messages.success(request, "Rejected, with your reason")
            return redirect("proposals")
    return _page(request, proposal, form, status=422)
