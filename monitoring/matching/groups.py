"""The groups of a query's text: parentheses and quotes, paired as the lexer pairs them, also where the text can't be parsed."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from monitoring.matching.language.lexer import CLOSE, MINUS, OPEN, QUOTES

__all__ = ["Group", "Groups", "groups"]

_OR = re.compile(r"\bOR\b|\|", re.IGNORECASE)
_BEFORE = 40  # characters looked at before a place: a NOT and its blanks


@dataclass(slots=True)
class Group:
    """`start` and `end` of what it holds. `has_or`: it joins by OR, itself. `is_negated`: it, or one around it, is left out."""

    start: int
    end: int
    is_negated: bool
    has_or: bool = False


class Groups:
    """The whole text is the first group. A parenthesis that is never closed ends with the text; one too many changes nothing."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._quotes = _quoted(text)
        whole = Group(0, len(text), is_negated=False)
        around, self._owner = [whole], []
        quotes = iter([*self._quotes, (len(text) + 1, 0)])
        begin, end = next(quotes)
        for at, sign in enumerate(text):
            if at >= end > begin:
                begin, end = next(quotes)
            if begin <= at < end:
                pass
            elif sign in OPEN:
                around.append(Group(at + 1, len(text), around[-1].is_negated or self._not_before(at)))
            elif sign in CLOSE and len(around) > 1:
                around.pop().end = at
            self._owner.append(around[-1])
        self._owner.append(whole)
        for match in _OR.finditer(text):
            if not self.in_quotes(match.start(), match.end()):
                self.at(match.start()).has_or = True

    def at(self, place: int) -> Group:
        """The innermost group a place lies in."""
        return self._owner[place]

    def negates(self, place: int) -> bool:
        """Whether what begins there is left out: by a NOT or a minus before it, or before a group it lies in."""
        return self.at(place).is_negated or self._not_before(place)

    def in_quotes(self, start: int, end: int) -> bool:
        """Whether a place has a quote in it, or lies in one."""
        last = bisect_left(self._quotes, (end,)) - 1
        return last >= 0 and self._quotes[last][1] > start

    def begins_in_quotes(self, start: int) -> bool:
        """Whether a place begins inside of quotes."""
        last = bisect_left(self._quotes, (start,)) - 1
        return last >= 0 and self._quotes[last][1] > start

    def _not_before(self, place: int) -> bool:
        before = self._text[max(0, place - _BEFORE) : place]
        word = before.rstrip()
        return before.endswith(tuple(MINUS)) or re.search(r"(?<!\w)NOT\Z", word, re.IGNORECASE) is not None


@lru_cache(maxsize=4)
def groups(text: str) -> Groups:
    """Those of a text; asked for again and again while its places are looked at."""
    return Groups(text)


def _quoted(text: str) -> list[tuple[int, int]]:
    """Where quotes begin and end."""
    quotes: list[tuple[int, int]] = []
    begin = -1
    for at, sign in enumerate(text):
        if sign in QUOTES:
            if begin < 0:
                begin = at
            else:
                quotes.append((begin, at + 1))
                begin = -1
    return quotes
