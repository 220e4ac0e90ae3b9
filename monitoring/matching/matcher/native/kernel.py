"""The compiled pass over a batch of posts: characters → words → hashes → anchors → decisions."""

# numba reads types from values; annotations here are for people, and mypy is told so where it cannot follow.

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from monitoring.matching.matcher.native.deciding import (
    END,
    FIRST,
    LAST,
    MARK,
    MIDDLE,
    SEEN,
    TITLE_END,
    TITLE_WORDS,
    WORDS,
    decide,
    remember,
)
from monitoring.matching.matcher.native.hashing import newest
from monitoring.matching.matcher.native.machine import Array, inlined, jit
from monitoring.matching.matcher.native.reading import FLAG_FACTS, LINK, TITLED, UNREADABLE, folded_alone, read_words

__all__ = ["Batch", "Index", "Reading", "run"]

_ROW = np.uint64(0xFFFFFFFF)  # of a posting


class Batch(NamedTuple):
    """Posts. `codes` are the characters of title and text of one after the other, whose ends are `ends`; written to.

    `flags` are bits of `reading` known beforehand; written to. `given[post]` is a number of a list of facts, whose hashes end at `fact_ends`; `more` are facts of the post alone, ending
    at `more_ends`. Those that Python must fold first are marked in
    `unread`. With `readable` false, codes are folded already and without addresses. The
    `longest` has so many characters, and `most` is found that an anchor may be looked up by.
    """

    readable: bool
    longest: int
    most: int
    codes: Array
    ends: Array
    given: Array
    fact_ends: Array
    facts: Array
    more_ends: Array
    more: Array
    flags: Array
    numbers: Array
    unread: Array


class Index(NamedTuple):
    """Programs: by hash (`slots`, before them the filter `bits`) their postings, `older` ones apart; their `rows` and `pool`.

    The row after a program's first says its number. `flags` are the hashes of FLAG_FACTS.
    """

    seed: np.uint64
    slots: Array
    bits: Array
    prefixes: Array
    older: Array
    rows: Array
    pool: Array
    flags: Array


class Reading(NamedTuple):
    """Room for one post: folded characters with their origins, words with their first character, hashes found, the set of
    them, programs to try (their first rows), a bit for each row that says whether it is among those, counts of a window's words;
    and the matches of a batch as (post, program, whether it must be verified)."""

    sizes: Array
    folded: Array
    origin: Array
    tokens: Array
    token_at: Array
    found: Array
    keys: Array
    marks: Array
    candidates: Array
    tried: Array
    missing: Array
    matches: Array


@inlined
def _fold(batch, reading, script, first, end, last, at):  # type: ignore[no-untyped-def]
    if batch.readable:
        return folded_alone(
            batch.codes,
            first,
            end,
            last,
            script.folds,
            script.several,
            script.kinds,
            reading.folded,
            reading.origin,
            at,
        )
    for place in range(first, end):
        reading.folded[at + place - first] = batch.codes[place]
    return at + end - first, 0


