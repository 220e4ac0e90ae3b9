"""What the connector knows between two readings: its cursor, read from JSON and written back, bounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from monitoring.feeds.connectors.rechecks import Rechecks

VERSION: Final = 1
_MOST_FOUND: Final = 3_000


@dataclass(slots=True)
class Memory:
    """Numbers of posts: all up to `high` are read; of a pass that goes down from `top`, what is below `before` is not yet.

    `categories`: the numbers of the category that is watched and of those in it, as of `resolved` (epoch seconds).
    `found`: what a search found before; `queue`: found, and not read yet, with the title of its topic.
    Of this reading alone: `is_all` that there is no more to read, `missed` and `title` as in a batch.
    """

    high: int = 0
    top: int = 0
    before: int = 0
    is_begun: bool = False
    categories: list[int] = field(default_factory=list)
    resolved: int = 0
    found: list[int] = field(default_factory=list)
    queue: dict[str, str] = field(default_factory=dict)
    rechecks: Rechecks = field(default_factory=Rechecks)
    is_all: bool = False
    missed: str = ""
    title: str = ""

    @classmethod
    def of(cls, cursor: Mapping[str, Any]) -> Memory:
        """From a cursor; {} and those of an unknown version begin anew."""
        if cursor.get("v") != VERSION:
            return cls()
        return cls(
            high=cursor["high"],
            top=cursor["top"],
            before=cursor["before"],
            is_begun=True,
            categories=list(cursor["categories"]),
            resolved=cursor["resolved"],
            found=list(cursor["found"]),
            queue=dict(cursor["queue"]),
            rechecks=Rechecks.of(cursor["watched"]),
        )

    def to_json(self) -> dict[str, Any]:
        """A dict `json.dumps` takes as it is."""
        return {
            "v": VERSION,
            "high": self.high,
            "top": self.top,
            "before": self.before,
            "categories": self.categories,
            "resolved": self.resolved,
            "found": self.found[-_MOST_FOUND:],
            "queue": [[name, title] for name, title in self.queue.items()],
            "watched": self.rechecks.to_json(),
        }

    def close(self) -> None:
        """The pass came down to what was read before."""
        self.high, self.top, self.before = max(self.high, self.top), 0, 0
        self.is_all = True
