"""What a mailbox's cursor remembers: how far it was read, and which mails by what they are called wherever they lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from monitoring.feeds.connectors.seen import Seen

_VERSION: Final = 1
_KEPT: Final = timedelta(days=60)
_MARK: Final = 8
_VOUCHED: Final = "+"


@dataclass(slots=True)
class Memory:
    """`validity`: as long as it stays the same, `last` is the number of the last message read. `again`: since that day all is
    read once more, as numbers mean others than they did."""

    validity: int = 0
    last: int = 0
    again: date | None = None
    read_at: datetime | None = None
    seen: Seen = field(default_factory=Seen)

    @classmethod
    def of(cls, cursor: Mapping[str, Any]) -> Memory:
        """From what `to_json` wrote; anything else is nothing."""
        if cursor.get("v") != _VERSION:
            return cls()
        again, read_at = cursor.get("again"), cursor.get("read_at")
        return cls(
            cursor["validity"],
            cursor["last"],
            date.fromisoformat(again) if again else None,
            datetime.fromisoformat(read_at) if read_at else None,
            Seen.of(cursor.get("seen", ())),
        )

    def to_json(self) -> dict[str, Any]:
        """A dict `json.dumps` takes as it is."""
        told = {
            "again": self.again.isoformat() if self.again else "",
            "read_at": self.read_at.isoformat() if self.read_at else "",
        }
        return {"v": _VERSION, "validity": self.validity, "last": self.last, **told, "seen": self.seen.to_json()}

    def renumbered(self, validity: int, now: datetime) -> None:
        """The server gave all messages new numbers: from a day before the oldest that is remembered on, all is read once more."""
        oldest = min((at for at, _ in self.seen.known.values()), default=None)
        since = datetime.fromtimestamp(oldest, UTC) if oldest is not None else self.read_at or now
        self.again = (max(since, now - _KEPT) - timedelta(days=1)).date()
        self.validity, self.last = validity, 0

    def name(self, name: str, words: str) -> str:
        """What a mail is called here: one that takes another's Message-ID for its own does not take its place."""
        known = self.seen.known.get(name)
        return name if known is None or known[1] in ("", words[:_MARK]) else f"{name}:{words[:_MARK]}"

    def is_new(self, name: str, at: datetime, words: str) -> bool:
        """Whether it was not read; from now on it was."""
        return self.seen.is_new(name, int(at.timestamp()), words[:_MARK])

    def is_told_first(self, name: str, at: datetime, *, vouched: bool) -> bool:
        """Whether nobody told of this link before, or only somebody that nobody vouches for, in whose place this one comes."""
        was = self.seen.known.get(name, (0, ""))[1]
        if was == _VOUCHED or (was and not vouched):
            return False
        return self.seen.is_new(name, int(at.timestamp()), _VOUCHED if vouched else "-")

    def settle(self, now: datetime) -> None:
        """All that there is was read."""
        self.again, self.read_at = None, now
        self.seen.forget(int((now - _KEPT).timestamp()))
