"""Runs one program's rows on one post, inside the compiled pass.

A row is two numbers: a test with the rows to go on at when it holds and when it does not, and a hash or a place in the pool. Tests that need more than one number
find them in the pool, at the place the row names.
"""

# numba reads types from values; annotations here are for people, and mypy is told so where it cannot follow.

from __future__ import annotations

import numpy as np

from monitoring.matching.matcher.native.characters import APOSTROPHE, INEXACT, KNOWN, LETTER, LOW_LINE, SPACE, SPACELESS
from monitoring.matching.matcher.native.machine import inlined, jit
from monitoring.matching.matcher.native.reading import UNREADABLE

__all__ = [
    "ACCEPT",
    "LITERAL",
    "MAYBE",
    "NEAR",
    "NEXT_BITS",
    "NOT_LITERAL",
    "NOT_MAYBE",
    "NUMBER",
    "OPERATORS",
    "REJECT",
    "SEQUENCE",
    "TERM",
    "TEST_BITS",
    "TITLE",
    "WINDOW",
    "decide",
    "known",
    "remember",
]

TERM = 0  # the hash of a word, pair, wildcard, tag or fact is in the post
MAYBE = 1  # cannot be told here: counted as holding, and the match is verified
NOT_MAYBE = 2  # the same under a NOT: counted as not holding
SEQUENCE = 3  # words stand side by side; pool: how many, the words
TITLE = 4  # the same in the title
NEAR = (
    5  # pool: distance, ordered, how many numbers each side has; for each side its choices: how many words, the words
)
WINDOW = 6  # pool: width, how many distinct words, each with how often
LITERAL = 7  # pool: exact, how many words, the words, how many characters, the characters
NOT_LITERAL = 8  # the same under a NOT, which matters when it can't be told
NUMBER = 9  # pool: which number, which of OPERATORS, the value
OPERATORS = (">", ">=", "<", "<=", "=")
ACCEPT, REJECT = 0, 1  # rows to go on at, which are none; the first true row has number 2
TEST_BITS, NEXT_BITS = 4, 29  # of a packed row: the test, then both rows to go on at
TESTS, NEXTS = (1 << TEST_BITS) - 1, (1 << NEXT_BITS) - 1
UNKNOWN = -(1 << 62)  # a number the platform did not give
# What is known of the post being read, by place in `Reading.sizes`.
WORDS, TITLE_WORDS = 0, 1  # how many, the gap among the first
FIRST, MIDDLE, LAST = 2, 3, 4  # of the batch's characters: where the title begins, the text begins, the text ends
TITLE_END, END = 5, 6  # of the folded characters
SEEN = 7  # bits of `reading`
MARK = 8  # the post's own number, by which its part of the set of hashes is told from older ones
SIZES = 9
_BLANK, _EXCLAMATION = 32, 33


@inlined
def remember(keys, marks, mask, mark, h):  # type: ignore[no-untyped-def]
    """Notes a hash of this post."""
    at = np.int64(h & mask)
    while marks[at] == mark:
        if keys[at] == h:
            return
        at = (at + 1) & np.int64(mask)
    marks[at] = mark
    keys[at] = h


@inlined
def known(keys, marks, mask, mark, h):  # type: ignore[no-untyped-def]
    """Whether the hash was noted of this post."""
    at = np.int64(h & mask)
    while marks[at] == mark:
        if keys[at] == h:
            return True
        at = (at + 1) & np.int64(mask)
    return False


@jit
def _stand_at(tokens, count, pool, first, length, start):  # type: ignore[no-untyped-def]
    """Whether these words of the pool stand side by side from a token on."""
    if start < 0 or start + length > count:
        return False
    for offset in range(length):  # noqa: SIM110 - all() does not compile
        if tokens[start + offset] != pool[first + offset]:
            return False
    return True


@jit
def _stand(tokens, count, pool, at):  # type: ignore[no-untyped-def]
    length = np.int64(pool[at])
    for start in range(count - length + 1):  # noqa: SIM110 - any() does not compile
        if _stand_at(tokens, count, pool, at + 1, length, start):
            return True
    return False


