"""What a published version says, as one SHA-256 over canonical JSON. Pure.

digest = SHA-256(canonical JSON of [form, the version's values, [[kind, [the values of each part, …]], …]])

A list in JSON, not joined strings, so that no value can be moved into its neighbour. The form says which values: a field
that is added to a part is sealed under a new form, and seals of before still hold under theirs.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

FORM = 1
_VERSION = {
    1: (
        "plan_id", "number", "summary", "change_note", "based_on_id", "created_by_id", "created_at", "published_by_id",
        "published_at",
    )
}  # fmt: skip
_PARTS = {
    1: {
        "section": ("title", "body"),
        "step": ("phase", "title", "instructions", "duty", "due_minutes", "required"),
        "statement": ("title", "channel", "language", "text", "slots"),
        "contact": ("function", "name", "reach", "when"),
        "trigger": ("name", "query", "why"),
    }
}


def sealed_fields(form: int = FORM) -> Mapping[str, tuple[str, ...]]:
    """By kind of part, the fields a digest of this form covers, besides the part's key and place."""
    return _PARTS[form]


def words_digest(summary: str, change_note: str) -> str:
    """Of a version's own words: SHA-256 of the summary's length in characters, a colon, the summary, the note.

    The schema computes the same (constraint planversion_words_as_sealed).
    """
    # The length, so that no word can go over from the summary's end to the note.
    return hashlib.sha256(f"{len(summary)}:{summary}{change_note}".encode()).hexdigest()


def version_digest(version: Any, parts: Mapping[str, Iterable[Any]], form: int = FORM) -> str:
    """Hexadecimal digest of a version and all its parts, given by kind in any order. Raises KeyError for an unknown form."""
    said = [
        [kind, [[str(row.key), row.order, *_values(row, names)] for row in _in_order(parts.get(kind, ()))]]
        for kind, names in _PARTS[form].items()
    ]
    whole = [form, _values(version, _VERSION[form]), said]
    # For ever so: with any of these another way, no seal of form 1 would hold any more.
    text = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _in_order(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (row.order, str(row.key)))  # two may have one place: put back by an undo


def _values(row: Any, names: Iterable[str]) -> list[Any]:
    return [_plain(getattr(row, name)) for name in names]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")  # the database gives it back in any zone
    return str(value) if isinstance(value, UUID) else value
