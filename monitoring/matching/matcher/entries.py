"""One program with the queries that share it, and what an engine does with programs."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Protocol

from monitoring.matching.document import Document
from monitoring.matching.matcher.anchors import Anchors
from monitoring.matching.matcher.program import Program

__all__ = ["Engine", "Entry"]


class Entry:
    """`ids` are the queries that share the program."""

    __slots__ = ("anchors", "ids", "place", "program")

    def __init__(self, program: Program, anchors: Anchors) -> None:
        self.program = program
        self.anchors = anchors
        # Most programs have one query, for which a dictionary would weigh more than all the rest.
        self.ids: tuple[Hashable, ...] | dict[Hashable, None] = ()
        self.place = -1  # an engine's own number for it

    def put(self, id: Hashable) -> None:
        """One more query shares the program."""
        if isinstance(self.ids, dict):
            self.ids[id] = None
        else:
            self.ids = dict.fromkeys((*self.ids, id)) if self.ids else (id,)

    def take(self, id: Hashable) -> None:
        """The query, which is there, no longer shares it."""
        if isinstance(self.ids, dict):
            del self.ids[id]
        else:
            self.ids = ()


class Engine(Protocol):
    """Finds the programs that hold for a post. Any two engines answer alike."""

    name: str

    def attach(self, entry: Entry) -> None:
        """From now on, the entry's program is tried under its anchors."""

    def detach(self, entry: Entry) -> None:
        """From now on it is not. Its anchors must be those it was attached with."""

    def renamed(self, entry: Entry) -> None:
        """Other queries share the entry's program now."""

    def matches(self, documents: Sequence[Document]) -> Iterable[list[Hashable]]:
        """For each document the ids of the programs that hold, in no particular order."""
