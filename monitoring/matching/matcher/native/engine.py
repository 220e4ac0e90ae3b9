"""The compiled engine: one pass over a batch tells most matches; the rest is verified as the plain engine would."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import lru_cache

import numpy as np

from monitoring.matching.document import Document
from monitoring.matching.matcher.anchors import Frequencies
from monitoring.matching.matcher.entries import Entry
from monitoring.matching.matcher.evaluation import holds
from monitoring.matching.matcher.native import kernel
from monitoring.matching.matcher.native.tables import Tables, character_classes, coded, told
from monitoring.matching.matcher.plain import PlainEngine
from monitoring.matching.matcher.view import View, given_facts
from monitoring.matching.text import blank_links, fold, tags

__all__ = ["CompiledEngine"]

_LEARN_EVERY = 64  # posts for each one that the frequencies learn from
_DEAD = 10_000  # dropped programs after which the tables may be written anew
_GAP, _TERM = chr(kernel.GAP_CODE), chr(kernel.TERM_CODE)


class CompiledEngine:
    """See `entries.Engine`. Programs anchored only by what a post does not say in words run in a plain engine beside."""

    name = "compiled"

    def __init__(self, frequencies: Frequencies) -> None:
        self._frequencies = frequencies
        self._beside = PlainEngine(frequencies)
        self._tables = Tables()
        self._entries: list[Entry | None] = []  # by number; None for the dropped
        self._dropped = 0
        self._classes = character_classes()
        self._posts = 0

    def attach(self, entry: Entry) -> None:
        """From now on, the entry's program is tried under its anchors."""
        if any(_untold(key) for key in entry.anchors.keys):
            self._beside.attach(entry)
            return
        entry.place = self._tables.add(entry.program, entry.anchors.keys)
        self._entries.append(entry)

    def detach(self, entry: Entry) -> None:
        """From now on it is not. Its anchors must be those it was attached with."""
        if entry.place < 0:
            self._beside.detach(entry)
            return
        self._tables.drop(entry.place)
        self._entries[entry.place] = None
        entry.place = -1
        self._dropped += 1
        if 2 * self._dropped > len(self._entries) + _DEAD:
            alive = [each for each in self._entries if each is not None]
            self._tables, self._entries, self._dropped = Tables(), [], 0
            for each in alive:
                self.attach(each)

    def matches(self, documents: Sequence[Document]) -> list[list[Hashable]]:
        """For each document the ids of the programs that hold, in no particular order."""
        results: list[list[Hashable]] = [[] for _ in documents]
        if documents and self._entries:
            self._pass(documents, results)
        if self._beside.programs:
            for found, more in zip(results, self._beside.matches(documents), strict=True):
                found += more
        self._posts += len(documents)
        for index in range(-self._posts % _LEARN_EVERY, len(documents), _LEARN_EVERY):
            self._frequencies.learn(View(documents[index]).terms)
        return results

    def _pass(self, documents: Sequence[Document], results: list[list[Hashable]]) -> None:
        texts = [_readable(document) for document in documents]
        ends = np.cumsum([len(text) for text in texts])
        tables = self._tables
        tables.ready()
        found = kernel.run(
            coded("".join(texts)),
            ends,
            self._classes,
            tables.seed,
            tables.prefixes,
            tables.slot_keys,
            tables.slot_heads,
            tables.post_entry.array,
            tables.post_next,
            tables.alive.array,
            tables.starts.array,
            tables.rows.array,
            tables.pool.array,
        )
        view: View | None = None
        viewed = -1
        for post, number, unsure in found.tolist():
            entry = self._entries[number]
            if entry is None:
                continue
            if unsure:
                if view is None or viewed != post:
                    view, viewed = View(documents[post]), post
                if not holds(entry.program, view):
                    continue
            results[post].extend(entry.ids)


def _untold(key: str) -> bool:
    return ":" in key and not told(key)


def _readable(document: Document) -> str:
    """What the pass reads of a post: title, gap, text, then tags and facts, each behind its sign."""
    text = _plain(fold(blank_links(document.text)))
    if document.title:
        text = f"{_plain(fold(blank_links(document.title)))}{_GAP}{text}"
    if "#" in text or "@" in text:
        text = _TERM.join((text, *tags(text)))
    return text + _facts(document.lang, document.source, document.country, document.has)


def _plain(folded: str) -> str:
    if _GAP in folded or _TERM in folded:
        return folded.replace(_GAP, " ").replace(_TERM, " ")
    return folded


@lru_cache(maxsize=10_000)
def _facts(lang: str, source: str, country: str, has: frozenset[str]) -> str:
    facts = given_facts(Document("", lang=lang, source=source, country=country, has=has))
    return "".join(f"{_TERM}{fact}" for fact in facts)
