"""The compiled engine: one pass over a batch tells nearly all matches; the rest is verified as the plain engine would."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from operator import attrgetter

import numpy as np

from monitoring.matching.document import Document
from monitoring.matching.matcher.anchors import Frequencies
from monitoring.matching.matcher.entries import Entry
from monitoring.matching.matcher.evaluation import holds
from monitoring.matching.matcher.native.batches import Facts, batch_of, folded_batch_of
from monitoring.matching.matcher.native.characters import script
from monitoring.matching.matcher.native.kernel import Batch, Index, Reading, run
from monitoring.matching.matcher.native.machine import Array
from monitoring.matching.matcher.native.tables import Tables
from monitoring.matching.matcher.native.workspace import room_for
from monitoring.matching.matcher.view import View

__all__ = ["CompiledEngine"]

_AT_ONCE = 1_000  # posts for each pass; more would not stay in the processor's cache
_CHARACTERS = 1 << 20  # of them, unless one has more
_TEXT: Callable[[Document], str] = attrgetter("text")
_LEARN_EVERY = 256  # posts for each one that the frequencies learn from
_DEAD = 10_000  # dropped programs after which the tables may be written anew


class CompiledEngine:
    """See `entries.Engine`."""

    name = "compiled"

    def __init__(self, frequencies: Frequencies) -> None:
        self._frequencies = frequencies
        self._rooms: list[Reading] = []
        self._posts = 0
        self._begin()

    def _begin(self) -> None:
        self._tables = Tables()
        self._facts = Facts(self._tables.hashes)
        self._dropped = 0
        # By number. What most matches need lies apart: the one id of a program, unless several queries share it.
        self._entries: list[Entry | None] = []
        self._ids: Array = np.empty(1 << 10, np.object_)
        self._shared: Array = np.zeros(1 << 10, np.bool_)

    def attach(self, entry: Entry) -> None:
        """From now on, the entry's program is tried under its anchors."""
        entry.place = self._tables.add(entry.program, entry.anchors.keys)
        self._entries.append(entry)
        if entry.place == len(self._ids):
            self._ids = np.append(self._ids, np.empty_like(self._ids))
            self._shared = np.append(self._shared, np.zeros_like(self._shared))
        self.renamed(entry)

    def renamed(self, entry: Entry) -> None:
        """Other queries share the entry's program now."""
        alone = len(entry.ids) == 1
        self._shared[entry.place] = not alone
        self._ids[entry.place] = next(iter(entry.ids)) if alone else None

    def detach(self, entry: Entry) -> None:
        """From now on it is not. Its anchors must be those it was attached with."""
        self._tables.drop(entry.place)
        self._entries[entry.place] = self._ids[entry.place] = None
        entry.place = -1
        self._dropped += 1
        if 2 * self._dropped > len(self._entries) + _DEAD:
            alive = [each for each in self._entries if each is not None]
            self._begin()
            for each in alive:
                self.attach(each)

    def matches(self, documents: Sequence[Document]) -> list[list[Hashable]]:
        """For each document the ids of the programs that hold, in no particular order."""
        results: list[list[Hashable]] = [[] for _ in documents]
        if len(self._entries) > self._dropped:
            self._pass(documents, results)
        self._posts += len(documents)
        for at in range(-self._posts % _LEARN_EVERY, len(documents), _LEARN_EVERY):
            self._frequencies.learn(View(documents[at]).terms)
        return results

    def _pass(self, documents: Sequence[Document], results: list[list[Hashable]]) -> None:
        """Adds to the results, a list for each document."""
        half = len(documents) // 2
        if half and (len(documents) > _AT_ONCE or sum(map(len, map(_TEXT, documents))) > _CHARACTERS):
            self._pass(documents[:half], results[:half])
            self._pass(documents[half:], results[half:])
            return
        index, asked = self._tables.index(), self._tables.rows.asked
        batch = batch_of(documents, self._facts, asked)
        self._run(batch, index, documents, results)
        if batch.unread.any():
            left = batch.unread.nonzero()[0].tolist()
            posts = [documents[at] for at in left]
            self._run(folded_batch_of(posts, self._facts, asked), index, posts, [results[at] for at in left])

    def _run(self, batch: Batch, index: Index, documents: Sequence[Document], results: list[list[Hashable]]) -> None:
        # Taken out and put back, so that another thread that matches meanwhile has a room of its own.
        room = room_for(batch, index, len(self._entries), self._rooms.pop() if self._rooms else None)
        post = 0
        while post < len(documents):
            count, post = run(batch, index, script(), room, post)
            self._collect(room.matches[:count], documents, results)
        if batch.longest <= _CHARACTERS:
            self._rooms.append(room)

    def _collect(self, found: Array, documents: Sequence[Document], results: list[list[Hashable]]) -> None:
        odd = self._shared[found[:, 1]] | (found[:, 2] > 0)
        if odd.any():
            self._collect_odd(found[odd], documents, results)
            found = found[~odd]
        posts = found[:, 0]
        # Taken all at once, the ids come from memory side by side; one after the other, this took longer than the pass.
        ids = self._ids.take(found[:, 1]).tolist()
        # The pass writes post by post: where the post changes, its ids end.
        last = np.flatnonzero(np.diff(posts, append=-1))
        first = 0
        for post, end in zip(posts[last].tolist(), (last + 1).tolist(), strict=True):
            results[post] += ids[first:end]
            first = end

    def _collect_odd(self, found: Array, documents: Sequence[Document], results: list[list[Hashable]]) -> None:
        """Of programs that several queries share, or that must be verified."""
        view: View | None = None
        viewed = -1
        for post, number, unsure in found.tolist():
            entry = self._entries[number]
            if unsure and (view is None or viewed != post):
                view, viewed = View(documents[post]), post
            if entry is not None and (view is None or not unsure or holds(entry.program, view)):
                results[post] += entry.ids
