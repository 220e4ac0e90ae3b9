"""What the pass knows about each character: its class, how it folds alone, and which ones only Python can fold."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from monitoring.matching.matcher.native.machine import Array
from monitoring.matching.text import exact, fold
from monitoring.matching.text.folding import JOINING
from monitoring.matching.text.words import APOSTROPHES, CLASSES

__all__ = ["Script", "coded", "script"]

LETTER, SPACELESS, MARK, EMOJI, FLAG, LOW_LINE, APOSTROPHE, SIGN = 1, 2, 4, 8, 16, 32, 64, 128
NAME = LETTER | SPACELESS | LOW_LINE
BESIDE_WWW, LINK_END, SPACE, INEXACT = 1, 2, 4, 8
KNOWN = 0x20000  # characters from here on (rare ideographs, tags) are left to Python

# Besides a character, `folds` holds what else can become of one, in the bits above those of a character.
SPECIAL, SLOW, LINKISH, SEVERAL = 1, 2, 3, 4
KIND_BITS = (
    21  # the kind of a special one begins here; below, what it becomes, or its first place in `several` × 16 + how many
)
_MOST = 15
_LINKISH = "hHwW"  # how addresses begin
_LINE_END = 10


class Script(NamedTuple):
    """`classes` of folded characters; of original ones below KNOWN the `folds` (with `several` where one becomes
    more than one) and the `kinds` that links and exact words ask for."""

    classes: Array
    folds: Array
    several: Array
    kinds: Array


def coded(text: str) -> Array:
    """The text's code points; may be written to."""
    return np.frombuffer(bytearray(text.encode("utf-32-le", "surrogatepass")), np.uint32)


@cache
def script() -> Script:
    """The tables of the analyser of `text`, read out of it."""
    alone = [code for code in range(KNOWN) if not 0xD800 <= code < 0xE000]
    folds, several = _folds(alone)
    return Script(_classes(), folds, several, _kinds(alone))


def _classes() -> Array:
    table = np.zeros(0x110000, np.uint8)
    for bit, inside in zip((LETTER, SPACELESS, MARK, EMOJI, FLAG), CLASSES, strict=True):
        for first, last in zip(inside[::3], inside[2::3], strict=True):  # "a-z" after "a-z"
            table[ord(first) : ord(last) + 1] |= bit
    table[0xD800:0xE000] = 0
    table[ord("_")] = LOW_LINE
    table[[ord(sign) for sign in APOSTROPHES]] = APOSTROPHE
    table[[ord(sign) for sign in "#@"]] = SIGN
    return table


def _folds(alone: list[int]) -> tuple[Array, Array]:
    table = np.full(KNOWN, SLOW << KIND_BITS, np.uint32)
    joining = set(_found(f"[{JOINING}]", alone))
    several: list[int] = []
    for code, folded in zip(alone, _each(alone, fold), strict=True):
        if len(folded) == 1 and code not in joining:
            table[code] = ord(folded)
        elif not folded:
            table[code] = SPECIAL << KIND_BITS  # dropped, whatever stands beside it
        elif code not in joining and len(folded) <= _MOST:
            table[code] = SEVERAL << KIND_BITS | len(several) << 4 | len(folded)
            several += map(ord, folded)
    for sign in _LINKISH:
        table[ord(sign)] = LINKISH << KIND_BITS | ord(sign.lower())
    return table, np.array(several, np.uint32)


def _kinds(alone: list[int]) -> Array:
    table = np.full(KNOWN, INEXACT, np.uint8)
    joining = set(_found(f"[{JOINING}]", alone))
    for code, same in zip(alone, _each(alone, exact), strict=True):
        if same == chr(code) and code not in joining:
            table[code] = 0
    for bit, pattern in ((BESIDE_WWW, r"[\w.@/-]"), (LINK_END, r"[\s<>\"“”]"), (SPACE, r"\s")):
        table[_found(pattern, alone)] |= bit
    return table


def _found(pattern: str, codes: list[int]) -> list[int]:
    return [ord(each) for each in re.findall(pattern, "".join(map(chr, codes)), re.DOTALL)]


def _each(codes: list[int], transform: Callable[[str], str]) -> list[str]:
    """Each character transformed alone. At once, with line ends between, it takes a hundredth of the time."""
    pieces = transform("\n".join("" if code == _LINE_END else chr(code) for code in codes)).split("\n")
    return [chr(code) if code == _LINE_END else piece for code, piece in zip(codes, pieces, strict=True)]
