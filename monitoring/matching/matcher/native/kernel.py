"""The compiled pass: characters → words → hashes → anchors → decisions, for a batch of posts at once.

A word is a 64-bit hash with a seed drawn when the process starts, so that nobody can write a post whose words collide.
The rules of words are those of `text.words`; a table gives each character's class. Needs numba; its cache of machine
code lies in the user's cache folder, never beside the source.
"""

# numba reads types from values; annotations here are for people, and mypy is told so where it cannot follow.

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, TypeAlias

import numba
import numpy as np
from numpy.typing import NDArray

__all__ = ["GAP_CODE", "PREFIX_MIN", "TERM_CODE", "hash_pair", "hash_prefix", "hash_word", "move", "put", "run"]

if "NUMBA_CACHE_DIR" not in os.environ:
    _cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "firebreak" / "numba"
    numba.config.CACHE_DIR = str(_cache)  # type: ignore[attr-defined]

Array: TypeAlias = NDArray[Any]
jit: Any = numba.njit(cache=True, nogil=True, boundscheck=False)

LETTER, SPACELESS, MARK, EMOJI, FLAG, LOW_LINE, APOSTROPHE = 1, 2, 4, 8, 16, 32, 64
GAP_CODE, TERM_CODE = 1, 2  # characters that divide title from text, and begin a tag or a fact of the post
PREFIX_MIN = 3
_P = np.uint64(0x9E3779B97F4A7C15)
_Q = np.uint64(0xC2B2AE3D27D4EB4F)
_PREFIX_SALT = np.uint64(0xD6E8FEB86659FD93)
_SMALL_S = 115


# What a decision row tests; its hash or its place in the pool is in the row's last column.
TERM = 0  # a word, a pair, a tag or a fact is in the post
SEQUENCE = 1  # words of the pool stand side by side
NEAR = 4  # a word of one set near a word of another; in the pool: distance, ordered, sizes, both sets
MAYBE = 2  # cannot be told here: counted as holding, and the match is verified
NOT_MAYBE = 3  # the same under a NOT: counted as not holding
ACCEPT, REJECT = -2, -1


@jit
def _mixed(h):  # type: ignore[no-untyped-def]
    h ^= h >> np.uint64(29)
    h *= _Q
    h ^= h >> np.uint64(32)
    return h if h != np.uint64(0) else np.uint64(1)


@jit
def _step(h, code):  # type: ignore[no-untyped-def]
    h = (h ^ np.uint64(code)) * _P
    return h ^ (h >> np.uint64(31))


@jit
def hash_word(codes, seed):  # type: ignore[no-untyped-def]
    """The hash of a whole word, tag or fact."""
    h = seed
    for code in codes:
        h = _step(h, code)
    return _mixed(h)


@jit
def hash_prefix(codes, seed):  # type: ignore[no-untyped-def]
    """The hash under which a wildcard is anchored, and its place in the filter."""
    h = seed
    for code in codes:
        h = _step(h, code)
    return _mixed(h ^ _PREFIX_SALT), np.int64((h >> np.uint64(20)) & np.uint64(0xFFFF))


@jit
def hash_pair(first, second):  # type: ignore[no-untyped-def]
    """The hash of two words side by side."""
    return _mixed((first * _P) ^ (second + (first >> np.uint64(7))))


@jit
def _remember(keys, marks, mask, mark, h):  # type: ignore[no-untyped-def]
    at = np.int64(h & mask)
    while marks[at] == mark:
        if keys[at] == h:
            return
        at = (at + 1) & np.int64(mask)
    marks[at] = mark
    keys[at] = h


@jit
def _known(keys, marks, mask, mark, h):  # type: ignore[no-untyped-def]
    at = np.int64(h & mask)
    while marks[at] == mark:
        if keys[at] == h:
            return True
        at = (at + 1) & np.int64(mask)
    return False


@jit
def _head(slot_keys, slot_heads, h):  # type: ignore[no-untyped-def]
    mask = np.int64(len(slot_keys) - 1)
    at = np.int64(h & np.uint64(mask))
    while slot_keys[at] != np.uint64(0):
        if slot_keys[at] == h:
            return slot_heads[at]
        at = (at + 1) & mask
    return np.int32(-1)


