"""Hashes of words, and the table from a hash to its postings.

A word is a 64-bit hash with a seed drawn when the process starts, so that nobody can write a post whose words collide.
"""

# numba reads types from values; annotations here are for people, and mypy is told so where it cannot follow.

from __future__ import annotations

import numpy as np

from monitoring.matching.matcher.native.machine import inlined, jit

__all__ = [
    "PAIR",
    "PREFIX",
    "PREFIX_BITS",
    "PREFIX_MIN",
    "WHOLE",
    "hash_pair",
    "hash_prefix",
    "hash_terms",
    "mixed",
    "newest",
    "prefix_place",
    "put",
    "rehash",
    "step",
]

WHOLE, PREFIX, PAIR = 0, 1, 2  # forms of a term: a word, tag or fact; how words begin; two words side by side
PREFIX_MIN = 3  # letters; no wildcard has fewer
PREFIX_BITS = 16  # the filter of wildcards has a bit for each of that many bits of the hash
_PLACES = np.uint64((1 << PREFIX_BITS) - 1)
_P = np.uint64(0x9E3779B97F4A7C15)
_Q = np.uint64(0xC2B2AE3D27D4EB4F)
_PREFIX_SALT = np.uint64(0xD6E8FEB86659FD93)
_SPACE = 32


@inlined
def mixed(h):  # type: ignore[no-untyped-def]
    """The last turn of a hash; never 0, which stands for nothing."""
    h ^= h >> np.uint64(29)
    h *= _Q
    h ^= h >> np.uint64(32)
    return h if h != np.uint64(0) else np.uint64(1)


@inlined
def step(h, code):  # type: ignore[no-untyped-def]
    """The hash with one more character."""
    h = (h ^ np.uint64(code)) * _P
    return h ^ (h >> np.uint64(31))


@inlined
def hash_pair(first, second):  # type: ignore[no-untyped-def]
    """The hash of two words side by side."""
    return mixed((first * _P) ^ (second + (first >> np.uint64(7))))


@inlined
def hash_prefix(h):  # type: ignore[no-untyped-def]
    """The hash under which a wildcard is anchored, from the steps of its letters."""
    return mixed(h ^ _PREFIX_SALT)


@inlined
def prefix_place(h):  # type: ignore[no-untyped-def]
    """The bit of a wildcard in the filter of wildcards."""
    return np.int64((h >> np.uint64(20)) & _PLACES)


@jit
def hash_terms(codes, ends, forms, seed, prefixes, found):  # type: ignore[no-untyped-def]
    """Writes the hash of each term to `found`; wildcards are noted in their filter."""
    first = 0
    for index in range(len(ends)):
        h = seed
        before = np.uint64(0)
        for place in range(first, ends[index]):
            if forms[index] == PAIR and codes[place] == _SPACE:
                before, h = mixed(h), seed
            else:
                h = step(h, codes[place])
        first = ends[index]
        if forms[index] == PREFIX:
            bit = prefix_place(h)
            prefixes[bit >> 3] |= np.uint8(1 << (bit & 7))
            found[index] = hash_prefix(h)
        else:
            found[index] = hash_pair(before, mixed(h)) if forms[index] == PAIR else mixed(h)


@inlined
def _filter_bit(bits, h):  # type: ignore[no-untyped-def]
    return np.int64((h >> np.uint64(24)) & np.uint64(8 * len(bits) - 1))


@inlined
def _slot(slots, h):  # type: ignore[no-untyped-def]
    """Where the slot of a hash is, or the free one for it. Two numbers a slot: the hash, and its newest posting."""
    mask = np.int64(len(slots) // 2 - 1)
    at = np.int64(h & np.uint64(mask))
    while slots[2 * at] != np.uint64(0) and slots[2 * at] != h:
        at = (at + 1) & mask
    return 2 * at


@inlined
def newest(slots, bits, h):  # type: ignore[no-untyped-def]
    """The newest posting under a hash, or 0. A small filter, which stays in the cache, spares most looks at the slots."""
    bit = _filter_bit(bits, h)
    if not (bits[bit >> 3] >> (bit & 7)) & 1:
        return np.uint64(0)
    return slots[_slot(slots, h) + 1]


@jit
def rehash(slots, wider, bits):  # type: ignore[no-untyped-def]
    """Puts every slot into a wider table with its filter."""
    for place in range(0, len(slots), 2):
        if slots[place] != np.uint64(0):
            at = _slot(wider, slots[place])
            wider[at], wider[at + 1] = slots[place], slots[place + 1]
            bit = _filter_bit(bits, slots[place])
            bits[bit >> 3] |= np.uint8(1 << (bit & 7))


@jit
def put(slots, bits, older, count, keys, rows):  # type: ignore[no-untyped-def]
    """Puts the first rows of programs under their keys; how many keys were new, and how many postings are in `older` now.

    A posting is the row and, above it, 1 + the place in `older` of the one before, so that most keys need one look only.
    """
    new = 0
    for index in range(len(keys)):
        at = _slot(slots, keys[index])
        posting = np.uint64(rows[index])
        if slots[at] == np.uint64(0):
            slots[at] = keys[index]
            bit = _filter_bit(bits, keys[index])
            bits[bit >> 3] |= np.uint8(1 << (bit & 7))
            new += 1
        else:
            older[count] = slots[at + 1]
            count += 1
            posting |= np.uint64(count) << np.uint64(32)
        slots[at + 1] = posting
    return new, count
