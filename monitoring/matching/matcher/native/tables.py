"""The arrays the compiled pass reads: anchors by hash, postings, rows. They grow as programs come."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from secrets import randbits

import numpy as np

from monitoring.matching.matcher.native import hashing
from monitoring.matching.matcher.native.characters import coded
from monitoring.matching.matcher.native.kernel import Index
from monitoring.matching.matcher.native.machine import Array
from monitoring.matching.matcher.native.reading import FLAG_FACTS
from monitoring.matching.matcher.native.rows import Rows, Terms
from monitoring.matching.matcher.program import Program

__all__ = ["Tables"]

_WAITING = 20_000  # terms that wait to be hashed at once, at the most
_FULL = 0.5  # of the slots in use


class Tables:
    """Programs by number. A number is never used twice; what is dropped stays as a dead entry until a rebuild."""

    def __init__(self) -> None:
        self.seed = np.uint64(randbits(64))
        self.rows = Rows()
        self._keys = Terms()  # anchors; the target of each is its program's first row
        self._firsts = array("q")
        self._used = 0
        self._slots: Array = np.zeros(1 << 11, np.uint64)
        self._bits: Array = np.zeros(1 << 10, np.uint8)
        self._older: Array = np.zeros(1 << 10, np.uint64)
        self._older_used = 0
        self._prefixes: Array = np.zeros(1 << hashing.PREFIX_BITS - 3, np.uint8)
        self._flags = self.hashes(FLAG_FACTS)

    def add(self, program: Program, keys: tuple[str, ...]) -> int:
        """The number of a program put under its anchors."""
        number = len(self._firsts)
        first = self.rows.add(program, number)
        self._firsts.append(first)
        for key in keys:
            self.rows.ask(key)
            self._keys.add(*_formed(key), first)
        if len(self.rows.in_rows) > _WAITING:
            self._settle()
        return number

    def drop(self, number: int) -> None:
        """The program is never found again."""
        self.rows.drop(self._firsts[number])

    def hashes(self, facts: Iterable[str]) -> Array:
        """The hash of each fact."""
        terms = Terms()
        for fact in facts:
            terms.add(fact, hashing.WHOLE, 0)
        return self._hashed(terms)

    def index(self) -> Index:
        """What the pass reads, as it is now. Let go of it before anything is added."""
        self._settle()
        return Index(
            seed=self.seed,
            slots=self._slots,
            bits=self._bits,
            prefixes=self._prefixes,
            older=self._older,
            rows=np.frombuffer(self.rows.rows, np.uint64),
            pool=np.frombuffer(self.rows.pool, np.uint64),
            flags=self._flags,
        )

    def _settle(self) -> None:
        """Computes the hashes that wait and puts what was added since the last time under its keys."""
        if not self._keys:
            return
        for waiting, written in ((self.rows.in_rows, self.rows.rows), (self.rows.in_pool, self.rows.pool)):
            if waiting:
                np.frombuffer(written, np.uint64)[np.frombuffer(waiting.targets, np.int64)] = self._hashed(waiting)
        keys, firsts = self._hashed(self._keys), np.frombuffer(self._keys.targets, np.int64)
        self._widen(len(keys))
        new, self._older_used = hashing.put(self._slots, self._bits, self._older, self._older_used, keys, firsts)
        self._used += new
        self.rows.in_rows, self.rows.in_pool, self._keys = Terms(), Terms(), Terms()

    def _hashed(self, terms: Terms) -> Array:
        hashes = np.empty(len(terms), np.uint64)
        if not terms:
            return hashes
        ends = np.cumsum(np.fromiter(map(len, terms.texts), np.int64, len(terms)))
        forms = np.frombuffer(terms.forms, np.uint8)
        hashing.hash_terms(coded("".join(terms.texts)), ends, forms, self.seed, self._prefixes, hashes)
        return hashes

    def _widen(self, more: int) -> None:
        """Makes room for that many more anchors."""
        size = len(self._slots) // 2
        while _FULL * size < self._used + more:
            size *= 2
        if size > len(self._slots) // 2:
            slots, self._slots, self._bits = self._slots, np.zeros(2 * size, np.uint64), np.zeros(size, np.uint8)
            hashing.rehash(slots, self._slots, self._bits)
        if self._older_used + more > len(self._older):
            older, self._older = self._older, np.zeros(2 * (self._older_used + more), np.uint64)
            self._older[: self._older_used] = older[: self._older_used]


def _formed(key: str) -> tuple[str, int]:
    """An anchor's text and form."""
    if key[-1] == "*":
        return key[:-1], hashing.PREFIX
    return key, hashing.PAIR if " " in key and ":" not in key else hashing.WHOLE
