"""Posts as the arrays the compiled pass reads."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

import numpy as np

from monitoring.matching.document import Document
from monitoring.matching.language.fields import NUMBER_FIELDS
from monitoring.matching.matcher.native.characters import coded
from monitoring.matching.matcher.native.deciding import UNKNOWN
from monitoring.matching.matcher.native.kernel import Batch
from monitoring.matching.matcher.native.machine import Array
from monitoring.matching.matcher.native.reading import FLAG_FACTS, FOLLOWERS, LIKES, LINK
from monitoring.matching.matcher.view import NAMED, View, given_facts, named_facts

__all__ = ["Facts", "batch_of", "folded_batch_of"]

_READ: Callable[[Document], tuple[str, str]] = attrgetter("title", "text")
_GIVEN: Callable[[Document], tuple[Any, ...]] = attrgetter("lang", "source", "country", "has")
_LINKS: Callable[[Document], tuple[str, ...]] = attrgetter("links")
_DIFFERENT = 20_000  # lists of facts that are remembered
_FOUND = 4  # words, pairs, wildcards and tags that a character can begin or end, at the most
_LARGEST = 1 << 61  # of a number


class Facts:
    """The facts that come with posts. Few lists of them are different, so each is hashed once; list 0 is empty."""

    def __init__(self, hashed: Callable[[Iterable[str]], Array]) -> None:
        self.hashed = hashed
        self._forget()

    def _forget(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self.ends, self.hashes = array("q", (0,)), array("Q")
        self.longest = 0

    def numbers(self, documents: Sequence[Document]) -> list[int]:
        """For each document the number of its list of facts."""
        if len(self._numbers) > _DIFFERENT:
            self._forget()
        keys = list(map(_GIVEN, documents))
        known = self._numbers
        for lang, source, country, has in set(keys).difference(known):
            facts = given_facts(Document("", lang=lang, source=source, country=country, has=has))
            self.longest = max(self.longest, len(facts))
            # New arrays, since a pass that was interrupted may still hold a view of these.
            self.hashes = self.hashes + array("Q", self.hashed(facts).tolist())
            self.ends = self.ends + array("q", (len(self.hashes),))
            known[lang, source, country, has] = len(self.ends) - 1
        return [known[key] for key in keys]


def batch_of(documents: Sequence[Document], facts: Facts, asked: Collection[str]) -> Batch:
    """The documents as they are, with what is asked of them beside what every post is read for."""
    named = [name for name in NAMED if name in asked]
    more = [named_facts(document, View(document), named) for document in documents] if named else []
    pieces = list(chain.from_iterable(map(_READ, documents)))
    return _batch(True, pieces, facts.numbers(documents), more, documents, facts, asked)


def folded_batch_of(documents: Sequence[Document], facts: Facts, asked: Collection[str]) -> Batch:
    """The documents, their text and facts read here."""
    views = [View(document) for document in documents]
    pieces = [piece for view in views for piece in (view.title_folded, view.folded)]
    more = [list(view.facts) for view in views]
    return _batch(False, pieces, [0] * len(views), more, documents, facts, asked)


def _batch(
    readable: bool,
    pieces: list[str],
    given: list[int],
    more: list[list[str]],
    documents: Sequence[Document],
    facts: Facts,
    asked: Collection[str],
) -> Batch:
    linked = np.fromiter(map(bool, map(_LINKS, documents)), np.uint8, len(documents))
    numbers = _numbers(documents) if any(name in asked for name in NUMBER_FIELDS) else np.empty((0, 2), np.int64)
    if len(numbers):
        linked = linked * LINK + (numbers != UNKNOWN) @ np.array((FOLLOWERS, LIKES), np.uint8)
    ends = _ends(pieces)
    longest = int(np.diff(ends[1::2], prepend=0).max())
    return Batch(
        readable=readable,
        longest=longest,
        most=_FOUND * longest + facts.longest + max(map(len, more), default=0) + len(FLAG_FACTS),
        codes=coded("".join(pieces)),
        ends=ends,
        given=np.array(given, np.int64),
        fact_ends=np.frombuffer(facts.ends, np.int64),
        facts=np.frombuffer(facts.hashes, np.uint64) if facts.hashes else np.empty(0, np.uint64),
        more_ends=_ends(more) if more else np.zeros(len(documents), np.int64),
        more=facts.hashed(chain.from_iterable(more)),
        flags=linked,
        numbers=numbers,
        unread=np.zeros(len(documents), np.uint8),
    )


def _ends(pieces: Sequence[Sequence[object]]) -> Array:
    return np.cumsum(np.fromiter(map(len, pieces), np.int64, len(pieces)))


def _numbers(documents: Sequence[Document]) -> Array:
    """Followers and likes, UNKNOWN where the platform gave none."""
    return np.array([[_clamped(document.followers), _clamped(document.likes)] for document in documents], np.int64)


def _clamped(number: int | None) -> int:
    return UNKNOWN if number is None else max(-_LARGEST, min(_LARGEST, number))
