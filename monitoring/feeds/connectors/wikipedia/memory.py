"""What the connector knows between two readings: its cursor, read from JSON and written back, bounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from monitoring.feeds.connectors.rechecks import Rechecks
from monitoring.feeds.connectors.seen import Seen

VERSION: Final = 1


@dataclass(slots=True)
class Memory:
    """`page`: the article's number, which stays when it is renamed; `at`: up to where its edits were read (epoch seconds).

    `views`: how often it was read on `views_day`, `usual` on a day before that; `views_asked`: when that was last asked for.
    """

    page: int = 0
    title: str = ""
    at: int = 0
    views: int | None = None
    usual: int | None = None
    views_day: str = ""
    views_asked: int = 0
    seen: Seen = field(default_factory=Seen)
    rechecks: Rechecks = field(default_factory=Rechecks)

    @classmethod
    def of(cls, cursor: Mapping[str, Any]) -> Memory:
        """From a cursor; {} and those of an unknown version begin anew."""
        if cursor.get("v") != VERSION:
            return cls()
        views, usual, day, asked = cursor["views"]
        return cls(
            page=cursor["page"],
            title=cursor["title"],
            at=cursor["at"],
            views=views,
            usual=usual,
            views_day=day,
            views_asked=asked,
            seen=Seen.of(cursor["seen"]),
            rechecks=Rechecks.of(cursor["watched"]),
        )

    def to_json(self) -> dict[str, Any]:
        """A dict `json.dumps` takes as it is."""
        return {
            "v": VERSION,
            "page": self.page,
            "title": self.title,
            "at": self.at,
            "views": [self.views, self.usual, self.views_day, self.views_asked],
            "seen": self.seen.to_json(),
            "watched": self.rechecks.to_json(),
        }
