"""Writing a draft: every edit names the state it changes (`lock`), so that two editors never overwrite each other silently."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from uuid_utils.compat import uuid7

from accounts.errors import Conflict, Invalid, NotFound
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from playbooks.models import PROPOSAL, ChangeProposal, Part, Plan, PlanVersion
from playbooks.parts import KINDS, Kind, kind_of

MAX_PARTS = 200  # of one kind: more is no plan


def start_draft(member: Membership, plan: Plan, *, now: datetime) -> PlanVersion:
    """The plan's draft: the one there is, or a copy of the published (else the latest) version."""
    require(member, "plans.edit")
    plan = _visible_plan(member, plan)
    base = plan.versions.exclude(status="draft").order_by("-number").first()
    try:
        with transaction.atomic():
            draft = PlanVersion.objects.create(
                plan=plan, created_by=member.user, based_on=base, summary=base.summary if base else ""
            )
            if base is not None:
                copy_parts(base, draft)
            return draft
    except IntegrityError:
        # planversion_one_draft: somebody has one already, or made it this moment. It is everybody's.
        return plan.versions.get(status="draft")


def _visible_plan(member: Membership, plan: Plan) -> Plan:
    found = Plan.objects.visible_to(member).filter(pk=plan.pk).first()
    if found is None:
        raise NotFound("There is no such plan.")
    return found


def copy_parts(source: PlanVersion, target: PlanVersion) -> None:
    """Copies every part under its key: the same part in the next version."""
    for kind in KINDS.values():
        rows = list(kind.rows_of(source).all())
        for row in rows:
            row.pk = uuid7()
            row.version = target
            row._state.adding = True
        kind.model._default_manager.bulk_create(rows)


def restore(member: Membership, version: PlanVersion, *, now: datetime) -> PlanVersion:
    """A new draft with an earlier version's content. Raises Conflict where there is a draft already: it is not overwritten."""
    require(member, "plans.edit")
    seen = PlanVersion.objects.visible_to(member).exclude(status="draft").filter(pk=version.pk).first()
    if seen is None:
        raise NotFound("There is no such version.")
    try:
        with transaction.atomic():
            draft = PlanVersion.objects.create(
                plan=seen.plan,
                created_by=member.user,
                edited_by=member.user,
                edited_at=now,
                based_on=seen,
                summary=seen.summary,
            )
            copy_parts(seen, draft)
            return draft
    except IntegrityError:
        raise Conflict("This plan has a draft already. Publish or discard it first.", code="draft_exists") from None


def claim(member: Membership, version: PlanVersion, *, lock: int | None, now: datetime) -> int:
    """Takes the draft for one edit, in the caller's transaction: its lock grows by one. Returns the new lock.

    `lock` None takes it in whatever state it is: for edits that name the state of their own part (`editing`).
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
    version.edited_by, version.edited_at = member.user, now  # put_part signs each part with them
    if changed:
        return lock + 1 if lock is not None else int(seen.values_list("lock", flat=True).get())
    current = seen.select_related("edited_by").first()
    if current is None:
        raise NotFound("There is no such draft.")
    if current.status != "draft":
        raise Conflict(
            "This version is published: it can't be changed. Begin a draft.",
            code="wrong_state",
            data={"current": current.status},
        )
    who = str(current.edited_by or current.created_by)
    at = current.edited_at.isoformat() if current.edited_at else None
    message = (
        f"{who} changed this draft since you read it. Nothing of yours is lost: look at the change, then save again."
    )
    raise Conflict(message, code="changed_since", data={"lock": current.lock, "by": who, "at": at})


def save_part(
    member: Membership,
    version: PlanVersion,
    *,
    part: str,
    key: UUID | None,
    fields: Mapping[str, Any],
    lock: int,
    now: datetime,
) -> tuple[Part, int]:
    """Adds a part (no key) at its kind's end, or changes the given fields of one. Returns it and the new lock."""
    kind = kind_of(part)
    with transaction.atomic():
        new_lock = claim(member, version, lock=lock, now=now)
        row = put_part(version, kind, key, fields)
    return row, new_lock


