"""The index: every query held against each post by way of its anchors. The engine in plain Python."""

from __future__ import annotations

import gc
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from monitoring.matching.document import Document, Span
from monitoring.matching.language import Query
from monitoring.matching.matcher.anchors import Anchors, Frequencies, anchors_of
from monitoring.matching.matcher.evaluation import holds
from monitoring.matching.matcher.program import Program, compiled
from monitoring.matching.matcher.snapshot import Stored, packed, unpacked
from monitoring.matching.matcher.spans import explained
from monitoring.matching.matcher.view import View

__all__ = ["Matcher", "Stats"]

_Key = TypeVar("_Key", str, tuple[str, str])
_LEARN_EVERY = 16  # posts for each one that the frequencies learn from
_KNOWN = 100_000  # words whose wildcards are remembered
_STEM = 3  # letters by which wildcards are found; no wildcard has fewer


class Stats(NamedTuple):
    """Sizes of an index. `expected_candidates` is the number of programs a post is expected to have to run."""

    queries: int
    programs: int
    anchors: int
    expected_candidates: float
    posts: int


class _Entry:
    """One program and the queries that share it."""

    __slots__ = ("anchors", "ids", "program")

    def __init__(self, program: Program, anchors: Anchors) -> None:
        self.program = program
        self.anchors = anchors
        self.ids: dict[Hashable, None] = {}


