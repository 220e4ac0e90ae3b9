"""What to look for on Hacker News: words, "phrases" and -words, and whether a hit really has them.

The index also finds what is only similar (its typo tolerance can't be relied on to be off), and words that begin alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_TERM: Final = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')
MOST: Final = 20  # terms; the index cuts long questions short without a word


@dataclass(frozen=True, slots=True)
class Words:
    """All of `wanted` and none of `unwanted`, in small letters."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    def are_in(self, *texts: str) -> bool:
        """Whether the texts together are what was looked for."""
        whole = "\n".join(texts).casefold()
        return all(_has(whole, one) for one in self.wanted) and not any(_has(whole, one) for one in self.unwanted)

    @property
    def said(self) -> str:
        """As the index takes them: everything a phrase, so that no word is a mere beginning."""
        return " ".join([*(f'"{one}"' for one in self.wanted), *(f'-"{one}"' for one in self.unwanted)])


@lru_cache(maxsize=256)
def words_of(text: str) -> Words:
    """Reads what a person typed; equal for what means the same."""
    wanted: set[str] = set()
    unwanted: set[str] = set()
    for minus, phrase, other_minus, word in _TERM.findall(text):
        term = " ".join((phrase or word).split()).casefold().strip('"')
        if term:
            (unwanted if minus or other_minus else wanted).add(term)
    return Words(tuple(sorted(wanted)), tuple(sorted(unwanted)))


def _has(whole: str, term: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(term)}(?!\w)", whole) is not None
