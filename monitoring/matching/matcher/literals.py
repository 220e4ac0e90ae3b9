"""Finds the very characters of a literal in a text: `C++`, `AT&T`, `=Exact Case`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from monitoring.matching.text import SPACELESS, WORD

__all__ = ["has_literal", "literal_spots"]

_LETTER = re.compile(f"[{WORD}_]")
_SPACELESS = re.compile(f"[{SPACELESS}]")
_APOSTROPHE = re.compile("['’‘ʼʹ`´]")


def has_literal(text: str, pattern: str) -> bool:
    """Whether the pattern stands anywhere in the text."""
    return next(literal_spots(text, pattern), None) is not None


def literal_spots(text: str, pattern: str) -> Iterator[tuple[int, int]]:
    """Start and end of each place of the pattern where no letter touches it, nor its own symbol (`C+` is not in `C++`).

    A space stands for any white space, an apostrophe for any other.
    """
    for start, end in _found(text, pattern):
        if not _touches(text[start - 1 : start], pattern[0]) and not _touches(text[end : end + 1], pattern[-1]):
            yield start, end


def _touches(neighbour: str, edge: str) -> bool:
    # Scripts without spaces have no edges: 東京 is found inside of 東京都.
    if not neighbour or _SPACELESS.match(edge):
        return False
    if _LETTER.match(neighbour):
        return True
    # “C+” is not in “C++”, but “Yahoo!” is in “Yahoo!!!”.
    return neighbour == edge and edge != "!" and not _LETTER.match(edge)


def _found(text: str, pattern: str) -> Iterator[tuple[int, int]]:
    if " " not in pattern and not _APOSTROPHE.search(pattern):
        at = text.find(pattern)
        while at >= 0:
            yield at, at + len(pattern)
            at = text.find(pattern, at + 1)  # not behind it: places may overlap
        return
    for match in _expression(pattern).finditer(text):
        yield match.span(1)


@lru_cache(maxsize=20_000)
def _expression(pattern: str) -> re.Pattern[str]:
    """A look-ahead, so that places may overlap."""
    words = (re.sub(f"\\\\?{_APOSTROPHE.pattern}", _APOSTROPHE.pattern, re.escape(word)) for word in pattern.split())
    return re.compile("(?=(" + r"\s+".join(words) + "))")