class Matcher:
    """Holds queries by id and answers which of them match a post. A change counts from the next post on.

    Ids are any hashable; a snapshot takes str, int, UUID and tuples of them. Not safe to change from one thread
    while another matches.
    """

    def __init__(self) -> None:
        self._by_id: dict[Hashable, tuple[_Entry, int]] = {}
        self._entries: dict[Program, _Entry] = {}
        self._words: dict[str, set[_Entry]] = {}
        self._pairs: dict[tuple[str, str], set[_Entry]] = {}
        self._prefixes: dict[str, set[_Entry]] = {}
        self._stems: dict[str, dict[int, int]] = {}  # first letters → lengths of the prefixes and how many have each
        self._known: dict[str, tuple[set[_Entry], ...]] = {}  # words seen → the wildcards they satisfy
        self._signed: dict[str, set[_Entry]] = {}  # tags
        self._facts: dict[str, set[_Entry]] = {}
        self._frequencies = Frequencies()
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
        del entry.ids[id]
        if not entry.ids:
            del self._entries[entry.program]
            self._detach(entry)
        return True

    def match(self, document: Document) -> list[Hashable]:
        """The ids of all queries that match, in no particular order."""
        view = View(document)
        self._posts += 1
        if self._posts % _LEARN_EVERY == 0:
            self._frequencies.learn(view.terms)
        found: list[Hashable] = []
        for entry in self._candidates(view):
            if holds(entry.program, view):
                found.extend(entry.ids)
        return found

    def match_batch(self, documents: Iterable[Document]) -> list[list[Hashable]]:
        """`match` for each document, in their order."""
        return [self.match(document) for document in documents]

    def explain(self, query: Query, document: Document) -> tuple[Span, ...]:
        """The ranges of the original fields that made the query match; empty when it does not."""
        return explained(query.tree, document)

    def stats(self) -> Stats:
        """The sizes of the index; looks at every program."""
        tables = (self._words, self._pairs, self._prefixes, self._signed, self._facts)
        anchors = sum(len(table) for table in tables)
        cost = sum((entry.anchors.cost for entry in self._entries.values()), 0.0)
        return Stats(len(self._by_id), len(self._entries), anchors, cost, self._posts)

    def rebalance(self) -> int:
        """Chooses the anchors anew with what the posts have taught; returns how many programs moved.

        Takes about as long as adding all queries; for a quiet moment.
        """
        moved = 0
        for entry in list(self._entries.values()):
            better = anchors_of(entry.program, self._frequencies)
            if better is not None and better.keys != entry.anchors.keys:
                self._detach(entry)
                entry.anchors = better
                self._attach(entry)
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
    def load(cls, data: bytes) -> Matcher:
        """The index of a snapshot. Raises ValueError when it is damaged or of another version of the language."""
        matcher = cls()
        with _uncollected():
            for stored in unpacked(data):
                entry = _Entry(stored.program, stored.anchors)
                matcher._entries[stored.program] = entry
                matcher._attach(entry)
                for id, version in stored.ids:
                    entry.ids[id] = None
                    matcher._by_id[id] = (entry, version)
        return matcher

    def _put(self, id: Hashable, program: Program, version: int) -> None:
        entry = self._entries.get(program)
        if entry is None:
            anchors = anchors_of(program, self._frequencies)
            if anchors is None:
                raise ValueError("a query without a positive term matches nearly everything")
            entry = self._entries[program] = _Entry(program, anchors)
            self._attach(entry)
        entry.ids[id] = None
        self._by_id[id] = (entry, version)

    def _attach(self, entry: _Entry) -> None:
        for key in entry.anchors.keys:
            if key[-1] == "*":
                self._attach_prefix(key[:-1], entry)
            elif ":" in key:
                self._facts.setdefault(key, set()).add(entry)
            elif " " in key:
                first, second = key.split(" ")
                self._pairs.setdefault((first, second), set()).add(entry)
            else:
                (self._signed if key[0] in "#@" else self._words).setdefault(key, set()).add(entry)

    def _detach(self, entry: _Entry) -> None:
        for key in entry.anchors.keys:
            if key[-1] == "*":
                self._detach_prefix(key[:-1], entry)
            elif ":" in key:
                _discard(self._facts, key, entry)
            elif " " in key:
                first, second = key.split(" ")
                _discard(self._pairs, (first, second), entry)
            else:
                _discard(self._signed if key[0] in "#@" else self._words, key, entry)

    def _candidates(self, view: View) -> set[_Entry]:
        """Every program one of whose anchors the post shows."""
        words, pairs = self._words, self._pairs
        hits: list[set[_Entry]] = [words[word] for word in view.terms if word in words]
        if pairs:
            hits += [pairs[pair] for pair in zip(view.words, view.words[1:], strict=False) if pair in pairs]
        if self._stems:
            hits += self._by_stem(view.terms)
        if self._signed:
            hits += [self._signed[tag] for tag in view.tags if tag in self._signed]
        if self._facts:
            hits += [self._facts[fact] for fact in view.facts if fact in self._facts]
        return set().union(*hits)

    def _by_stem(self, terms: set[str]) -> list[set[_Entry]]:
        known = self._known
        if len(known) > _KNOWN:
            known.clear()
        hits: list[set[_Entry]] = []
        for term in terms:
            found = known.get(term)
            if found is None:
                found = known[term] = self._begun_by(term)
            hits += found
        return hits

    def _begun_by(self, term: str) -> tuple[set[_Entry], ...]:
        prefixes = (term[:length] for length in self._stems.get(term[:_STEM], ()))
        return tuple(self._prefixes[prefix] for prefix in prefixes if prefix in self._prefixes)

    def _attach_prefix(self, prefix: str, entry: _Entry) -> None:
        if prefix not in self._prefixes:
            self._known.clear()
            lengths = self._stems.setdefault(prefix[:_STEM], {})
            lengths[len(prefix)] = lengths.get(len(prefix), 0) + 1
        self._prefixes.setdefault(prefix, set()).add(entry)

    def _detach_prefix(self, prefix: str, entry: _Entry) -> None:
        _discard(self._prefixes, prefix, entry)
        if prefix not in self._prefixes:
            self._known.clear()
            lengths = self._stems[prefix[:_STEM]]
            lengths[len(prefix)] -= 1
            if not lengths[len(prefix)]:
                del lengths[len(prefix)]
            if not lengths:
                del self._stems[prefix[:_STEM]]


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


def _discard(table: dict[_Key, set[_Entry]], key: _Key, entry: _Entry) -> None:
    entries = table[key]
    entries.discard(entry)
    if not entries:
        del table[key]
