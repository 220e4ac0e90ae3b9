"""Folding: one form for what people read as the same letters, whatever the language, and the way back.

The order is NFKD, drop diacritics, NFC, casefold. With the diacritics gone one turn is enough: a second changed no
character of Unicode 14, and a test folds random text twice. Only U+0300–036F and its
supplements, Hebrew points and Arabic vowel signs are dropped: the vowels of Indic scripts and Thai are marks too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from monitoring.matching import limits

__all__ = ["JOINING", "MARKS", "Mapped", "exact", "exact_mapped", "fold", "fold_mapped", "ranges"]

_DIACRITICS = (
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # combining diacritical marks
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points and accents
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"  # Arabic
)
_INVISIBLE = (
    "\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f"
    # zero-width, bidi, soft hyphen, selectors
)
# Tags, more selectors, skin tones (a thumb is a thumb). Apart, because few ranges beyond the basic plane search fast.
_INVISIBLE_BEYOND = "\U0001f3fb-\U0001f3ff\U000e0001-\U000e007f\U000e0100-\U000e01ef"
# Marks of the basic plane; above it they belong to scripts whose blocks are taken whole.
_MARK_CODES = [code for code in range(0x300, 0xFFFE) if unicodedata.category(chr(code))[0] == "M"]


def ranges(codes: list[int]) -> str:
    """The code points, ascending, as the inside of a character class."""
    parts: list[str] = []
    start = previous = -2
    for code in [*codes, -2]:
        if code != previous + 1:
            if start >= 0:
                parts.append(f"{chr(start)}-{chr(previous)}")
            start = code
        previous = code
    return "".join(parts)


MARKS = ranges(_MARK_CODES)
_UNSEEN = re.compile(f"[{_INVISIBLE}]+")
_UNSEEN_BEYOND = re.compile(f"[{_INVISIBLE_BEYOND}]+")
_DROPPED = re.compile(f"[{_INVISIBLE}{_DIACRITICS}]+")
_COMBINING = MARKS + ranges([code for code in range(0x10000, 0x1F000) if unicodedata.combining(chr(code))])
_SUSPECT = re.compile(f"[{MARKS}\U00010000-\U0001efff]{{{limits.MARKS_IN_A_ROW + 1},}}")
_STORM = re.compile(f"([{_COMBINING}]{{{limits.MARKS_IN_A_ROW}}})[{_COMBINING}]+")
# Letters that Unicode does not decompose, though people type them without the stroke.
_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}
# Text beyond ASCII that folding leaves alone: typographic signs, kana, ideographs, Hangul, emoji. Most posts have no other.
_CHANGING = re.compile(
    "[^\x00-\x7f\u2010\u2012-\u2015\u2018-\u201f\u2022\u2600-\u27bf\u3001\u3002\u3041-\u3096\u30a1-\u30fa\u30fc"
    "\u4e00-\u9fff\uac00-\ud7a3\U0001f1e6-\U0001f1ff\U0001f300-\U0001f3fa\U0001f400-\U0001faff]"
)
# NFKD would glue "tm" to the name, and make a space of the acute accent that people type as an apostrophe.
_SIGNS = {"™": " ", "℠": " ", "®": " ", "©": " ", "´": "'"}
# What may combine with the character before it: marks, conjoining and compatibility jamo, half-width voicing, and
# the old scripts and musical signs above the basic plane, taken whole.
JOINING = f"{MARKS}{_INVISIBLE}{_INVISIBLE_BEYOND}\U00010000-\U0001d3ff\U0001d800-\U0001e9ff\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\ud7b0-\ud7fb\uff9e-\uffdc"
_SEGMENT = re.compile(f"[\\x00-\\x7f]+(?=[\\x00-\\x7f])|.[{JOINING}]*", re.DOTALL)


def fold(text: str) -> str:
    """The one form in which posts and queries are compared. Idempotent; linear in the length."""
    if text.isascii():
        return text.lower()
    if _CHANGING.search(text) is None:
        return text.lower()
    for sign, plain in _SIGNS.items():
        text = text.replace(sign, plain)
    text = unicodedata.normalize("NFKD", _calmed(_DROPPED.sub("", _UNSEEN_BEYOND.sub("", text))))
    text = unicodedata.normalize("NFC", _DROPPED.sub("", text)).casefold()
    for letter, plain in _LETTERS.items():
        text = text.replace(letter, plain)
    return text


def _calmed(text: str) -> str:
    """Without the marks that would make normalisation take the square of their number."""
    return _SUSPECT.sub(lambda run: _STORM.sub(r"\1", run[0]), text)


def exact(text: str) -> str:
    """The text as `=Word` compares it: case and accents kept, composed (NFC), the invisible removed."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _calmed(_UNSEEN.sub("", _UNSEEN_BEYOND.sub("", text))))


class Mapped(NamedTuple):
    """A folded text and, for each of its characters, where in the original it came from: [start, end)."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def fold_mapped(text: str) -> Mapped:
    """`fold` with the way back to the original."""
    return _mapped(text, fold)


def exact_mapped(text: str) -> Mapped:
    """`exact` with the way back to the original."""
    return _mapped(text, exact)


def _mapped(text: str, transform: Callable[[str], str]) -> Mapped:
    if text.isascii():
        return Mapped(transform(text), range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for segment in _SEGMENT.finditer(text):
        piece = transform(segment[0])
        pieces.append(piece)
        start, end = segment.span()
        if len(piece) == end - start and segment[0].isascii():
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
    return Mapped("".join(pieces), starts, ends)
