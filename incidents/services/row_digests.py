"""Rows beside the timeline for which its entries vouch: releases, updates, approvals, publications, what answers said.

Whoever writes or moves such a row names it, with the digest of all it says, in the entry it writes in the same
transaction. `naming` makes that part of an entry's payload.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from incidents.models import AnswerRevision, Approval, Publication, Release, StatusUpdate
from incidents.services import chain

KEY = "rows"  # where a payload names them: [[kind, id, digest], …]
_SAYS: dict[type[Any], tuple[str, tuple[str, ...]]] = {
    Release: ("release", ("entry_id", "audience", "by_id", "at")),
    # Not `told_late`: the clock writes it, and no entry is about it.
    Approval: (
        "approval",
        (
            "answer_id", "text_sha256", "asked_of_id", "asked_by_id", "asked_at", "due_at", "status", "decided_at", "reason",
            "ended_because",
        ),
    ),
    Publication: ("publication", ("answer_id", "text_sha256", "url", "confirmed_by_id", "confirmed_at")),
    AnswerRevision: ("revision", ("answer_id", "number", "text", "text_sha256", "by_id", "at")),
    StatusUpdate: ("update", ("incident_id", "audience", "text", "sent_by_id", "sent_at", "next_due_at")),
}  # fmt: skip


def naming(rows: Iterable[Any]) -> dict[str, object]:
    """The part of a payload that vouches for these rows as they stand now."""
    return {KEY: [list(mark(row)) for row in rows]}


def mark(row: Any) -> tuple[str, str, str]:
    """Kind, id and digest of a row."""
    kind, names = _SAYS[type(row)]
    said = chain.plain([kind, row.pk, *(getattr(row, name) for name in names)])
    return kind, str(row.pk), hashlib.sha256(chain.canonical(said)).hexdigest()
