"""Words, tags and handles of a folded text.

A word is a run of letters, digits and marks, with underscores inside. Scripts written without spaces give one word
for each character with its marks; two neighbours are a phrase, so that bigrams come from adjacency. A hyphen is a
space, `'s` is dropped, any other apostrophe splits. Each emoji is a word; a flag is one.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import category

from monitoring.matching.text.folding import MARKS, Mapped, ranges

__all__ = ["APOSTROPHES", "CLASSES", "SPACELESS", "WORD", "Place", "places", "tag_places", "tags", "words"]

APOSTROPHES = "'’‘ʼʹ`´"
_SPACELESS_BLOCKS = (
    (0x0E01, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1100, 0x11FF),  # jamo that stand alone
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3021, 0x30FF),  # kana
    (0x3105, 0x31FF),
    (0x3400, 0x4DBF),  # ideographs
    (0x4E00, 0x9FFF),
    (0xA9E0, 0xA9FF),
    (0xAA60, 0xAA7F),
    (0xAC00, 0xD7FB),  # Hangul
)
_RULES = ((0x2500, 0x259F), (0x2800, 0x28FF))  # box drawing and braille patterns decorate, they are no words
_FLAG = "\U0001f1e6-\U0001f1ff"
# Asked of each character of the plane at every start.
_SPACELESS_CODES = {code for first, last in _SPACELESS_BLOCKS for code in range(first, last + 1)}


def _symbol(code: int) -> bool:
    if any(first <= code <= last for first, last in _RULES):
        return False
    return category(chr(code)) == "So"


# Above the basic plane whole blocks are taken: few ranges keep the expressions fast, and an emoji or a letter newer
# than Python's tables is one too.
SPACELESS = ranges([c for c in range(0x0E01, 0xD7FC) if c in _SPACELESS_CODES and chr(c).isalnum()]) + (
    "\U0001b000-\U0001b16f\U00020000-\U000323af"
)
WORD = (
    "0-9A-Za-z"
    + ranges(
        [c for c in range(0x80, 0xFFFE) if c not in _SPACELESS_CODES and chr(c).isalnum() and chr(c) not in APOSTROPHES]
    )
    + MARKS
    + "\U00010000-\U0001afff\U0001e000-\U0001efff"
)
_EMOJI = ranges([c for c in range(0x2000, 0x3400) if _symbol(c)]) + "\U0001f000-\U0001f1e5\U0001f200-\U0001faff"

CLASSES = (WORD, SPACELESS, MARKS, _EMOJI, _FLAG)

_POSSESSIVE = f"(?:[{APOSTROPHES}]s(?![{WORD}{SPACELESS}_]))?"
_TOKEN = re.compile(f"([{WORD}]+(?:_+[{WORD}]+)*|[{SPACELESS}][{MARKS}]*|[{_FLAG}]{{2}}|[{_EMOJI}]){_POSSESSIVE}")
_ASCII_TOKEN = re.compile(r"([0-9a-z]+(?:_+[0-9a-z]+)*)(?:['`]s(?![0-9a-z_]))?")
_NAME = f"[{WORD}{SPACELESS}_]+"
_TAG = re.compile(f"(?<![{WORD}{SPACELESS}_])(?:#{_NAME}|@{_NAME}(?:[.-]{_NAME})*(?:@{_NAME}(?:[.-]{_NAME})*)?)")
_ASCII_TAG = re.compile(
    r"(?<![0-9a-z_])(?:#[0-9a-z_]+|@[0-9a-z_]+(?:[.-][0-9a-z_]+)*(?:@[0-9a-z_]+(?:[.-][0-9a-z_]+)*)?)"
)
_HANDLE_END = re.compile(r"[.@-]")


def words(folded: str) -> list[str]:
    """The words of a folded text, in order."""
    return _ASCII_TOKEN.findall(folded) if folded.isascii() else _TOKEN.findall(folded)


def tags(folded: str) -> set[str]:
    """The hashtags and handles, with their sign. `@a.b@c` also gives `@a`: dots end a handle on most platforms."""
    if "#" not in folded and "@" not in folded:
        return set()
    written = (_ASCII_TAG if folded.isascii() else _TAG).findall(folded)
    return {form for tag in written for form in _forms(tag)}


def _forms(tag: str) -> set[str]:
    end = _HANDLE_END.search(tag, 1)
    return {tag, tag[: end.start()]} if end and tag[0] == "@" else {tag}


class Place(NamedTuple):
    """One word or tag, and where it stands: `at` in the folded text, `start` to `end` in the original."""

    word: str
    at: int
    start: int
    end: int


def places(mapped: Mapped) -> list[Place]:
    """`words`, each with its place. Never the fast expression: the tests hold both against one another."""
    return [_place(mapped, m[1], m.start(1), m.end(1)) for m in _TOKEN.finditer(mapped.text)]


def tag_places(mapped: Mapped) -> list[Place]:
    """`tags`, each form at each of its places."""
    return [
        _place(mapped, form, m.start(), m.start() + len(form))
        for m in _TAG.finditer(mapped.text)
        for form in sorted(_forms(m[0]))
    ]


def _place(mapped: Mapped, word: str, start: int, end: int) -> Place:
    return Place(word, start, mapped.starts[start], mapped.ends[end - 1])