@jit
def _any_stands(tokens, count, pool, at, end, place, backwards):  # type: ignore[no-untyped-def]
    """Whether one of the choices begins at a token or, backwards, ends there."""
    while at < end:
        length = np.int64(pool[at])
        if _stand_at(tokens, count, pool, at + 1, length, place - length + 1 if backwards else place):
            return True
        at += 1 + length
    return False


@jit
def _near(tokens, count, pool, at):  # type: ignore[no-untyped-def]
    """Whether a choice of one side ends with at most `distance` words before one of the other begins."""
    distance, ordered = np.int64(pool[at]), pool[at + 1] == np.uint64(1)
    left = at + 4
    right = left + np.int64(pool[at + 2])
    end = right + np.int64(pool[at + 3])
    last_left = last_right = -1
    for place in range(count):
        if tokens[place] == np.uint64(0):
            last_left = last_right = -1  # nothing is near across the gap between title and text
            continue
        after_left = last_left >= 0 and place - last_left - 1 <= distance
        if after_left and _any_stands(tokens, count, pool, right, end, place, False):
            return True
        after_right = not ordered and last_right >= 0 and place - last_right - 1 <= distance
        if after_right and _any_stands(tokens, count, pool, left, right, place, False):
            return True
        if _any_stands(tokens, count, pool, left, right, place, True):
            last_left = place
        if not ordered and _any_stands(tokens, count, pool, right, end, place, True):
            last_right = place
    return False


@jit
def _window(tokens, count, pool, at, missing):  # type: ignore[no-untyped-def]
    """Whether some stretch of `width` words holds all the words, each as often as asked; `missing` is room to count."""
    width, distinct = np.int64(pool[at]), np.int64(pool[at + 1])
    lacking = distinct
    start = 0
    for place in range(count):
        if tokens[place] == np.uint64(0) or place == 0:
            for each in range(distinct):
                missing[each] = np.int64(pool[at + 3 + 2 * each])
            lacking = distinct
            start = place
        for each in range(distinct):
            word = pool[at + 2 + 2 * each]
            if tokens[place] == word:
                missing[each] -= 1
                lacking -= missing[each] == 0
            if place - width >= start and tokens[place - width] == word:
                missing[each] += 1
                lacking += missing[each] == 1
        if lacking == 0:
            return True
    return False


@inlined
def _touches(neighbour, edge, classes):  # type: ignore[no-untyped-def]
    if classes[edge] & SPACELESS:
        return False
    if classes[neighbour] & (LETTER | LOW_LINE):
        return True
    return neighbour == edge and edge != _EXCLAMATION and not classes[edge] & (LETTER | LOW_LINE)


@jit
def _pattern_end(codes, place, end, pool, pattern, length, classes, kinds):  # type: ignore[no-untyped-def]
    """The end of the pattern that stands at a character, or -1. A space is any white space, an apostrophe any other."""
    for each in range(pattern, pattern + length):
        if place >= end:
            return -1
        wanted = np.int64(pool[each])
        code = codes[place]
        if wanted == _BLANK:
            if code >= KNOWN or not kinds[code] & SPACE:
                return -1
            while place < end and codes[place] < KNOWN and kinds[codes[place]] & SPACE:
                place += 1
            continue
        if code != wanted and not classes[code] & classes[wanted] & APOSTROPHE:
            return -1
        place += 1
    return place


@jit
def _spot(codes, first, end, low, word, high, pool, pattern, length, classes, kinds):  # type: ignore[no-untyped-def]
    """Whether the pattern stands free, beginning from `low` to `high`, and reaches into the word's first character."""
    for start in range(low, high + 1):
        stop = _pattern_end(codes, start, end, pool, pattern, length, classes, kinds)
        if stop <= word:
            continue
        if start > first and _touches(codes[start - 1], np.int64(pool[pattern]), classes):
            continue
        if stop < end and _touches(codes[stop], np.int64(pool[pattern + length - 1]), classes):
            continue
        return True
    return False


