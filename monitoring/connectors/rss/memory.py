"""What a feed's cursor remembers, so that only what is new or changed is handed over.

The cursor is JSON: `v`; `at` (which address it belongs to); `etag` and `modified`, verbatim; `hash` of the body;
`full_at` (last time a body was read); `seen` (16 characters for each entry as last read: 8 for its id, 8 for its
content); `shared` (guids that don't tell entries apart); and, while older pages are still to be read, `older` (the
next page) and `floor` (the ids known before).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final, Self

from monitoring.connectors.protocol import Record
from monitoring.connectors.rss.record import repeated_guids, short

_VERSION: Final = 1
_MOST_SEEN: Final = 5_000
_MOST_FLOOR: Final = 500
_MOST_SHARED: Final = 200
_LONGEST_VALIDATOR: Final = 1_024
_NEVER: Final = datetime(1, 1, 1, tzinfo=UTC)
_ID: Final = 8


class Memory:
    """One poll's working copy of the cursor; `to_json` gives the cursor to store."""

    def __init__(self, at: str) -> None:
        self._at = at
        self._etag = ""
        self._modified = ""
        self._floor: list[str] = []
        self.body_hash = ""
        self.full_at = _NEVER
        self.seen: dict[str, str] = {}
        self.shared: frozenset[str] = frozenset()
        self.older = ""

    @classmethod
    def of(cls, cursor: Mapping[str, Any], url: str) -> Self:
        """The memory a cursor holds; an empty one for {} and for a cursor of another version.

        For another address (the feed moved) the entries are kept, and what belongs to the old address is not.
        """
        memory = cls(short(url))
        if cursor.get("v") != _VERSION:
            return memory
        memory.seen = {mark[:_ID]: mark[_ID:] for mark in cursor.get("seen", ())}
        memory.shared = frozenset(cursor.get("shared", ()))
        if cursor.get("at") == memory._at:
            memory._etag = cursor.get("etag", "")
            memory._modified = cursor.get("modified", "")
            memory.body_hash = cursor.get("hash", "")
            memory.full_at = datetime.fromisoformat(cursor["full_at"]) if cursor.get("full_at") else _NEVER
            memory.older = cursor.get("older", "")
            memory._floor = list(cursor.get("floor", ()))
        return memory

    def to_json(self) -> dict[str, Any]:
        """The cursor, at most some 100 KB."""
        seen = [f"{name}{mark}" for name, mark in list(self.seen.items())[:_MOST_SEEN]]
        found: dict[str, Any] = {
            "v": _VERSION,
            "at": self._at,
            "etag": self._etag,
            "modified": self._modified,
            "hash": self.body_hash,
            "full_at": "" if self.full_at == _NEVER else self.full_at.isoformat(),
            "seen": seen,
            "shared": sorted(self.shared)[:_MOST_SHARED],
            "older": self.older,
            "floor": self._floor if self.older else [],
        }
        return {name: value for name, value in found.items() if value not in ("", [])}

    def validators(self) -> dict[str, str]:
        """The headers of a conditional request, exactly as the server gave them."""
        found = {"If-None-Match": self._etag, "If-Modified-Since": self._modified}
        return {name: value for name, value in found.items() if value}

    def keep_validators(self, headers: Mapping[str, str], now: datetime) -> None:
        """Remember an answer's validators, and that its body was read."""
        etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
        self._etag = etag if len(etag) <= _LONGEST_VALIDATOR else ""
        self._modified = modified if len(modified) <= _LONGEST_VALIDATOR else ""
        self.full_at = now

    def settle(self, headers: Mapping[str, str], body_hash: str, now: datetime) -> None:
        """A body was read to its end; with empty arguments: it was not, so ask for all of it again."""
        self.keep_validators(headers, now)
        self.body_hash = body_hash

    @staticmethod
    def marked(record: dict[str, Any]) -> dict[str, Any]:
        """The record with `id_short` and `mark`: what the memory keeps of it."""
        entry = record["entry"]
        told = [str(entry.get(name, "")) for name in ("title", "body", "link", "updated_at", "rating", "comments")]
        content = hashlib.blake2b("\0".join(told).encode("utf-8", "replace"), digest_size=4).hexdigest()
        return {**record, "id_short": short(record["id"])[:_ID], "mark": content}

    def ids(self) -> list[str]:
        """The short ids known, newest first."""
        return list(self.seen)

    def changed(self, records: Iterable[Record]) -> list[Record]:
        """Those records that are new, or not what they were."""
        return [record for record in records if self.seen.get(record["id_short"]) != record["mark"]]

    def remember(self, records: Iterable[Record], *, in_front: bool = True) -> None:
        """These entries were handed over as they are now."""
        marks = {record["id_short"]: record["mark"] for record in records}
        rest = {name: mark for name, mark in self.seen.items() if name not in marks}
        self.seen = {**marks, **rest} if in_front else {**rest, **marks}

    def learn_shared(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Guids that were seen on different entries never again name one alone."""
        self.shared = frozenset([*self.shared, *repeated_guids(entries)])

    def open_gap(self, older: str, known: list[str]) -> None:
        """Nothing on the first page was known: entries may lie between it and `known`."""
        if not self.older:
            self._floor = known[:_MOST_FLOOR]
        self.older = older

    def follow_gap(self, older: str) -> None:
        """The next page to read; "" when the gap is closed."""
        self.older = older
        self._floor = self._floor if older else []

    @property
    def has_floor(self) -> bool:
        """Whether something was known before the gap."""
        return bool(self._floor)

    def floor_met(self, records: Iterable[Record]) -> bool:
        """Whether a page reaches what was known before the gap."""
        floor = set(self._floor)
        return any(record["id_short"] in floor for record in records)