def put_part(version: PlanVersion, kind: Kind, key: UUID | None, fields: Mapping[str, Any]) -> Part:
    """As save_part, for a draft the caller has claimed."""
    rows = kind.rows_of(version).all()
    if key is None:
        read = kind.read(fields, partial=False)
        if rows.count() >= MAX_PARTS:
            raise Invalid.field("part", f"A plan has at most {MAX_PARTS} of each kind.")
        last = rows.aggregate(last=Max("order"))["last"]
        signed = {"edited_by": version.edited_by, "edited_at": version.edited_at}
        made: Part = kind.rows_of(version).create(order=0 if last is None else last + 1, **signed, **read)
        return made
    row: Part | None = rows.filter(key=key).first()
    if row is None:
        raise NotFound(f"This {kind.name} is gone from the draft.")
    read = kind.read({**_with_slots(kind, row, fields), **fields}, partial=True)
    for name, value in read.items():
        setattr(row, name, value)
    row.revision += 1
    row.edited_by, row.edited_at = version.edited_by, version.edited_at
    row.save(update_fields=[*read, "revision", "edited_by", "edited_at"])
    return row


def _with_slots(kind: Kind, row: Part, fields: Mapping[str, Any]) -> dict[str, Any]:
    """A statement's text and the descriptions of its slots are read together."""
    if kind.name != "statement" or not {"text", "slots"} & set(fields):
        return {}
    return {"text": row.text, "slots": row.slots}  # type: ignore[attr-defined]


def remove_part(member: Membership, version: PlanVersion, *, part: str, key: UUID, lock: int, now: datetime) -> int:
    """Takes a part out of the draft. Returns the new lock."""
    kind = kind_of(part)
    with transaction.atomic():
        new_lock = claim(member, version, lock=lock, now=now)
        if not kind.rows_of(version).filter(key=key).delete()[0]:
            raise NotFound(f"This {kind.name} is gone from the draft.")
    return new_lock


def reorder(
    member: Membership, version: PlanVersion, *, part: str, keys: Sequence[UUID], lock: int, now: datetime
) -> int:
    """Puts the parts of a kind in this order; all of them must be named, once. Returns the new lock."""
    kind = kind_of(part)
    with transaction.atomic():
        new_lock = claim(member, version, lock=lock, now=now)
        rows = {row.key: row for row in kind.rows_of(version).all()}
        if len(keys) != len(rows) or set(keys) != set(rows):
            raise Invalid.field("keys", f"Name every {kind.name} of the draft once, in its new order.")
        for order, key in enumerate(keys):
            rows[key].order = order
        kind.model._default_manager.bulk_update(rows.values(), ["order"])
    return new_lock


def set_summary(member: Membership, version: PlanVersion, *, summary: str, lock: int, now: datetime) -> int:
    """Changes what the plan is for, in a few sentences. Returns the new lock."""
    if len(summary) > 4000:
        raise Invalid.field("summary", "A summary has at most 4,000 characters.")
    with transaction.atomic():
        new_lock = claim(member, version, lock=lock, now=now)
        PlanVersion.objects.filter(pk=version.pk).update(summary=summary.strip())
    return new_lock


def discard(member: Membership, version: PlanVersion, *, lock: int, now: datetime) -> None:
    """Throws the draft away; a plan that was never published keeps an empty one out of this. Its proposals open again."""
    with transaction.atomic():
        claim(member, version, lock=lock, now=now)
        if not version.plan.versions.exclude(pk=version.pk).exists():
            raise Conflict("This plan has no other version. Archive the plan instead.", code="only_version")
        undecided: dict[str, Any] = {"version": None, "decided_at": None, "decided_by": None, "decision_reason": ""}
        for pk in list(version.proposals.filter(status="accepted").values_list("pk", flat=True)):
            move(ChangeProposal.objects, pk, PROPOSAL, "reopen", **undecided)
        version.delete()
