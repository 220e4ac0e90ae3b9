"""Two versions side by side, and the acts on a draft as a whole: publish, discard."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.errors import Conflict, Invalid, NotFound
from accounts.pages import MemberRequest, page, show
from playbooks.forms import LockForm, PublishForm, put_errors
from playbooks.models import PlanVersion
from playbooks.services import content, drafts, plans
from playbooks.views.finding import plan_frame, plan_of, version_of
from playbooks.views.wording import change_groups, lesson_notes


@require_safe
@page("plans.see")
def plan_compare(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What changed from one version to another (`from`, `to`: ids); the published one to the draft where none is named."""
    plan = plan_of(request.member, pk)
    frame = plan_frame(request.member, plan)
    after: PlanVersion | None = _named(frame, request.GET.get("to", "")) or (frame["versions"] or [None])[0]
    before = _named(frame, request.GET.get("from", "")) or _before(frame, after)
    context: dict[str, Any] = {**frame, "before": before, "after": after, "groups": [], "changed": 0}
    if before is not None and after is not None:
        changes = content.changes_between(before, after)
        notes = lesson_notes([proposal for proposal in after.proposals.all() if proposal.lesson_text])
        context |= {
            "groups": change_groups(changes.parts, changes.phase_of, notes),
            "changed": len(changes.parts),
            "unchanged": changes.unchanged,
        }
    return show(request, "playbooks/plan_compare.html", context)


def _named(frame: dict[str, Any], text: str) -> PlanVersion | None:
    if not text:
        return None
    found: PlanVersion | None = next((version for version in frame["versions"] if str(version.pk) == text), None)
    if found is None:
        raise NotFound("There is no such version of this plan.")
    return found


def _before(frame: dict[str, Any], after: PlanVersion | None) -> PlanVersion | None:
    """What `after` is most usefully held against: the published version, else the one just below it."""
    published: PlanVersion | None = frame["published"]
    if after is None or (published is not None and after.pk != published.pk and after.status == "draft"):
        return published
    below: list[PlanVersion] = [
        version for version in frame["versions"] if (version.number or 10**9) < (after.number or 10**9)
    ]
    return below[0] if below else None


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
                return redirect("plan", done.plan_id)
        return _publish_page(request, version, form, status=422)
    return _publish_page(request, version, PublishForm(initial={"lock": version.lock, "change_note": _note(version)}))


def _note(version: PlanVersion) -> str:
    """The titles of the accepted proposals: what a change note would say anyhow."""
    return ". ".join(proposal.title for proposal in version.proposals.order_by("decided_at"))[:500]


def _publish_page(
    request: MemberRequest, version: PlanVersion, form: PublishForm, *, status: int = 200, changed: str = ""
) -> HttpResponse:
    frame = plan_frame(request.member, version.plan)
    before = frame["published"]
    checks = plans.checks_of(version)
    context = {
        **frame,
        "version": version,
        "form": form,
        "checks": checks,
        "number": str(frame["next_number"]),
        "missing": [check.missing for check in checks if check.missing],
        "changes": content.changes_between(before, version) if before and version.status == "draft" else None,
        "changed_meanwhile": changed,
    }
    return show(
        request, "playbooks/version_publish.html", context, fragment="playbooks/publish_dialog.html", status=status
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
    context = {**plan_frame(request.member, version.plan), "version": version, "form": form}
    return show(request, "playbooks/version_discard.html", context, fragment="playbooks/discard_dialog.html")