@inlined
def _read(post, batch, index, reading, script):  # type: ignore[no-untyped-def]
    """Reads a post's words and tags; how many things there are to look up, or -1 when Python must fold it first."""
    sizes, found = reading.sizes, reading.found
    first = batch.ends[2 * post - 1] if post else 0
    middle, last = batch.ends[2 * post], batch.ends[2 * post + 1]
    title_end, in_title = _fold(batch, reading, script, first, middle, last, 0)
    end, in_text = _fold(batch, reading, script, middle, last, last, title_end)
    if (in_title | in_text) & UNREADABLE:
        return -1
    count = anchors = title_words = signs = 0
    if middle > first:
        in_title |= TITLED
        count, anchors, signs = read_words(
            reading.folded, 0, title_end, script.classes, index.seed, index.prefixes,
            reading.tokens, reading.token_at, 0, found, 0,
        )  # fmt: skip
        title_words = count
        reading.tokens[count] = np.uint64(0)
        count += 1
    count, anchors, more_signs = read_words(
        reading.folded, title_end, end, script.classes, index.seed, index.prefixes,
        reading.tokens, reading.token_at, count, found, anchors,
    )  # fmt: skip
    sizes[WORDS], sizes[TITLE_WORDS], sizes[TITLE_END], sizes[END] = count, title_words, title_end, end
    sizes[FIRST], sizes[MIDDLE], sizes[LAST] = first, middle, last
    # Where there is no room for its matches the post is read again, its addresses blanked already: what they said is kept.
    batch.flags[post] |= np.uint8((in_title | in_text) & LINK)
    seen = in_title | in_text | signs | more_signs | np.int64(batch.flags[post])
    # Folded by Python, characters have no origin here: literals are left to the evaluator.
    sizes[SEEN] = seen if batch.readable else seen | UNREADABLE
    return _read_facts(post, batch, index, found, anchors, seen)


@inlined
def _read_facts(post, batch, index, found, anchors, seen):  # type: ignore[no-untyped-def]
    """Adds what is known of the post besides its words."""
    given = batch.given[post]
    for at in range(batch.fact_ends[given - 1] if given else 0, batch.fact_ends[given]):
        found[anchors] = batch.facts[at]
        anchors += 1
    for at in range(batch.more_ends[post - 1] if post else 0, batch.more_ends[post]):
        found[anchors] = batch.more[at]
        anchors += 1
    flag = 0
    while seen >> flag:
        if (seen >> flag) & 1 and flag < len(FLAG_FACTS) // 2:
            found[anchors], found[anchors + 1] = index.flags[2 * flag], index.flags[2 * flag + 1]
            anchors += 2
        flag += 1
    return anchors


@inlined
def _candidates(anchors, index, reading):  # type: ignore[no-untyped-def]
    """The programs one of whose anchors was found; how many."""
    tried, candidates = reading.tried, reading.candidates
    count = 0
    for place in range(anchors):
        posting = newest(index.slots, index.bits, reading.found[place])
        while posting:
            row = np.int64(posting & _ROW)
            if not (tried[row >> 3] >> (row & 7)) & 1:
                tried[row >> 3] |= np.uint8(1 << (row & 7))
                candidates[count] = row
                count += 1
            before = np.int64(posting >> np.uint64(32))
            posting = index.older[before - 1] if before else np.uint64(0)
    for place in range(count):
        tried[candidates[place] >> 3] = 0  # what was set, and no more: the whole has a bit for each row
    return count


@inlined
def _remembered(anchors, reading):  # type: ignore[no-untyped-def]
    """Notes all that was found; the mask of the part of the set that is used, small for a small post."""
    size = 64
    while size < 2 * anchors:
        size *= 2
    mask = np.uint64(size - 1)
    # A new number instead of an emptied set, which would cost more than most posts.
    reading.sizes[MARK] += 1
    for place in range(anchors):
        remember(reading.keys, reading.marks, mask, reading.sizes[MARK], reading.found[place])
    return mask


@jit
def run(batch, index, script, reading, post):  # type: ignore[no-untyped-def]
    """Writes the matches of the posts from this one on; how many, and the post before which there was no more room."""
    total = 0
    while post < len(batch.given):
        anchors = _read(post, batch, index, reading, script)
        batch.unread[post] = anchors < 0
        count = _candidates(anchors, index, reading)
        # The post is read again, first of the next call: room for all programs is room for any one post.
        if total + count > len(reading.matches):
            break
        mask = _remembered(anchors, reading) if count else np.uint64(0)
        for place in range(count):
            row = reading.candidates[place]
            answer = decide(row, post, mask, batch, index, reading, script)
            if answer:
                match = reading.matches[total]
                match[0], match[1], match[2] = post, index.rows[2 * row + 2], answer - 1
                total += 1
        post += 1
    return total, post
