"""Change proposals: what a lesson asks of a plan, shown as a diff, accepted into a draft or rejected with a reason."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.dated import touch
from accounts.errors import DomainError, Invalid, NotFound
from accounts.events.models import Event
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.notifications.services import notifying
from accounts.permissions import require
from playbooks import catalogue
from playbooks.diff import PartDiff, compare
from playbooks.models import PROPOSAL, ChangeProposal, Plan, PlanVersion
from playbooks.parts import kind_of
from playbooks.services.content import content_of
from playbooks.services.drafts import claim, draft_of
from playbooks.services.editing import put_part
from playbooks.services.telling import tell_proposal

OPERATIONS = ("add", "change", "remove")


def propose(
    member: Membership,
    plan: Plan,
    *,
    title: str,
    reason: str,
    changes: Sequence[dict[str, Any]],
    lesson_id: UUID | None,
    lesson_text: str,
    now: datetime,
) -> ChangeProposal:
    """An open proposal: `changes` are [{"op": "add"|"change"|"remove", "part", "key", "fields"}], checked against the
    latest version as it stands. Eight things to say, so eight parameters: a request object would only rename them.
    """
    require(member, "plans.edit")
    if not Plan.objects.visible_to(member).filter(pk=plan.pk).exists():
        raise NotFound("There is no such plan.")
    if not title.strip() or len(title) > 200:
        raise Invalid.field("title", "A proposal has a title of up to 200 characters.")
    with transaction.atomic():
        touch(Plan.objects.filter(pk=plan.pk))
        made = ChangeProposal.objects.create(
            plan=plan,
            title=title.strip(),
            reason=reason.strip(),
            changes=check_changes(plan, changes),
            lesson_id=lesson_id,
            lesson_text=lesson_text,
            proposed_by=member.user,
            proposed_at=now,
        )
        opened = tell_proposal(catalogue.PROPOSAL_OPENED, made, member, now, lesson_id=lesson_id)
        _notify(made, now, of=opened)
    return made


def _notify(made: ChangeProposal, now: datetime, *, of: Event) -> None:
    """Those who decide on it hear of it, but for whoever made it."""
    notifying.notify(
        [user_id for user_id in notifying.owners_and_admins() if user_id != made.proposed_by_id],
        of=of,
        brand=made.plan.brand,
        kind="proposal",
        title=f"Proposed for {made.plan.name}: {made.title}",
        body=made.reason,
        path=f"/plans/proposals/{made.pk}/",
        now=now,
    )


def check_changes(plan: Plan, changes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The operations, each read as the editor would. Raises Invalid naming the first bad one by its place."""
    if not changes:
        raise Invalid.field("changes", "Say what to change: add, change or remove a part.")
    latest = latest_version(plan)
    present = {(kind, key) for kind, parts in content_of(latest).items() for key, _ in parts} if latest else set()
    # Now, with its author there: what can't be applied would else be found by whoever accepts it.
    checked = []
    for place, change in enumerate(changes, start=1):
        if not isinstance(change, dict) or change.get("op") not in OPERATIONS:
            raise Invalid.field("changes", f"Change {place}: “op” is one of {', '.join(OPERATIONS)}.")
        kind = kind_of(str(change.get("part")))
        key = str(change["key"]) if change.get("key") else None
        if change["op"] != "add" and (kind.name, key) not in present:
            raise Invalid.field("changes", f"Change {place}: the plan has no such {kind.name}.")
        try:
            fields = (
                {}
                if change["op"] == "remove"
                else kind.read(change.get("fields") or {}, partial=change["op"] == "change")
            )
        except DomainError as error:
            raise Invalid.field("changes", f"Change {place}: {error.message}", data=error.data) from None
        checked.append(
            # Without a key it is added when it is applied; with that of a part there is, it would change that one.
            {"op": change["op"], "part": kind.name, "key": None if change["op"] == "add" else key, "fields": fields}
        )
    return checked


def latest_version(plan: Plan) -> PlanVersion | None:
    """The draft, else the newest numbered version."""
    draft = plan.versions.filter(status="draft").first()
    return draft or plan.versions.order_by("-number").first()


def preview(proposal: ChangeProposal) -> list[PartDiff]:
    """What accepting would change, as a diff against the latest version."""
    latest = latest_version(proposal.plan)
    before = content_of(latest) if latest else {}
    after = {kind: list(parts) for kind, parts in before.items()}
    for place, change in enumerate(proposal.changes):
        parts = after.setdefault(change["part"], [])
        if change["op"] == "add":
            parts.append((f"new-{place}", change["fields"]))
            continue
        at = next((index for index, (key, _) in enumerate(parts) if key == change["key"]), None)
        # Removed since it was proposed: accepting says so, the rest can be looked at.
        if at is None:
            continue
        if change["op"] == "remove":
            del parts[at]
        else:
            parts[at] = (change["key"], {**parts[at][1], **change["fields"]})
    return compare(before, after)


def accept(member: Membership, proposal: ChangeProposal, *, reason: str, now: datetime) -> PlanVersion:
    """Puts the changes into the plan's draft (begun if there is none), which from then on names the lesson.

    Raises Conflict where the proposal was decided meanwhile, NotFound where a part it changes is gone.
    """
    require(member, "plans.publish")
    visible = ChangeProposal.objects.visible_to(member)
    with transaction.atomic():
        touch(Plan.objects.filter(pk=proposal.plan_id))
        # First: of two who accept at once, one waits here and is refused before anything is in the draft.
        move(
            visible,
            proposal.pk,
            PROPOSAL,
            "accept",
            decided_by=member.user,
            decided_at=now,
            decision_reason=reason.strip()[:500],
        )
        draft, _ = draft_of(member, proposal.plan)
        claim(member, draft, lock=None, now=now)  # no state is named: it is about parts, by key
        for change in proposal.changes:
            _apply(draft, change)
        ChangeProposal.objects.filter(pk=proposal.pk).update(version=draft)
        tell_proposal(catalogue.PROPOSAL_ACCEPTED, proposal, member, now, version=draft.pk)
    return PlanVersion.objects.get(pk=draft.pk)


def _apply(draft: PlanVersion, change: dict[str, Any]) -> None:
    kind = kind_of(change["part"])
    key = UUID(change["key"]) if change["key"] else None
    if change["op"] == "remove":
        if not kind.rows_of(draft).filter(key=key).delete()[0]:
            raise NotFound(f"The {kind.name} this proposal removes is no longer in the draft.")
        return
    put_part(draft, kind, key, change["fields"])


def reject(member: Membership, proposal: ChangeProposal, *, reason: str, now: datetime) -> None:
    """Closes the proposal with a reason. Raises Invalid without one."""
    require(member, "plans.publish")
    if not reason.strip():
        raise Invalid.field("reason", "Say why, so that the next debrief doesn't have to ask again.")
    visible = ChangeProposal.objects.visible_to(member)
    decided: dict[str, Any] = {
        "decided_by": member.user,
        "decided_at": now,
        "decision_reason": reason.strip()[:500],
    }
    with transaction.atomic():
        touch(Plan.objects.filter(pk=proposal.plan_id))
        move(visible, proposal.pk, PROPOSAL, "reject", **decided)
        tell_proposal(catalogue.PROPOSAL_REJECTED, proposal, member, now)
