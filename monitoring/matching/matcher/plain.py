"""The engine in plain Python: anchors in dictionaries, only candidates run their programs."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from monitoring.matching.document import Document
from monitoring.matching.matcher.anchors import Frequencies
from monitoring.matching.matcher.entries import Entry
from monitoring.matching.matcher.evaluation import holds
from monitoring.matching.matcher.view import View

__all__ = ["PlainEngine"]

_Key = TypeVar("_Key", str, tuple[str, str])
_LEARN_EVERY = 16  # posts for each one that the frequencies learn from
_KNOWN = 100_000  # words whose wildcards are remembered
_STEM = 3  # letters by which wildcards are found; no wildcard has fewer


class PlainEngine:
    """See `entries.Engine`."""

    name = "python"

    def __init__(self, frequencies: Frequencies) -> None:
        self._frequencies = frequencies
        self._words: dict[str, set[Entry]] = {}
        self._pairs: dict[tuple[str, str], set[Entry]] = {}
        self._prefixes: dict[str, set[Entry]] = {}
        self._stems: dict[str, dict[int, int]] = {}  # first letters → lengths of the prefixes and how many have each
        self._known: dict[str, tuple[set[Entry], ...]] = {}  # words seen → the wildcards they satisfy
        self._signed: dict[str, set[Entry]] = {}  # tags
        self._facts: dict[str, set[Entry]] = {}
        self._posts = 0

    def matches(self, documents: Sequence[Document]) -> Iterator[list[Hashable]]:
        """For each document the ids of the programs that hold, in no particular order."""
        for document in documents:
            view = View(document)
            self._posts += 1
            if self._posts % _LEARN_EVERY == 0:
                self._frequencies.learn(view.terms)
            ids: list[Hashable] = []
            for entry in self._candidates(view):
                if holds(entry.program, view):
                    ids.extend(entry.ids)
            yield ids

    def attach(self, entry: Entry) -> None:
        """From now on, the entry's program is tried under its anchors."""
        for key in entry.anchors.keys:
            if key[-1] == "*":
                self._attach_prefix(key[:-1], entry)
            # Before the blank: the value of a fact may have several words.
            elif ":" in key:
                self._facts.setdefault(key, set()).add(entry)
            elif " " in key:
                first, second = key.split(" ")
                self._pairs.setdefault((first, second), set()).add(entry)
            else:
                (self._signed if key[0] in "#@" else self._words).setdefault(key, set()).add(entry)

    def renamed(self, entry: Entry) -> None:
        """Nothing to do: the ids are read from the entry."""

    def detach(self, entry: Entry) -> None:
        """From now on it is not. Its anchors must be those it was attached with."""
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

    def _candidates(self, view: View) -> set[Entry]:
        """Every program one of whose anchors the post shows."""
        words, pairs = self._words, self._pairs
        hits: list[set[Entry]] = [words[word] for word in view.terms if word in words]
        if pairs:
            hits += [pairs[pair] for pair in pairwise(view.words) if pair in pairs]
        if self._stems:
            hits += self._by_stem(view.terms)
        if self._signed:
            hits += [self._signed[tag] for tag in view.tags if tag in self._signed]
        if self._facts:
            hits += [self._facts[fact] for fact in view.facts if fact in self._facts]
        return set().union(*hits)

    def _by_stem(self, terms: set[str]) -> list[set[Entry]]:
        known = self._known
        if len(known) > _KNOWN:
            known.clear()
        hits: list[set[Entry]] = []
        for term in terms:
            entries = known.get(term)
            if entries is None:
                entries = known[term] = self._begun_by(term)
            hits += entries
        return hits

    def _begun_by(self, term: str) -> tuple[set[Entry], ...]:
        prefixes = (term[:length] for length in self._stems.get(term[:_STEM], ()))
        return tuple(self._prefixes[prefix] for prefix in prefixes if prefix in self._prefixes)

    def _attach_prefix(self, prefix: str, entry: Entry) -> None:
        if prefix not in self._prefixes:
            # Words seen before know nothing of the new wildcard.
            self._known.clear()
            lengths = self._stems.setdefault(prefix[:_STEM], {})
            lengths[len(prefix)] = lengths.get(len(prefix), 0) + 1
        self._prefixes.setdefault(prefix, set()).add(entry)

    def _detach_prefix(self, prefix: str, entry: Entry) -> None:
        _discard(self._prefixes, prefix, entry)
        if prefix not in self._prefixes:
            self._known.clear()
            lengths = self._stems[prefix[:_STEM]]
            lengths[len(prefix)] -= 1
            if not lengths[len(prefix)]:
                del lengths[len(prefix)]
            if not lengths:
                del self._stems[prefix[:_STEM]]


def _discard(table: dict[_Key, set[Entry]], key: _Key, entry: Entry) -> None:
    entries = table[key]
    entries.discard(entry)
    if not entries:
        del table[key]