@jit
def move(keys, heads, wider_keys, wider_heads):  # type: ignore[no-untyped-def]
    """Puts every slot of one table into a wider one."""
    mask = np.int64(len(wider_keys) - 1)
    for place in range(len(keys)):
        if keys[place] != np.uint64(0):
            at = np.int64(keys[place] & np.uint64(mask))
            while wider_keys[at] != np.uint64(0):
                at = (at + 1) & mask
            wider_keys[at], wider_heads[at] = keys[place], heads[place]


@jit
def put(slot_keys, slot_heads, keys, post_next, first):  # type: ignore[no-untyped-def]
    """Puts postings under their keys, each before those that were there; how many keys were new."""
    mask = np.int64(len(slot_keys) - 1)
    new = 0
    for index in range(len(keys)):
        at = np.int64(keys[index] & np.uint64(mask))
        while slot_keys[at] != np.uint64(0) and slot_keys[at] != keys[index]:
            at = (at + 1) & mask
        if slot_keys[at] == np.uint64(0):
            slot_keys[at] = keys[index]
            new += 1
        post_next[first + index] = slot_heads[at]
        slot_heads[at] = first + index
    return new


@jit
def _word_end(codes, classes, at, end):  # type: ignore[no-untyped-def]
    """The end of the word that begins at a character, or the same place when none does."""
    kind = classes[codes[at]]
    if kind & LETTER:
        at += 1
        while at < end:
            if classes[codes[at]] & LETTER:
                at += 1
                continue
            ahead = at
            while ahead < end and classes[codes[ahead]] & LOW_LINE:
                ahead += 1
            if ahead in (at, end) or not classes[codes[ahead]] & LETTER:
                break
            at = ahead + 1
        return at
    if kind & SPACELESS:
        at += 1
        while at < end and classes[codes[at]] & MARK:
            at += 1
        return at
    if kind & FLAG:
        return at + 2 if at + 1 < end and classes[codes[at + 1]] & FLAG else at
    return at + 1 if kind & EMOJI else at


@jit
def _after_possessive(codes, classes, at, end):  # type: ignore[no-untyped-def]
    if at + 1 >= end or not classes[codes[at]] & APOSTROPHE or codes[at + 1] != _SMALL_S:
        return at
    if at + 2 < end and classes[codes[at + 2]] & (LETTER | SPACELESS | LOW_LINE):
        return at
    return at + 2


@jit
def _stands(tokens, count, pool, first, length):  # type: ignore[no-untyped-def]
    for start in range(count - length + 1):
        same = True
        for offset in range(length):
            if tokens[start + offset] != pool[first + offset]:
                same = False
                break
        if same:
            return True
    return False


@jit
def _in_pool(pool, first, last, word):  # type: ignore[no-untyped-def]
    for at in range(first, last):  # noqa: SIM110 - any() does not compile
        if pool[at] == word:
            return True
    return False


@jit
def _near(tokens, count, pool, at):  # type: ignore[no-untyped-def]
    """Whether two words of the two sets have at most `distance` words between, within title or text."""
    distance, ordered = np.int64(pool[at]), pool[at + 1] == np.uint64(1)
    left = at + 4
    right = left + np.int64(pool[at + 2])
    end = right + np.int64(pool[at + 3])
    last_left = last_right = -1
    for place in range(count):
        word = tokens[place]
        if word == np.uint64(0):
            last_left = last_right = -1
            continue
        is_left, is_right = _in_pool(pool, left, right, word), _in_pool(pool, right, end, word)
        if is_right and place - last_left - 1 <= distance and last_left >= 0:
            return True
        if is_left and not ordered and place - last_right - 1 <= distance and last_right >= 0:
            return True
        if is_left:
            last_left = place
        if is_right:
            last_right = place
    return False


