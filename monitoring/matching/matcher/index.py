"""The index: which queries there are, in which version, sharing which programs; an engine holds them against posts."""

from __future__ import annotations

import gc
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import NamedTuple

from monitoring.matching.document import Document, Span
from monitoring.matching.language import Query
from monitoring.matching.matcher.anchors import Frequencies, anchors_of
from monitoring.matching.matcher.entries import Engine, Entry
from monitoring.matching.matcher.plain import PlainEngine
from monitoring.matching.matcher.program import Program, compiled
from monitoring.matching.matcher.snapshot import Stored, packed, unpacked
from monitoring.matching.matcher.spans import explained

__all__ = ["Matcher", "Stats"]


class Stats(NamedTuple):
    """Sizes of an index. `expected_candidates` is the number of programs a post is expected to have to run."""

    queries: int
    programs: int
    anchors: int
    expected_candidates: float
    posts: int


class Matcher:
    """Holds queries by id and answers which of them match a post. A change counts from the next post on.

    `engine` is `python` or `compiled`; by default the compiled one where numba is installed. Both answer alike.
    Ids are any hashable; a snapshot takes str, int, UUID and tuples of them. Not safe to change from one thread
    while another matches.
    """

    def __init__(self, engine: str | None = None) -> None:
        self._by_id: dict[Hashable, tuple[Entry, int]] = {}
        self._entries: dict[Program, Entry] = {}
        self._frequencies = Frequencies()
        self._engine = _engine(engine, self._frequencies)
        self._posts = 0

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, id: Hashable) -> bool:
        return id in self._by_id

    def versions(self) -> dict[Hashable, int]:
        """The version held of every id."""
        return {id: version for id, (_entry, version) in self._by_id.items()}

    def add(self, id: Hashable, query: Query, version: int = 0) -> None:
        """Adds a query. Raises ValueError when the id is held already; see `replace`."""
        if id in self._by_id:
            raise ValueError(f"query {id!r} is in the index already")
        self._put(id, compiled(query.tree), version)

    def replace(self, id: Hashable, query: Query, version: int = 0) -> bool:
        """Adds the query, or puts it in the place of an older version. False when a newer one is held."""
        held = self._by_id.get(id)
        if held is not None:
            if held[1] > version:
                return False
            self.remove(id)
        self._put(id, compiled(query.tree), version)
        return True

    def remove(self, id: Hashable, version: int | None = None) -> bool:
        """Removes a query; False when it is not held, or held in a version newer than the given one."""
        held = self._by_id.get(id)
        if held is None or (version is not None and held[1] > version):
            return False
        del self._by_id[id]
        entry = held[0]
        entry.take(id)
        if entry.ids:
            self._engine.renamed(entry)
        else:
            del self._entries[entry.program]
            self._engine.detach(entry)
        return True

    @property
    def engine(self) -> str:
        """`python` or `compiled`."""
        return self._engine.name

    def match(self, document: Document) -> list[Hashable]:
        """The ids of all queries that match, in no particular order."""
        return self.match_batch([document])[0]

    def match_batch(self, documents: Iterable[Document]) -> list[list[Hashable]]:
        """`match` for each document, in their order."""
        matches = list(self._engine.matches(list(documents)))
        self._posts += len(matches)
        return matches

    def explain(self, query: Query, document: Document) -> tuple[Span, ...]:
        """The ranges of the original fields that made the query match; empty when it does not."""
        return explained(query.tree, document)

    def stats(self) -> Stats:
        """The sizes of the index; looks at every program."""
        anchors = {key for entry in self._entries.values() for key in entry.anchors.keys}
        cost = sum((entry.anchors.cost for entry in self._entries.values()), 0.0)
        return Stats(len(self._by_id), len(self._entries), len(anchors), cost, self._posts)

    def rebalance(self) -> int:
        """Chooses the anchors anew with what the posts have taught; returns how many programs moved.

        Takes about as long as adding all queries; for a quiet moment.
        """
        moved = 0
        for entry in list(self._entries.values()):
            better = anchors_of(entry.program, self._frequencies)
            if better is not None and better.keys != entry.anchors.keys:
                self._engine.detach(entry)
                entry.anchors = better
                self._engine.attach(entry)
                moved += 1
        return moved

    def snapshot(self) -> bytes:
        """The index as bytes that `load` reads. Raises TypeError for an id it cannot carry."""
        stored = (
            Stored(entry.program, entry.anchors, [(id, self._by_id[id][1]) for id in entry.ids])
            for entry in self._entries.values()
        )
        return packed(stored)

    @classmethod
    def load(cls, data: bytes, engine: str | None = None) -> Matcher:
        """The index of a snapshot. Raises ValueError when it is damaged or of another version of the language."""
        matcher = cls(engine)
        with _uncollected():
            for stored in unpacked(data):
                entry = Entry(stored.program, stored.anchors)
                matcher._entries[stored.program] = entry
                for id, version in stored.ids:
                    entry.put(id)
                    matcher._by_id[id] = (entry, version)
                matcher._engine.attach(entry)
        return matcher

    def _put(self, id: Hashable, program: Program, version: int) -> None:
        entry = self._entries.get(program)
        if entry is None:
            anchors = anchors_of(program, self._frequencies)
            if anchors is None:
                raise ValueError("a query without a positive term matches nearly everything")
            entry = self._entries[program] = Entry(program, anchors)
            entry.put(id)
            self._engine.attach(entry)
        else:
            entry.put(id)
            self._engine.renamed(entry)
        self._by_id[id] = (entry, version)


def _engine(name: str | None, frequencies: Frequencies) -> Engine:
    """Raises ImportError when the compiled engine is asked for and numba is missing."""
    if name is None:
        name = "compiled" if find_spec("numba") else "python"
    if name == "python":
        return PlainEngine(frequencies)
    if name == "compiled":
        # Here, since numba is an extra that may be missing.
        from monitoring.matching.matcher.native.engine import CompiledEngine

        return CompiledEngine(frequencies)
    raise ValueError(f"there is no engine {name!r}")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the cycle collector, which would look at a growing heap again and again and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
