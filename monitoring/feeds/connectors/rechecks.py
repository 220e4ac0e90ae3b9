"""Posts that are looked at again after they were read, where a platform tells nobody of edits and deletions.

A list of bounded length in a connector's cursor: which posts, how often each was looked at, and in what words it was seen last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

# Seconds after a post was written: people correct and delete at once or on the day after.
LOOK_AGAIN: Final = (900, 8_100, 86_400)
_GIVE_UP: Final = 86_400  # after its last look was due, what can't be asked for is asked for no longer
_MOST: Final = 500


@dataclass(slots=True)
class Watched:
    """A post: when it was written (epoch seconds), how often it was looked at, and the fingerprint of its words."""

    at: int
    looks: int
    words: str
    withheld: bool = False
    more: dict[str, str] = field(default_factory=dict)  # what the connector needs to ask for it, or to read it

    def is_due(self, now: int) -> bool:
        """Whether its next look has come."""
        return self.looks < len(LOOK_AGAIN) and self.at + LOOK_AGAIN[self.looks] <= now

    def is_over(self, now: int) -> bool:
        """Whether it has had its looks, or can't have them."""
        return self.looks >= len(LOOK_AGAIN) or self.at + LOOK_AGAIN[-1] + _GIVE_UP < now


@dataclass(slots=True)
class Rechecks:
    """By the name the platform's own interface asks for."""

    watched: dict[str, Watched] = field(default_factory=dict)

    @classmethod
    def of(cls, stored: Sequence[Sequence[Any]]) -> Rechecks:
        """From what `to_json` wrote."""
        return cls({name: Watched(*rest) for name, *rest in stored})

    def to_json(self) -> list[list[Any]]:
        """A list `json.dumps` takes as it is."""
        return [[name, one.at, one.looks, one.words, one.withheld, one.more] for name, one in self.watched.items()]

    def add(self, name: str, at: int, words: str, more: Mapping[str, str] | None = None) -> None:
        """A post that was just read; its looks begin anew."""
        self.watched[name] = Watched(at, 0, words, more=dict(more or {}))

    def due(self, now: int, most: int) -> list[tuple[str, Watched]]:
        """Those whose next look has come, at most so many, the longest waiting first."""
        waiting = [(name, one) for name, one in self.watched.items() if one.is_due(now)]
        return sorted(waiting, key=lambda pair: pair[1].at + LOOK_AGAIN[pair[1].looks])[:most]

    def forget(self, now: int) -> None:
        """Drops those that are over, and the oldest of too many."""
        waiting = [(name, one) for name, one in self.watched.items() if not one.is_over(now)]
        self.watched = dict(sorted(waiting, key=lambda pair: pair[1].at)[-_MOST:])