@jit
def _literal_at(codes, reading, index, pool, pattern, length, script, exact):  # type: ignore[no-untyped-def]
    """Whether the characters around the words that begin at a token are the pattern's, which no earlier word begins."""
    origin, place, sizes = reading.origin, reading.token_at[index], reading.sizes
    title = index < sizes[TITLE_WORDS]
    before = np.int64(reading.token_at[index - 1]) if index > 0 and reading.tokens[index - 1] != np.uint64(0) else -1
    here = origin[place]
    if before >= 0 and origin[before] == here:
        return False  # both words come from one character, and the earlier is the first
    if exact:
        first, end = (sizes[FIRST], sizes[MIDDLE]) if title else (sizes[MIDDLE], sizes[LAST])
        low = np.int64(origin[before]) + 1 if before >= 0 else first
        return _spot(codes, first, end, low, here, here, pool, pattern, length, script.classes, script.kinds)
    first, end = (0, sizes[TITLE_END]) if title else (sizes[TITLE_END], sizes[END])
    word = high = np.int64(place)
    while word > first and origin[word - 1] == here:
        word -= 1
    while high + 1 < end and origin[high + 1] == here:
        high += 1
    low = before + 1 if before >= 0 else first
    while before >= 0 and origin[low] == origin[before]:
        low += 1
    return _spot(reading.folded, first, end, low, word, high, pool, pattern, length, script.classes, script.kinds)


@jit
def _literal(codes, reading, pool, at, script):  # type: ignore[no-untyped-def]
    """0 no, 1 yes, 2 it takes more than is known of single characters."""
    sizes, exact, words = reading.sizes, pool[at] == np.uint64(1), np.int64(pool[at + 1])
    if sizes[SEEN] & UNREADABLE:
        return 2
    if exact:
        for place in range(sizes[FIRST], sizes[LAST]):
            if script.kinds[codes[place]] & INEXACT:
                return 2
    pattern = at + 3 + words
    length = np.int64(pool[pattern - 1])
    for index in range(sizes[WORDS] - words + 1):
        standing = _stand_at(reading.tokens, sizes[WORDS], pool, at + 2, words, index)
        if standing and _literal_at(codes, reading, index, pool, pattern, length, script, exact):
            return 1
    return 0


@jit
def _number(numbers, post, pool, at):  # type: ignore[no-untyped-def]
    value, wanted, operator = numbers[post, np.int64(pool[at])], np.int64(pool[at + 2]), np.int64(pool[at + 1])
    if value == UNKNOWN:
        return False
    if operator < 2:
        return value > wanted or (operator == 1 and value == wanted)
    if operator < 4:
        return value < wanted or (operator == 3 and value == wanted)
    return value == wanted


@jit
def _pooled(kind, at, post, batch, index, reading, script):  # type: ignore[no-untyped-def]
    """A test whose arguments are in the pool: 0 no, 1 yes, 2 cannot be told."""
    sizes, tokens, pool = reading.sizes, reading.tokens, index.pool
    if kind in (LITERAL, NOT_LITERAL):
        return _literal(batch.codes, reading, pool, at, script)
    if kind == SEQUENCE:
        holds = _stand(tokens, sizes[WORDS], pool, at)
    elif kind == TITLE:
        holds = _stand(tokens, sizes[TITLE_WORDS], pool, at)
    elif kind == NEAR:
        holds = _near(tokens, sizes[WORDS], pool, at)
    elif kind == WINDOW:
        holds = _window(tokens, sizes[WORDS], pool, at, reading.missing)
    else:
        holds = _number(batch.numbers, post, pool, at)
    return 1 if holds else 0


@inlined
def decide(row, post, mask, batch, index, reading, script):  # type: ignore[no-untyped-def]
    """Whether the program holds of the post that was read: 0 no, 1 yes, 2 yes if what cannot be told here holds."""
    answer = 1
    mark = reading.sizes[MARK]
    while row > REJECT:
        test, arg = np.int64(index.rows[2 * row]), index.rows[2 * row + 1]
        kind = test & TESTS
        if kind == TERM:
            holds = known(reading.keys, reading.marks, mask, mark, arg)
        else:
            told = 2
            if kind > NOT_MAYBE:
                told = _pooled(kind, np.int64(arg), post, batch, index, reading, script)
            holds = told == 1
            if told == 2:
                answer = 2
                holds = kind in (MAYBE, LITERAL)
        row = (test >> TEST_BITS) & NEXTS if holds else test >> (TEST_BITS + NEXT_BITS)
    return answer if row == ACCEPT else 0
