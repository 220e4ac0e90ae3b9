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
_LINKISH = ":."  # the first sign of an address: letters would be looked at too often
_APART = "\n"


class Script(NamedTuple):
    """`classes` of folded characters; of original ones below KNOWN the `folds` (with `several` where one becomes
    more than one) and the `kinds` that links and exact words ask for."""

    classes: Array
    folds: Array
    several: Array
    kinds: Array


def coded(text: str) -> Array:
    """The text's code points; may be written to."""
    # Half a surrogate pair in one post's JSON must not fail the batch.
    return np.frombuffer(bytearray(text.encode("utf-32-le", "surrogatepass")), np.uint32)


@cache
def script() -> Script:
    """The tables of the analyser of `text`, read out of it."""
    alone = [chr(code) for code in range(KNOWN) if not 0xD800 <= code < 0xE000]
    joining = np.zeros(KNOWN, np.bool_)
    joining[_found(f"[{JOINING}]", alone)] = True
    folds, several = _folds(alone, joining)
    return Script(_classes(), folds, several, _kinds(alone, joining))


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


def _folds(alone: list[str], joining: Array) -> tuple[Array, Array]:
    table = np.where(joining, SLOW << KIND_BITS, np.arange(KNOWN)).astype(np.uint32)
    table[0xD800:0xE000] = SLOW << KIND_BITS
    several: list[int] = []
    for sign, folded in _changed(alone, fold):
        code = ord(sign)
        if not folded:
            table[code] = SPECIAL << KIND_BITS  # dropped, whatever stands beside it
        elif joining[code] or len(folded) > _MOST:
            table[code] = SLOW << KIND_BITS
        elif len(folded) == 1:
            table[code] = ord(folded)
        else:
            table[code] = SEVERAL << KIND_BITS | len(several) << 4 | len(folded)
            several += map(ord, folded)
    table[[ord(sign) for sign in _LINKISH]] = LINKISH << KIND_BITS
    return table, np.array(several, np.uint32)


def _kinds(alone: list[str], joining: Array) -> Array:
    table = np.where(joining, INEXACT, 0).astype(np.uint8)
    table[0xD800:0xE000] = INEXACT
    table[[ord(sign) for sign, _exact in _changed(alone, exact)]] = INEXACT
    for bit, pattern in ((BESIDE_WWW, r"[\w.@/-]"), (LINK_END, r"[\s<>\"“”]"), (SPACE, r"\s")):
        table[_found(pattern, alone)] |= bit
    return table


def _found(pattern: str, alone: list[str]) -> Array:
    """The characters that match, found in runs."""
    every = "".join(alone)
    return coded("".join(run[0] for run in re.finditer(f"{pattern}+", every, re.DOTALL)))


def _changed(alone: list[str], transform: Callable[[str], str]) -> list[tuple[str, str]]:
    """The characters that do not stay as they are alone. All at once, kept apart by line ends, takes a hundredth."""
    signs = [sign for sign in alone if sign != _APART]
    after = transform(_APART.join(signs)).split(_APART)
    return [(sign, became) for sign, became in zip(signs, after, strict=True) if sign != became]
