"""The arithmetic of the record: canonical JSON, salted payload digests, and the chain over them. Pure.

payload_digest = SHA-256(salt · canonical JSON of the payload)
digest         = SHA-256(canonical JSON of [previous, incident, seq, at, kind, actor id, actor label, visibility,
                         corrects seq, payload_digest])

A list in JSON, not joined strings, so that no field can be moved into its neighbour. Times are UTC with microseconds.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Protocol
from uuid import UUID

GENESIS = "0" * 64
# The kind of entry that says which payload is gone on purpose: {"entry": its seq, "rows": as it named them}.
ERASED = "payload_erased"


class Entry(Protocol):
    """What the chain needs of a timeline entry."""

    incident_id: UUID
    seq: int
    at: datetime
    kind: str
    actor_id: int | None
    actor_label: str
    visibility: str
    payload: Any
    salt: str
    payload_digest: str
    previous: str
    digest: str
    corrects_seq: int | None


@dataclass(frozen=True, slots=True)
class End:
    """Where a chain is said to end: how many entries, and the digest of the last."""

    seq: int
    digest: str


def plain(value: Any) -> Any:
    """The value in JSON's own types. Numbers with a fraction become text: a database may give them back written otherwise."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, UUID | date):
        return str(value)
    if isinstance(value, Mapping):
        # jsonb has text keys only: a number would come back as one, and hash otherwise.
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, Iterable):
        return [plain(inner) for inner in value]
    raise TypeError(f"the record can't hold a {type(value).__name__}")


def canonical(value: Any) -> bytes:
    """Sorted keys, no spaces, characters as they are, in UTF-8."""
    # jsonb keeps neither the order of keys nor spaces: what is read back must give the same bytes.
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def payload_digest(salt: str, payload: Any) -> str:
    """Hexadecimal digest of a payload under its salt."""
    return hashlib.sha256(salt.encode() + canonical(payload)).hexdigest()


def entry_digest(entry: Entry) -> str:
    """Hexadecimal digest of an entry, which binds all entries before it."""
    return hashlib.sha256(
        canonical(
            [
                entry.previous,
                str(entry.incident_id),
                entry.seq,
                entry.at.astimezone(UTC).isoformat(timespec="microseconds"),  # else none where they are zero
                entry.kind,
                entry.actor_id,
                entry.actor_label,
                entry.visibility,
                entry.corrects_seq,
                entry.payload_digest,
            ]
        )
    ).hexdigest()


def first_bad(entries: Iterable[Entry], head: End, seals: Mapping[int, str]) -> int | None:
    """The number of the first record that does not hold, or None.

    `entries` in order of seq; `seals` maps a seq to the digest kept outside. A cut or missing end is the number of the
    first record that should be there. An erased payload (None) is taken by its digest where a later entry of kind ERASED
    names it; one that nobody says was erased does not hold.
    """
    previous, seq = GENESIS, 0
    gone: set[int] = set()
    for entry in entries:
        seq += 1
        whole = entry.seq == seq and entry.previous == previous and entry.digest == entry_digest(entry)
        # A chain rewritten from some entry on holds in itself: only the seal outside disagrees.
        if not whole or seals.get(seq, entry.digest) != entry.digest:
            return seq
        if entry.payload is None:
            gone.add(seq)
        elif payload_digest(entry.salt, entry.payload) != entry.payload_digest:
            return seq
        elif entry.kind == ERASED:
            gone.discard(entry.payload.get("entry") or 0)
        previous = entry.digest
    unsaid = min(gone, default=None)
    ended = _end(seq, previous, head, seals)
    return ended if unsaid is None else min(unsaid, ended or unsaid)


def _end(seq: int, previous: str, head: End, seals: Mapping[int, str]) -> int | None:
    expected = max([head.seq, *seals])
    if seq < expected:  # its end was cut
        return seq + 1
    if (head.seq, head.digest) != (seq, previous):
        return seq if head.seq == seq else head.seq + 1  # changed in the head alone, or written past it
    return None
