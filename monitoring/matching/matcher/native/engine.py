"""The compiled engine: one pass over a batch tells nearly all matches; the rest is verified as the plain engine would."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from monitoring.matching.document import Document
from monitoring.matching.matcher.anchors import Frequencies
from monitoring.matching.matcher.entries import Entry
from monitoring.matching.matcher.evaluation import holds
from monitoring.matching.matcher.native.batches import Facts, batch_of, folded_batch_of
from monitoring.matching.matcher.native.characters import script
from monitoring.matching.matcher.native.kernel import Batch, Index, Reading, run
from monitoring.matching.matcher.native.machine import Array
from monitoring.matching.matcher.native.rooms import room_for
from monitoring.matching.matcher.native.tables import Tables
from monitoring.matching.matcher.view import View

__all__ = ["CompiledEngine"]

_AT_ONCE = 1_000  # posts for each pass; more would not stay in the processor's cache
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
        # By number. What most matches need lies apart: the one id of a program, or else the entry that has them.
        self._entries: list[Entry | None] = []
        self._ids: list[Hashable | Entry] = []
        self._dropped = 0

    def attach(self, entry: Entry) -> None:
        """From now on, the entry's program is tried under its anchors."""
        entry.place = self._tables.add(entry.program, entry.anchors.keys)
        self._entries.append(entry)
        self._ids.append(_id_or_entry(entry))

    def renamed(self, entry: Entry) -> None:
        """Other queries share the entry's program now."""
        self._ids[entry.place] = _id_or_entry(entry)

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
            for first in range(0, len(documents), _AT_ONCE):
                self._pass(documents[first : first + _AT_ONCE], results[first : first + _AT_ONCE])
        self._posts += len(documents)
        for at in range(-self._posts % _LEARN_EVERY, len(documents), _LEARN_EVERY):
            self._frequencies.learn(View(documents[at]).terms)
        return results

    def _pass(self, documents: Sequence[Document], results: list[list[Hashable]]) -> None:
        """Adds to the results, a list for each document."""
        index, asked = self._tables.index(), self._tables.rows.asked
        found, unreadable = self._run(batch_of(documents, self._facts, asked), index)
        self._collect(found, documents, results)
        if unreadable.any():
            left = unreadable.nonzero()[0].tolist()
            views = [View(documents[at]) for at in left]
            found, _none = self._run(folded_batch_of(views, self._facts, asked), index)
            self._collect(found, [documents[at] for at in left], [results[at] for at in left])

    def _run(self, batch: Batch, index: Index) -> tuple[Array, Array]:
        # Taken out and put back, so that another thread that matches meanwhile has a room of its own.
        room = room_for(batch, index, len(self._entries), self._rooms.pop() if self._rooms else None)
        found, unreadable = run(batch, index, script(), room)
        self._rooms.append(room)
        return found, unreadable

    def _collect(self, found: Array, documents: Sequence[Document], results: list[list[Hashable]]) -> None:
        view: View | None = None
        viewed = -1
        ids = self._ids
        for post, number, unsure in zip(*found.T.tolist(), strict=True):
            if unsure:
                if view is None or viewed != post:
                    view, viewed = View(documents[post]), post
                entry = self._entries[number]
                if entry is None or not holds(entry.program, view):
                    continue
            id = ids[number]
            if isinstance(id, Entry):
                results[post] += id.ids
            else:
                results[post].append(id)


def _id_or_entry(entry: Entry) -> Hashable | Entry:
    return entry.ids[0] if isinstance(entry.ids, tuple) and len(entry.ids) == 1 else entry
