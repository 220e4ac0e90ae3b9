"""A plan's one draft: begun, claimed for an edit, restored, discarded. Its parts are written by `editing`."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from uuid_utils.compat import uuid7

from accounts.dated import touch
from accounts.errors import Conflict, NotFound
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from accounts.uniqueness import refused_by, unique
from playbooks import catalogue
from playbooks.models import PROPOSAL, ChangeProposal, Plan, PlanVersion
from playbooks.parts import KINDS
from playbooks.services.telling import tell


def start_draft(member: Membership, plan: Plan, *, now: datetime) -> PlanVersion:
    """The plan's draft: the one there is, or a copy of the published (else the latest) version."""
    with transaction.atomic():
        draft, made = draft_of(member, plan)
        if made:
            tell(catalogue.DRAFT_STARTED, draft.plan, member, now, version=draft.pk, based_on=draft.based_on_id)
    return draft


def draft_of(member: Membership, plan: Plan) -> tuple[PlanVersion, bool]:
    """As `start_draft`, for an act that tells of itself; and whether it was made now."""
    require(member, "plans.edit")
    plan = _visible_plan(member, plan)
    # The published one is always the newest. Of a plan whose version was retired, that one is copied.
    base = plan.versions.exclude(status="draft").order_by("-number").first()
    try:
        # A savepoint: after the violation the caller's transaction must still be able to read the draft there is.
        with transaction.atomic():
            touch(Plan.objects.filter(pk=plan.pk))
            draft = PlanVersion.objects.create(
                plan=plan, created_by=member.user, based_on=base, summary=base.summary if base else ""
            )
            if base is not None:
                copy_parts(base, draft)
            return draft, True
    except IntegrityError as error:
        if refused_by(error) != "planversion_one_draft":
            raise
        # Somebody has one already, or made it this moment. It is everybody's.
        return plan.versions.get(status="draft"), False


def _visible_plan(member: Membership, plan: Plan) -> Plan:
    visible = Plan.objects.visible_to(member).filter(pk=plan.pk).first()
    if visible is None:
        raise NotFound("There is no such plan.")
    return visible


def copy_parts(source: PlanVersion, target: PlanVersion) -> None:
    """Copies every part under its key: the same part in the next version."""
    for kind in KINDS.values():
        rows = list(kind.rows_of(source).all())
        for row in rows:
            # As Django's documentation copies rows: a new id, no longer known as stored. `key`, by which it is the same
            # part, stays.
            row.pk = uuid7()
            row.version, row.version_status = target, target.status
            row._state.adding = True
        kind.model._default_manager.bulk_create(rows)


def restore(member: Membership, version: PlanVersion, *, now: datetime) -> PlanVersion:
    """A new draft with an earlier version's content. Raises Conflict where there is a draft already: it is not overwritten."""
    require(member, "plans.edit")
    seen = PlanVersion.objects.visible_to(member).exclude(status="draft").filter(pk=version.pk).first()
    if seen is None:
        raise NotFound("There is no such version.")
    refusal = Conflict("This plan already has a draft. Publish or discard it first.", code="draft_exists")
    with unique(refusal, "planversion_one_draft"):
        touch(Plan.objects.filter(pk=seen.plan_id))
        draft = PlanVersion.objects.create(
            plan=seen.plan,
            created_by=member.user,
            edited_by=member.user,
            edited_at=now,
            based_on=seen,
            summary=seen.summary,
        )
        copy_parts(seen, draft)
        tell(catalogue.DRAFT_RESTORED, seen.plan, member, now, version=draft.pk, based_on=seen.pk)
    return draft


def claim(member: Membership, version: PlanVersion, *, lock: int | None, now: datetime) -> int:
    """Takes the draft for one edit, in the caller's transaction: its lock grows by one. Returns the new lock.

    `lock` None takes it in whatever state it is: for edits that name the state of what they touch (`editing`).
    Raises Conflict (`changed_since`, with who and when) where somebody was quicker, or where it is no draft any more.
    """
    require(member, "plans.edit")
    seen = PlanVersion.objects.visible_to(member).filter(pk=version.pk)
    # The guard stands on the updated row itself, not in a subquery: after waiting for another's transaction PostgreSQL
    # looks again at the row, but not into a subquery.
    as_read = PlanVersion.objects.filter(pk=version.pk, status="draft", pk__in=seen.values("pk"))
    if lock is not None:
        as_read = as_read.filter(lock=lock)
    changed = as_read.update(lock=F("lock") + 1, edited_by=member.user, edited_at=now)
    version.edited_by, version.edited_at = member.user, now  # editing.put_part signs each part with them
    if changed:
        return lock + 1 if lock is not None else int(seen.values_list("lock", flat=True).get())
    current = seen.select_related("edited_by").first()
    if current is None:
        raise NotFound("There is no such draft.")
    if current.status != "draft":
        raise Conflict(
            "This version is published: it can't be changed. Start a draft.",
            code="wrong_state",
            data={"current": current.status},
        )
    who = str(current.edited_by or current.created_by)
    # Text: it goes out in a problem's JSON.
    at = current.edited_at.isoformat() if current.edited_at else None
    message = (
        f"{who} changed this draft since you read it. Nothing of yours is lost: look at the change, then save again."
    )
    raise Conflict(message, code="changed_since", data={"lock": current.lock, "by": who, "at": at})


def discard(member: Membership, version: PlanVersion, *, lock: int, now: datetime) -> None:
    """Throws the draft away; a plan that was never published keeps an empty one out of this. Its proposals open again."""
    with transaction.atomic():
        touch(Plan.objects.filter(pk=version.plan_id))  # before the version's lock, as publishing takes them
        claim(member, version, lock=lock, now=now)
        if not version.plan.versions.exclude(pk=version.pk).exists():
            raise Conflict("This plan has no other version. Archive the plan instead.", code="only_version")
        # Their way to the draft goes first: it is protected, so that no version vanishes under its lessons.
        undecided: dict[str, Any] = {"version": None, "decided_at": None, "decided_by": None, "decision_reason": ""}
        reopened = list(version.proposals.filter(status="accepted").values_list("pk", flat=True))
        for pk in reopened:
            move(ChangeProposal.objects, pk, PROPOSAL, "reopen", **undecided)
        tell(catalogue.DRAFT_DISCARDED, version.plan, member, now, version=version.pk, reopened=reopened)
        version.delete()
