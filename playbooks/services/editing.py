"""Writing a draft's parts, for pages, the API and the admin alike. An edit names what it had read, so that nobody overwrites unread.

Two ways to name it, and each verb takes either. A page names what it touches (a part's revision, a list's order, a summary's
mark): two people at two parts never collide. The API names the whole draft (`lock`, its ETag): RFC 9110 says of If-Match
(https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1) that it is about the whole of what was read.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.errors import Conflict, Invalid, NotFound
from accounts.models import Membership
from playbooks.models import Part, PlanVersion
from playbooks.parts import Kind, kind_of
from playbooks.services.drafts import claim
from playbooks.services.telling import tell_edit

MAX_PARTS = 200  # of one kind: more is no plan


@dataclass(frozen=True, slots=True)
class PartRead:
    """Which part: the kind's name and the key; with the revision (1, 2, …) its editor read, unless they name the draft's lock."""

    part: str
    key: UUID
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """A part as it is now, and the draft's new lock."""

    part: Part
    lock: int


@dataclass(frozen=True, slots=True)
class Removed:
    """A part taken out, whole enough to be put back: its fields as plain data, and its place. `lock`: the draft's new one."""

    part: str
    key: str
    order: int
    fields: Mapping[str, Any]
    lock: int = 0


def add_part(
    member: Membership,
    version: PlanVersion,
    *,
    part: str,
    fields: Mapping[str, Any],
    lock: int | None = None,
    now: datetime,
) -> Edited:
    """A new part at the end of its kind. Raises Invalid at the field; with `lock` Conflict as `claim` does."""
    with transaction.atomic():
        new_lock = claim(member, version, lock=lock, now=now)
        kind = kind_of(part)
        row = put_part(version, kind, None, fields)
        tell_edit(member, version, now, what="added", part=kind.name, key=row.key)
    return Edited(row, new_lock)


def change_part(
    member: Membership,
    version: PlanVersion,
    read: PartRead,
    *,
    fields: Mapping[str, Any],
    lock: int | None = None,
    now: datetime,
) -> Edited:
    """Changes the given fields of the part. The same words as are there change nothing, so a repeat does no harm.

    Raises Conflict (`changed_since`: who, when, and what they wrote in `data["theirs"]`) where the part was changed since
    it was read; with `lock`, where anything of the draft was.
    """
    kind = kind_of(read.part)
    with transaction.atomic():
        new_lock = claim(member, version, lock=lock, now=now)  # the row's lock: edits of one draft follow one another
        row = _as_read(version, kind, read, lock, now)
        # What is no field of its kind goes on to put_part, which refuses it by its name.
        if all(name in kind.readers and getattr(row, name) == value for name, value in fields.items()):
            return Edited(row, new_lock)
        row = put_part(version, kind, read.key, fields)
        tell_edit(member, version, now, what="changed", part=kind.name, key=row.key)
    return Edited(row, new_lock)


def remove_part(
    member: Membership, version: PlanVersion, read: PartRead, *, lock: int | None = None, now: datetime
) -> Removed:
    """Takes the part out. Raises Conflict where somebody changed it since it was read: their words are not thrown away."""
    kind = kind_of(read.part)
    with transaction.atomic():
        new_lock = claim(member, version, lock=lock, now=now)
        row = _as_read(version, kind, read, lock, now)
        fields = {name: getattr(row, name) for name in kind.readers}
        tell_edit(member, version, now, what="removed", part=kind.name, key=row.key)
        row.delete()
    return Removed(kind.name, str(read.key), row.order, fields, new_lock)


def put_back(member: Membership, version: PlanVersion, removed: Removed, *, now: datetime) -> Part:
    """Puts a removed part back under its key, at its place. A repeat changes nothing."""
    kind = kind_of(removed.part)
    with transaction.atomic():
        # No state is named: what is put back was taken out, so nobody can have written over it.
        claim(member, version, lock=None, now=now)
        there: Part | None = kind.rows_of(version).filter(key=removed.key).first()
        if there is not None:
            return there
        row = put_part(version, kind, None, removed.fields)
        # Its own key: a diff to the version before shows no removal and no addition.
        kind.model._default_manager.filter(pk=row.pk).update(key=removed.key, order=removed.order)
        tell_edit(member, version, now, what="put_back", part=kind.name, key=removed.key)
    row.key, row.order = UUID(removed.key), removed.order
    return row


