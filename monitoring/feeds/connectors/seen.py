"""Posts that were read, and in what words: what two readings overlap in comes once, an edit comes again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

_MOST: Final = 5_000


@dataclass(slots=True)
class Seen:
    """By name: a time in epoch seconds, by which it is forgotten, and the fingerprint of its words."""

    known: dict[str, tuple[int, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, stored: Sequence[Sequence[Any]]) -> Seen:
        """From what `to_json` wrote."""
        return cls({name: (at, words) for name, at, words in stored})

    def to_json(self) -> list[list[Any]]:
        """A list `json.dumps` takes as it is."""
        return [[name, at, words] for name, (at, words) in self.known.items()]

    def is_new(self, name: str, at: int, words: str) -> bool:
        """Whether it was not seen in these words; from now on it was."""
        was = self.known.get(name, (0, ""))[1]
        self.known[name] = (at, words)
        return was != words

    def forget(self, before: int) -> None:
        """Drops those of an earlier time, which no later reading meets, and the oldest of too many."""
        kept = [(name, one) for name, one in self.known.items() if one[0] >= before]
        self.known = dict(sorted(kept, key=lambda pair: pair[1][0])[-_MOST:])
