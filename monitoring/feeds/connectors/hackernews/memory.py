"""What the connector knows between two polls: its cursor, read from JSON and written back, bounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from monitoring.feeds.connectors.rechecks import Rechecks

VERSION: Final = 1
OVERLAP: Final = 7_200  # seconds: the index takes hits in late
_MOST_SEEN: Final = 5_000


@dataclass(slots=True)
class Memory:
    """Times are epoch seconds. `high`: up to where all is read. `stalled`: since when the index stood still, None where it
    doesn't; `reread_from` and `reread_until`: what it may take in late after it stood still, and until when that is asked for.
    """

    high: int = 0
    seen: dict[str, tuple[int, str]] = field(default_factory=dict)  # id → time, fingerprint of its words
    rechecks: Rechecks = field(default_factory=Rechecks)
    stalled: int | None = None
    looked_at: int = 0
    reread_from: int = 0
    reread_until: int = 0
    reread_at: int = 0
    rest: list[tuple[int, int]] = field(default_factory=list)  # stretches still to be read, the next one last

    @classmethod
    def of(cls, cursor: Mapping[str, Any]) -> Memory:
        """From a cursor; {} and those of an unknown version begin anew."""
        if cursor.get("v") != VERSION:
            return cls()
        return cls(
            high=cursor["high"],
            seen={name: (at, words) for name, at, words in cursor["seen"]},
            rechecks=Rechecks.of(cursor["watched"]),
            stalled=cursor["stalled"],
            looked_at=cursor["looked_at"],
            reread_from=cursor["reread"][0],
            reread_until=cursor["reread"][1],
            reread_at=cursor["reread"][2],
            rest=[(begin, end) for begin, end in cursor["rest"]],
        )

    def to_json(self) -> dict[str, Any]:
        """A dict `json.dumps` takes as it is."""
        return {
            "v": VERSION,
            "high": self.high,
            "seen": [[name, at, words] for name, (at, words) in self.seen.items()],
            "watched": self.rechecks.to_json(),
            "stalled": self.stalled,
            "looked_at": self.looked_at,
            "rest": [list(one) for one in self.rest],
            "reread": [self.reread_from, self.reread_until, self.reread_at],
        }  # fmt: skip

    def since(self, now: int) -> int:
        """From where to read now."""
        if self.reread_from and now <= self.reread_until and now - self.reread_at >= 3_600:
            return min(self.reread_from, self.high) - OVERLAP
        return self.high - OVERLAP

    def is_new(self, name: str, at: int, words: str) -> bool:
        """Whether it was not seen in these words; from now on it was."""
        if self.seen.get(name, (0, ""))[1] == words:
            return False
        self.seen[name] = (at, words)
        return True

    def forget(self, now: int) -> None:
        """Drops what no later poll can meet."""
        oldest = min(self.high, self.reread_from if now <= self.reread_until else self.high) - OVERLAP
        kept = [(name, one) for name, one in self.seen.items() if one[0] >= oldest]
        self.seen = dict(sorted(kept, key=lambda pair: pair[1][0])[-_MOST_SEEN:])
        self.rechecks.forget(now)

    def stood_still(self, since: int) -> None:
        """The index took nothing in since then."""
        self.stalled = min(self.stalled, since) if self.stalled else since

    def moves_again(self, now: int) -> None:
        """The index moves: for a day it is asked again for what it takes in late, under the old times."""
        if self.stalled:
            self.reread_from, self.reread_until, self.reread_at = self.stalled, now + 86_400, 0
            self.stalled = None
