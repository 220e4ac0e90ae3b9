"""Two versions side by side, and the acts on a draft as a whole: publish, discard."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.errors import Conflict, Invalid, NotFound
from accounts.models import Membership
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from accounts.scoping import visible_related
from playbooks.forms import LockForm, PublishForm, put_errors
from playbooks.models import PlanVersion
from playbooks.services import content, drafts, plans
from playbooks.services.content import Changes
from playbooks.views.lookups import PlanFrame, PlanPage, plan_frame, plan_of, version_of
from playbooks.views.wording import ChangeGroup, change_groups, lesson_notes


@dataclass(frozen=True, kw_only=True)
class PlanCompare(PlanPage):
    """Two versions and what changed between them; `changed` and `unchanged` count parts."""

    versions: Sequence[PlanVersion]
    published: PlanVersion | None
    next_number: int
    may_edit: bool
    may_publish: bool
    before: PlanVersion | None
    after: PlanVersion | None
    groups: Sequence[ChangeGroup]
    changed: int
    unchanged: int | None


@dataclass(frozen=True, kw_only=True)
class VersionPublish(PlanPage):
    """The question before publishing. `missing`: what keeps it from being published; `changes`: against the published one."""

    version: PlanVersion
    published: PlanVersion | None
    form: PublishForm
    number: str
    missing: Sequence[str]
    changes: Changes | None
    changed_meanwhile: str
    in_page: bool = False


@dataclass(frozen=True, kw_only=True)
class VersionDiscard(PlanPage):
    """The question before a draft is discarded."""

    version: PlanVersion
    published: PlanVersion | None
    form: LockForm
    in_page: bool = False


@require_safe
@page("plans.see")
def plan_compare(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What changed from one version to another (`from`, `to`: ids); the published one to the draft where none is named."""
    plan = plan_of(request.member, pk)
    frame = plan_frame(request.member, plan)
    after: PlanVersion | None = _named(frame, request.GET.get("to", "")) or next(iter(frame.versions), None)
    before = _named(frame, request.GET.get("from", "")) or _before(frame, after)
    changes, groups = None, list[ChangeGroup]()
    if before is not None and after is not None:
        changes = content.changes_between(before, after)
        notes = lesson_notes(
            [proposal for proposal in visible_related(after.proposals, request.member) if proposal.lesson_text]
        )
        groups = change_groups(changes.parts, changes.phase_of, notes)
    shown = PlanCompare(
        plan=plan,
        versions=frame.versions,
        published=frame.published,
        next_number=frame.next_number,
        may_edit=frame.may_edit,
        may_publish=frame.may_publish,
        before=before,
        after=after,
        groups=groups,
        changed=len(changes.parts) if changes else 0,
        unchanged=changes.unchanged if changes else None,
    )
    return show(request, "playbooks/plan_compare.html", shown)


def _named(frame: PlanFrame, text: str) -> PlanVersion | None:
    if not text:
        return None
    named = next((version for version in frame.versions if str(version.pk) == text), None)
    if named is None:
        raise NotFound("There is no such version of this plan.")
    return named


def _before(frame: PlanFrame, after: PlanVersion | None) -> PlanVersion | None:
    """What `after` is most usefully held against: the published version, else the one just below it."""
    published = frame.published
    if after is None or (published is not None and after.pk != published.pk and after.status == "draft"):
        return published
    # A draft has no number yet: it comes after all that have.
    return next((one for one in frame.versions if (one.number or 10**9) < (after.number or 10**9)), None)


@page("plans.publish")
def version_publish(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The question (a dialog for htmx), with what would change; then the act. What is missing comes back with the form."""
    version = version_of(request.member, pk)
    if request.method == "POST":
        form = PublishForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                done = plans.publish(
                    request.member, version, change_note=data["change_note"], lock=data["lock"], now=timezone.now()
                )
            except Invalid as error:
                put_errors(form, error)
            except Conflict as error:
                if error.code != "changed_since":
                    raise
                # Look again: the form now stands for the draft as it is, and says so.
                form = PublishForm(initial={"change_note": data["change_note"], "lock": version.lock})
                return _publish_page(request, version, form, status=409, changed=error.message)
            else:
                messages.success(request, f"Version {done.number} of {done.plan.name} is published")
                return redirect(_setting_up(request.member, done) or reverse("plan", args=[done.plan_id]))
        return _publish_page(request, version, form, status=422)
    return _publish_page(
        request, version, PublishForm(initial={"lock": version.lock, "change_note": _note(request.member, version)})
    )


def _setting_up(member: Membership, version: PlanVersion) -> str:
    """Where setting the brand up goes on, while it stands at the plan; else ""."""
    brand = version.plan.brand
    here = brand.onboarding_step == "plan" and may(member, "brands.edit")
    return f"/brands/{brand.slug}/onboarding/plan/" if here else ""


def _note(member: Membership, version: PlanVersion) -> str:
    """The titles of the accepted proposals: what a change note would say anyhow."""
    return ". ".join(proposal.title for proposal in version.proposals.visible_to(member).order_by("decided_at"))[:500]


def _publish_page(
    request: MemberRequest, version: PlanVersion, form: PublishForm, *, status: int = 200, changed: str = ""
) -> HttpResponse:
    frame = plan_frame(request.member, version.plan)
    before = frame.published
    checks = plans.checks_of(version)
    shown = VersionPublish(
        plan=version.plan,
        published=before,
        version=version,
        form=form,
        number=str(frame.next_number),
        missing=[check.missing for check in checks if check.missing],
        changes=content.changes_between(before, version) if before and version.status == "draft" else None,
        changed_meanwhile=changed,
    )
    return show(
        request, "playbooks/version_publish.html", shown, fragment="playbooks/publish_dialog.html", status=status
    )


@page("plans.edit")
def version_discard(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The question (a dialog for htmx), then the act."""
    version = version_of(request.member, pk)
    form = LockForm(request.POST or None, initial={"lock": version.lock})
    if request.method == "POST":
        if not form.is_valid():
            raise Invalid("Send the state of the draft you looked at.")
        drafts.discard(request.member, version, lock=form.cleaned_data["lock"], now=timezone.now())
        messages.success(request, "The draft is discarded")
        return redirect("plan", version.plan_id)
    published = plan_frame(request.member, version.plan).published
    shown = VersionDiscard(plan=version.plan, published=published, version=version, form=form)
    return show(request, "playbooks/version_discard.html", shown, fragment="playbooks/discard_dialog.html")
