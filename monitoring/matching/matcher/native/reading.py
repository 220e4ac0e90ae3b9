"""From characters to words, tags and links, inside the compiled pass. The rules are those of `text`, whose tables it reads."""

# numba reads types from values; annotations here are for people, and mypy is told so where it cannot follow.

from __future__ import annotations

import numpy as np

from monitoring.matching.matcher.native.characters import (
    APOSTROPHE,
    BESIDE_WWW,
    EMOJI,
    FLAG,
    KIND_BITS,
    KNOWN,
    LETTER,
    LINK_END,
    LINKISH,
    LOW_LINE,
    MARK,
    NAME,
    SEVERAL,
    SIGN,
    SLOW,
    SPACELESS,
)
from monitoring.matching.matcher.native.hashing import (
    PREFIX_MIN,
    hash_pair,
    hash_prefix,
    mixed,
    prefix_place,
    step,
)
from monitoring.matching.matcher.native.machine import inlined, jit

__all__ = [
    "FLAG_FACTS",
    "FOLLOWERS",
    "HANDLE",
    "HASHTAG",
    "LIKES",
    "LINK",
    "TITLED",
    "UNREADABLE",
    "folded_alone",
    "read_words",
]

# What is seen in a post: bits, the facts each stands for in the order of the bits, and that Python has to fold it.
LINK, HASHTAG, HANDLE, TITLED, FOLLOWERS, LIKES, UNREADABLE = 1, 2, 4, 8, 16, 32, 64
FLAG_FACTS = (
    "has:link",
    "is:link",
    "has:hashtag",
    "is:hashtag",
    "has:mention",
    "is:mention",
    "has:title",
    "is:title",
    "followers:",
    "followers:",
    "likes:",
    "likes:",
)
_PLAIN = 1 << KIND_BITS
_BLANK, _HASH, _HYPHEN, _DOT, _AT = 32, 35, 45, 46, 64
_LOWER = 32  # the bit that makes a capital of ASCII small
_SLASH, _H, _P, _S, _T, _W = 47, 104, 112, 115, 116, 119


@inlined
def _is_letter(code, letter):  # type: ignore[no-untyped-def]
    """Whether this is the small letter of ASCII or its capital."""
    return code | _LOWER == letter


@inlined
def _link_start(codes, at, first, end, kinds):  # type: ignore[no-untyped-def]
    """Where `http://`, `https://` or `www.` begins whose colon or dot is here, or -1. As `text.links.LINK`."""
    if codes[at] == _DOT:
        start = at - 3
        if start < first or (start > first and kinds[codes[start - 1]] & BESIDE_WWW):
            return -1
        www = _is_letter(codes[start], _W) and _is_letter(codes[start + 1], _W) and _is_letter(codes[start + 2], _W)
        return start if www else -1
    if at + 2 >= end or codes[at + 1] != _SLASH or codes[at + 2] != _SLASH:
        return -1
    start = at - 5 if at > first and _is_letter(codes[at - 1], _S) else at - 4
    if start < first or not _is_letter(codes[start], _H) or not _is_letter(codes[start + 1], _T):
        return -1
    return start if _is_letter(codes[start + 2], _T) and _is_letter(codes[start + 3], _P) else -1


@inlined
def _link_end(codes, at, end, kinds):  # type: ignore[no-untyped-def]
    """The end of the address whose first colon or dot is here, or the same place when nothing follows."""
    opened = at + 1 if codes[at] == _DOT else at + 3
    stop = opened
    while stop < end and (codes[stop] >= KNOWN or not kinds[codes[stop]] & LINK_END):
        stop += 1
    return stop if stop > opened else at


@jit
def folded_alone(codes, first, end, last, folds, several, kinds, folded, origin, at):  # type: ignore[no-untyped-def]
    """Folds a text, its addresses blanked there and in `codes`, to `at` and on, each character knowing its origin.

    There is room for every character up to `last`, the end of the post, and for some that become several. The end of what was written, and whether there was a LINK; UNREADABLE when folding needs more than a character.
    """
    seen = 0
    place = first
    while place < end:
        code = codes[place]
        value = folds[code] if code < KNOWN else np.uint32(SLOW << KIND_BITS)
        if value < _PLAIN:
            folded[at], origin[at] = value, place
            at, place = at + 1, place + 1
            continue
        kind = value >> KIND_BITS
        if kind == LINKISH:
            start = _link_start(codes, place, first, end, kinds)
            stop = _link_end(codes, place, end, kinds) if start >= 0 else place
            if stop == place:
                folded[at], origin[at] = code, place
                at, place = at + 1, place + 1
                continue
            at, place, seen = at - (place - start), start, LINK  # its letters were written as such
            while place < stop:
                codes[place], folded[at], origin[at] = _BLANK, _BLANK, place
                at, place = at + 1, place + 1
            continue
        if kind == SLOW or at + 16 > len(folded) - (last - place):
            return at, UNREADABLE
        if kind == SEVERAL:
            start = (value & (_PLAIN - 1)) >> 4
            for each in range(start, start + (value & 15)):
                folded[at], origin[at] = several[each], place
                at += 1
        place += 1
    return at, seen