def reorder(
    member: Membership,
    version: PlanVersion,
    *,
    part: str,
    keys: Sequence[UUID],
    before: Sequence[UUID] | None = None,
    lock: int | None = None,
    now: datetime,
) -> int:
    """Puts the parts of a kind into the order `keys`. Returns the new lock.

    `before` names the order as it was read, of all of them or of some (a phase's steps): the places these have among all of
    their kind stay theirs. Without it all are named, under `lock`. Raises Conflict where the order or the number of those
    named before is another by now, Invalid where `keys` does not hold the same parts, each once.
    """
    _refuse_unread(before, lock)
    kind = kind_of(part)
    with transaction.atomic():
        new_lock = claim(member, version, lock=lock, now=now)
        rows = list(kind.rows_of(version).all().order_by("order"))
        read = [row.key for row in rows] if before is None else [*before]
        # A key twice in both would pass the first question, and put one part at two places.
        if sorted(read) != sorted(keys) or len(set(keys)) != len(keys):
            raise Invalid.field("keys", f"Name every {kind.name} of the list once, in its new order.")
        named = {*read}
        if [row.key for row in rows if row.key in named] != read:
            raise Conflict(
                "Somebody changed this list since you read it. Its new order was not kept: reload to see it.",
                code="changed_since",
            )
        # A phase's steps stand among those of other phases: each named place is filled with the next key, the rest stay.
        moving = iter(keys)
        by_key = {row.key: row for row in rows}
        placed = [by_key[next(moving)] if row.key in named else row for row in rows]
        for order, row in enumerate(placed):
            row.order = order
        kind.model._default_manager.bulk_update(placed, ["order"])
        if placed != rows:
            tell_edit(member, version, now, what="reordered", part=kind.name)
    return new_lock


def set_summary(
    member: Membership,
    version: PlanVersion,
    *,
    summary: str,
    read: str | None = None,
    lock: int | None = None,
    now: datetime,
) -> int:
    """What the plan is for; `read` is the mark of the text that was read. Returns the new lock.

    Raises Conflict (`changed_since`) where it reads otherwise by now, Invalid over 4,000 characters.
    """
    _refuse_unread(read, lock)
    if len(summary) > 4000:
        raise Invalid.field("summary", "A summary has at most 4,000 characters.")
    with transaction.atomic():
        new_lock = claim(member, version, lock=lock, now=now)
        current = PlanVersion.objects.values_list("summary", flat=True).get(pk=version.pk)
        # What it says already is no conflict: a repeat whose first answer was lost on the way.
        if read is not None and summary_mark(current) not in {read, summary_mark(summary)}:
            raise Conflict(
                "Somebody changed the summary since you read it. Nothing of yours is lost.",
                code="changed_since",
                data={"theirs": {"summary": current}, "revision": summary_mark(current)},
            )
        PlanVersion.objects.filter(pk=version.pk).update(summary=_lines(summary))
        if _lines(summary) != current:
            tell_edit(member, version, now, what="changed", part="summary")
    return new_lock


def summary_mark(text: str) -> str:
    """What stands for a summary as it was read: the first 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(_lines(text).encode()).hexdigest()[:16]


def put_part(version: PlanVersion, kind: Kind, key: UUID | None, fields: Mapping[str, Any]) -> Part:
    """Adds (no key) or changes a part of a draft that the caller has claimed."""
    rows = kind.rows_of(version).all()
    if key is None:
        read = kind.read(fields, partial=False)
        # Counted under the draft's lock (claim): two who add at once are counted one after the other.
        if rows.count() >= MAX_PARTS:
            raise Invalid.field("part", f"A plan has at most {MAX_PARTS} of each kind.")
        last = rows.aggregate(last=Max("order"))["last"]
        signed = {"edited_by": version.edited_by, "edited_at": version.edited_at}
        made: Part = kind.rows_of(version).create(order=0 if last is None else last + 1, **signed, **read)
        return made
    row: Part | None = rows.filter(key=key).first()
    if row is None:
        raise NotFound(f"This {kind.name} is no longer in the draft.")
    read = kind.read({**_with_slots(kind, row, fields), **fields}, partial=True)
    for name, value in read.items():
        setattr(row, name, value)
    row.revision += 1
    row.edited_by, row.edited_at = version.edited_by, version.edited_at
    row.save(update_fields=[*read, "revision", "edited_by", "edited_at"])
    return row


def _with_slots(kind: Kind, row: Part, fields: Mapping[str, Any]) -> dict[str, object]:
    """A statement's text and the descriptions of its slots are read together."""
    if kind.name != "statement" or not {"text", "slots"} & set(fields):
        return {}
    # A new text alone keeps the labels and examples of the slots it still has.
    return {"text": row.text, "slots": row.slots}  # type: ignore[attr-defined]


def _refuse_unread(*states: object) -> None:
    """A caller that names nothing it had read is a mistake of ours, not of a person."""
    if all(state is None for state in states):
        raise TypeError("Name the state that was read: of the part, the list or the summary, or the draft's lock.")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _as_read(version: PlanVersion, kind: Kind, read: PartRead, lock: int | None, now: datetime) -> Part:
    _refuse_unread(read.revision, lock)
    row: Part | None = kind.rows_of(version).select_related("edited_by").filter(key=read.key).first()
    if row is None:
        raise NotFound(f"This {kind.name} is gone: somebody removed it from the draft.")
    if read.revision is not None and row.revision != read.revision:
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
