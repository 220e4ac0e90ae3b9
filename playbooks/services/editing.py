"""Editing a draft part by part: an edit names the part as it was read, so that two people at two parts never collide."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.errors import Conflict, Invalid, NotFound
from accounts.models import Membership
from playbooks.models import Part, PlanVersion
from playbooks.parts import Kind, kind_of
from playbooks.services.drafts import claim, put_part


@dataclass(frozen=True, slots=True)
class Seen:
    """A part as its editor read it: the kind's name, the key, and the revision (1, 2, …)."""

    part: str
    key: UUID
    revision: int


@dataclass(frozen=True, slots=True)
class Removed:
    """A part taken out, whole enough to be put back: its fields as plain data, and its place."""

    part: str
    key: str
    order: int
    fields: Mapping[str, Any]


def add_part(member: Membership, version: PlanVersion, *, part: str, fields: Mapping[str, Any], now: datetime) -> Part:
    """A new part at the end of its kind. Raises Invalid at the field."""
    with transaction.atomic():
        claim(member, version, lock=None, now=now)
        return put_part(version, kind_of(part), None, fields)


def change_part(
    member: Membership, version: PlanVersion, seen: Seen, *, fields: Mapping[str, Any], now: datetime
) -> Part:
    """Changes the part's fields. The same words as are there change nothing, so a repeat does no harm.

    Raises Conflict (`changed_since`: who, when, and what they wrote in `data["theirs"]`) where the part was changed since
    it was read.
    """
    kind = kind_of(seen.part)
    with transaction.atomic():
        claim(member, version, lock=None, now=now)  # the version's row lock: edits of one draft follow one another
        row = _as_read(version, kind, seen, now)
        if all(getattr(row, name) == value for name, value in fields.items()):
            return row
        return put_part(version, kind, seen.key, fields)


def take_out(member: Membership, version: PlanVersion, seen: Seen, *, now: datetime) -> Removed:
    """Removes the part. Raises Conflict where somebody changed it since it was read: their words are not thrown away."""
    kind = kind_of(seen.part)
    with transaction.atomic():
        claim(member, version, lock=None, now=now)
        row = _as_read(version, kind, seen, now)
        removed = Removed(kind.name, str(row.key), row.order, {name: getattr(row, name) for name in kind.readers})
        row.delete()
    return removed


def put_back(member: Membership, version: PlanVersion, removed: Removed, *, now: datetime) -> Part:
    """Puts a removed part back under its key, at its place. A repeat changes nothing."""
    kind = kind_of(removed.part)
    with transaction.atomic():
        claim(member, version, lock=None, now=now)
        there: Part | None = kind.rows_of(version).filter(key=removed.key).first()
        if there is not None:
            return there
        row = put_part(version, kind, None, removed.fields)
        kind.model._default_manager.filter(pk=row.pk).update(key=removed.key, order=removed.order)
    row.key, row.order = UUID(removed.key), removed.order
    return row


def arrange(
    member: Membership,
    version: PlanVersion,
    *,
    part: str,
    before: Sequence[UUID],
    after: Sequence[UUID],
    now: datetime,
) -> None:
    """Puts some parts of a kind (a phase's steps, say) from the order `before`, as read, into the order `after`.

    The places they have among all of their kind stay theirs. Raises Conflict where their order or number is another by
    now, Invalid where the two lists do not hold the same parts.
    """
    kind = kind_of(part)
    if sorted(before) != sorted(after) or len(set(after)) != len(after):
        raise Invalid.field("order", f"Name every {kind.name} of the list once, in its new order.")
    with transaction.atomic():
        claim(member, version, lock=None, now=now)
        rows = list(kind.rows_of(version).all().order_by("order"))
        named = {*before}
        if [row.key for row in rows if row.key in named] != [*before]:
            raise Conflict(
                "Somebody changed this list since you read it. Its new order was not kept: reload to see it.",
                code="changed_since",
            )
        moving = iter(after)
        by_key = {row.key: row for row in rows}
        placed = [by_key[next(moving)] if row.key in named else row for row in rows]
        for order, row in enumerate(placed):
            row.order = order
        kind.model._default_manager.bulk_update(placed, ["order"])


def summary_mark(text: str) -> str:
    """What stands for a summary as it was read: the first 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(_lines(text).encode()).hexdigest()[:16]


def change_summary(member: Membership, version: PlanVersion, *, seen: str, summary: str, now: datetime) -> str:
    """What the plan is for; `seen` is the mark of the text that was read. Returns the new mark.

    Raises Conflict (`changed_since`) where it reads otherwise by now, Invalid over 4,000 characters.
    """
    if len(summary) > 4000:
        raise Invalid.field("summary", "A summary has at most 4,000 characters.")
    with transaction.atomic():
        claim(member, version, lock=None, now=now)
        current = PlanVersion.objects.values_list("summary", flat=True).get(pk=version.pk)
        if summary_mark(current) not in {seen, summary_mark(summary)}:
            raise Conflict(
                "Somebody changed the summary since you read it. Nothing of yours is lost.",
                code="changed_since",
                data={"theirs": {"summary": current}, "revision": summary_mark(current)},
            )
        PlanVersion.objects.filter(pk=version.pk).update(summary=_lines(summary))
    return summary_mark(summary)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _as_read(version: PlanVersion, kind: Kind, seen: Seen, now: datetime) -> Part:
    row: Part | None = kind.rows_of(version).select_related("edited_by").filter(key=seen.key).first()
    if row is None:
        raise NotFound(f"This {kind.name} is gone: somebody took it out of the draft.")
    if row.revision != seen.revision:
        who = str(row.edited_by or "Somebody")
        ago = f" {_ago((now - row.edited_at).total_seconds())} ago" if row.edited_at else " meanwhile"
        theirs = {name: getattr(row, name) for name in kind.readers}
        data = {"by": who, "revision": row.revision, "theirs": theirs}
        raise Conflict(f"{who} changed this{ago}. Nothing of yours is lost.", code="changed_since", data=data)
    return row


def _ago(seconds: float) -> str:
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    if seconds < 3600:
        return f"{round(seconds / 60)} min"
    return f"{round(seconds / 3600)} h" if seconds < 48 * 3600 else f"{round(seconds / 86400)} days"