@inlined
def _after_possessive(codes, classes, at, end):  # type: ignore[no-untyped-def]
    """Behind the apostrophe at this place if an s ends the word there, else this place."""
    if at + 1 >= end or codes[at + 1] != _S:
        return at
    if at + 2 < end and classes[codes[at + 2]] & NAME:
        return at
    return at + 2


@jit
def _read_tag(codes, at, end, classes, seed, found, anchors):  # type: ignore[no-untyped-def]
    """Adds the tag that begins at a sign, if one does; a handle also without what follows its first part."""
    sign = codes[at]
    place = at + 1
    if place == end or not classes[codes[place]] & NAME:
        return anchors
    h = step(seed, sign)
    parts = hosts = 0
    while place < end:
        kind = classes[codes[place]]
        if not kind & NAME:
            # A handle may have one more @, before its host, as in the fediverse.
            joined = codes[place] in (_DOT, _HYPHEN) or (codes[place] == _AT and hosts == 0)
            if sign == _HASH or not joined or place + 1 == end or not classes[codes[place + 1]] & NAME:
                break
            # On most platforms a dot ends a handle.
            if parts == 0:
                found[anchors] = mixed(h)
                anchors += 1
            parts += 1
            hosts += codes[place] == _AT
        h = step(h, codes[place])
        place += 1
    found[anchors] = mixed(h)
    return anchors + 1


@inlined
def _other_end(codes, classes, kind, at, end):  # type: ignore[no-untyped-def]
    """The end of the word that begins at a character which is no letter, or the same place when none does."""
    if kind & SPACELESS:
        at += 1
        while at < end and classes[codes[at]] & MARK:
            at += 1
        return at
    if kind & FLAG:
        return at + 2 if at + 1 < end and classes[codes[at + 1]] & FLAG else at
    return at + 1 if kind & EMOJI else at


@inlined
def _letter_after(codes, classes, at, end):  # type: ignore[no-untyped-def]
    """Where a word goes on after low lines inside it, or the same place when it does not."""
    ahead = at
    while ahead < end and classes[codes[ahead]] & LOW_LINE:
        ahead += 1
    return ahead if ahead < end and classes[codes[ahead]] & LETTER else at


@inlined
def _read_letters(codes, at, end, classes, seed, prefixes, found, anchors):  # type: ignore[no-untyped-def]
    """The end and the hash of the word that begins at a letter; every wildcard it may satisfy goes to `found`."""
    h = seed
    place = at
    while place < end:
        kind = classes[codes[place]]
        if not kind & LETTER:
            after = _letter_after(codes, classes, place, end) if kind & LOW_LINE else place
            if after == place:
                break
            while place < after:
                h = step(h, codes[place])
                place += 1
        h = step(h, codes[place])
        place += 1
        bit = prefix_place(h)
        if (prefixes[bit >> 3] >> (bit & 7)) & 1 and place - at >= PREFIX_MIN:
            found[anchors] = hash_prefix(h)
            anchors += 1
    return place, h, anchors


@jit
def read_words(codes, first, end, classes, seed, prefixes, tokens, token_at, count, found, anchors):  # type: ignore[no-untyped-def]
    """Appends the words' hashes and beginnings to the tokens, and all an anchor may be looked up by to `found`.

    The new numbers of both, and which signs there were.
    """
    seen = 0
    previous = np.uint64(0)
    at = first
    while at < end:
        kind = classes[codes[at]]
        if kind == 0:
            at += 1
            continue
        if kind & LETTER:
            stop, h, anchors = _read_letters(codes, at, end, classes, seed, prefixes, found, anchors)
        else:
            stop = _other_end(codes, classes, kind, at, end)
            h = seed
            for place in range(at, stop):
                h = step(h, codes[place])
        if stop == at:
            if kind & SIGN and (at == first or not classes[codes[at - 1]] & NAME):
                before = anchors
                anchors = _read_tag(codes, at, end, classes, seed, found, anchors)
                if anchors > before:
                    seen |= HASHTAG if codes[at] == _HASH else HANDLE
            at += 1
            continue
        word = mixed(h)
        tokens[count], token_at[count] = word, at
        found[anchors] = word
        count, anchors = count + 1, anchors + 1
        if previous != np.uint64(0):
            found[anchors] = hash_pair(previous, word)
            anchors += 1
        previous = word
        at = stop
        if at < end and classes[codes[at]] & APOSTROPHE:
            at = _after_possessive(codes, classes, stop, end)
    return count, anchors, seen
