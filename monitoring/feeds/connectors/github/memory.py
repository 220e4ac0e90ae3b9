"""What the connector knows between two readings: its cursor, read from JSON and written back, bounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from monitoring.feeds.connectors.rechecks import Rechecks
from monitoring.feeds.connectors.seen import Seen

VERSION: Final = 1
_REMEMBERED: Final = 14 * 86_400


@dataclass(slots=True)
class Place:
    """Where the reading of one list stands (epoch seconds): `high` is its latest change, `at` where the next page begins."""

    high: int
    at: int

    def end(self, overlap: int) -> None:
        """All there was is read."""
        self.at = self.high - overlap


@dataclass(slots=True)
class Memory:
    """`floor`: what was written before it is no news, whatever happens to it now. `incomplete`: searches in a row that GitHub
    gave up on."""

    floor: int = 0
    places: dict[str, Place] = field(default_factory=dict)
    seen: Seen = field(default_factory=Seen)
    rechecks: Rechecks = field(default_factory=Rechecks)
    incomplete: int = 0

    @classmethod
    def of(cls, cursor: Mapping[str, Any]) -> Memory:
        """From a cursor; {} and those of an unknown version begin anew."""
        if cursor.get("v") != VERSION:
            return cls()
        return cls(
            floor=cursor["floor"],
            places={name: Place(high, at) for name, high, at in cursor["places"]},
            seen=Seen.of(cursor["seen"]),
            rechecks=Rechecks.of(cursor["watched"]),
            incomplete=cursor["incomplete"],
        )

    def to_json(self) -> dict[str, Any]:
        """A dict `json.dumps` takes as it is."""
        return {
            "v": VERSION,
            "floor": self.floor,
            "places": [[name, one.high, one.at] for name, one in self.places.items()],
            "seen": self.seen.to_json(),
            "watched": self.rechecks.to_json(),
            "incomplete": self.incomplete,
        }

    def begin(self, now: int, first: int, lists: tuple[str, ...]) -> None:
        """A first reading goes back `first` seconds."""
        self.floor = self.floor or now - first
        for name in lists:
            self.places.setdefault(name, Place(self.floor, self.floor))

    def forget(self, now: int) -> None:
        """Drops what is long over."""
        self.seen.forget(now - _REMEMBERED)
        self.rechecks.forget(now)