@jit
def _decide(rows, at, pool, keys, marks, mask, mark, tokens, count):  # type: ignore[no-untyped-def]
    """0 no, 1 yes, 2 yes if what cannot be told here holds."""
    answer = 1
    while at >= 0:
        kind = rows[at, 0]
        if kind == TERM:
            holds = _known(keys, marks, mask, mark, np.uint64(rows[at, 3]))
        elif kind == SEQUENCE:
            holds = _stands(tokens, count, pool, rows[at, 3] >> 8, rows[at, 3] & 255)
        elif kind == NEAR:
            holds = _near(tokens, count, pool, rows[at, 3])
        else:
            answer = 2
            holds = kind == MAYBE
        at = rows[at, 1] if holds else rows[at, 2]
    return answer if at == ACCEPT else 0


@jit
def _read_terms(codes, at, end, seed, found, anchors):  # type: ignore[no-untyped-def]
    """Tags and facts, each behind its TERM_CODE."""
    while at < end:
        at += 1
        h = seed
        while at < end and codes[at] != TERM_CODE:
            h = _step(h, codes[at])
            at += 1
        found[anchors] = _mixed(h)
        anchors += 1
    return anchors


@jit
def _wider(array):  # type: ignore[no-untyped-def]
    twice = np.empty((2 * len(array), array.shape[1]), array.dtype)
    twice[: len(array)] = array
    return twice


@jit
def _read(codes, first, end, classes, seed, prefixes, tokens, found):  # type: ignore[no-untyped-def]
    """Hashes of the words in order (0 for a gap), and everything an anchor may be looked up by."""
    count = 0
    anchors = 0
    previous = np.uint64(0)
    at = first
    while at < end and codes[at] != TERM_CODE:
        if codes[at] == GAP_CODE:
            tokens[count] = np.uint64(0)
            previous = np.uint64(0)
            count += 1
            at += 1
            continue
        stop = _word_end(codes, classes, at, end)
        if stop == at:
            at += 1
            continue
        h = seed
        for place in range(at, stop):
            h = _step(h, codes[place])
            if place - at + 1 >= PREFIX_MIN and prefixes[np.int64((h >> np.uint64(20)) & np.uint64(0xFFFF))]:
                found[anchors] = _mixed(h ^ _PREFIX_SALT)
                anchors += 1
        word = _mixed(h)
        tokens[count] = word
        count += 1
        found[anchors] = word
        anchors += 1
        if previous != np.uint64(0):
            found[anchors] = hash_pair(previous, word)
            anchors += 1
        previous = word
        at = _after_possessive(codes, classes, stop, end)
    return count, _read_terms(codes, at, end, seed, found, anchors)


@jit
def run(codes, ends, classes, seed, prefixes, slot_keys, slot_heads, post_entry, post_next, alive, starts, rows, pool):  # type: ignore[no-untyped-def]
    """Matches of a batch: arrays of (post, entry, whether it must be verified)."""
    longest = 0
    first = 0
    for end in ends:
        longest = max(longest, end - first)
        first = end
    tokens = np.empty(longest + 1, np.uint64)
    found = np.empty(3 * longest + 3, np.uint64)
    size = 64
    while size < 6 * longest:
        size *= 2
    keys = np.empty(size, np.uint64)
    marks = np.zeros(size, np.int32)
    mask = np.uint64(size - 1)
    seen = np.zeros(len(alive), np.int32)
    out = np.empty((1024, 3), np.int32)
    total = 0
    first = 0
    for post in range(len(ends)):
        mark = post + 1
        count, anchors = _read(codes, first, ends[post], classes, seed, prefixes, tokens, found)
        first = ends[post]
        for index in range(anchors):
            _remember(keys, marks, mask, mark, found[index])
        for index in range(anchors):
            at = _head(slot_keys, slot_heads, found[index])
            while at >= 0:
                entry = post_entry[at]
                at = post_next[at]
                if seen[entry] == mark or not alive[entry]:
                    continue
                seen[entry] = mark
                answer = _decide(rows, starts[entry], pool, keys, marks, mask, mark, tokens, count)
                if answer:
                    if total == len(out):
                        out = _wider(out)
                    out[total, 0], out[total, 1], out[total, 2] = post, entry, answer - 1
                    total += 1
    return out[:total]
