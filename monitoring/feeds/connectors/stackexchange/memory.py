"""What the connector knows between two readings: its cursor, read from JSON and written back, bounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from monitoring.feeds.connectors.rechecks import Rechecks
from monitoring.feeds.connectors.seen import Seen

VERSION: Final = 1
OVERLAP: Final = 3_600  # seconds: the search takes questions in late
_MOST_RECENT: Final = 100  # as many as one request for comments takes


@dataclass(slots=True)
class Memory:
    """Times are epoch seconds. `high`: the last thing that happened to any question; `at`: where the next page begins.
    `since`: what happened from then on is wanted, until the reading that began there has come to its end.
    `recent`: posts whose comments are read, and their questions.
    """

    high: int = 0
    at: int = 0
    since: int = 0
    commented: int = 0  # up to where comments were read
    commented_at: int = 0
    seen: Seen = field(default_factory=Seen)
    rechecks: Rechecks = field(default_factory=Rechecks)
    recent: dict[str, str] = field(default_factory=dict)
    waits: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, cursor: Mapping[str, Any]) -> Memory:
        """From a cursor; {} and those of an unknown version begin anew."""
        if cursor.get("v") != VERSION:
            return cls()
        return cls(
            high=cursor["high"],
            at=cursor["at"],
            since=cursor["since"],
            commented=cursor["commented"][0],
            commented_at=cursor["commented"][1],
            seen=Seen.of(cursor["seen"]),
            rechecks=Rechecks.of(cursor["watched"]),
            recent=dict(cursor["recent"]),
            waits=dict(cursor["waits"]),
        )

    def to_json(self, waits: Mapping[str, int]) -> dict[str, Any]:
        """A dict `json.dumps` takes as it is."""
        return {
            "v": VERSION,
            "high": self.high,
            "at": self.at,
            "since": self.since,
            "commented": [self.commented, self.commented_at],
            "seen": self.seen.to_json(),
            "watched": self.rechecks.to_json(),
            "recent": [[post, question] for post, question in self.recent.items()],
            "waits": dict(waits),
        }

    def begin(self, now: int, first: int) -> None:
        """A first reading goes back `first` seconds."""
        if not self.high:
            self.high = self.at = self.since = self.commented = now - first

    def met(self, post: str, question: str) -> None:
        """Something happened to it: its comments are read for a while."""
        self.recent.pop(post, None)
        self.recent[post] = question
        for oldest in [*self.recent][:-_MOST_RECENT]:
            self.recent.pop(oldest)

    def end(self, now: int) -> None:
        """All that there was is read."""
        self.at = self.since = max(self.since, self.high - OVERLAP)
        self.seen.forget(min(self.since, self.commented) - OVERLAP)
        self.rechecks.forget(now)
