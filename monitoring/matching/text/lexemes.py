"""What a text search keeps of a post and asks of it, in PostgreSQL's own writing, by the one reader of words.

Accents are folded, scripts without spaces are read letter by letter (neighbours are a phrase), each emoji is a word, and
addresses and names_with_underscores fall into their parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitoring.matching import limits
from monitoring.matching.text.folding import fold
from monitoring.matching.text.words import words

__all__ = ["READER", "asked", "kept", "reads_as_before"]

# Stands among the words of a post that was read by this reader; no word has its sign. Another reader takes another number.
READER = "§2"
# PostgreSQL's own bounds: places of one word, the last place; and what is kept of one word and of one post (bytes).
_PLACES, _LAST, _WORD, _POST = 255, 16_383, 120, 400_000
_GAP = 5  # between title, text and author: no phrase joins them
_PIECE = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_PLAIN = re.compile(r"[A-Za-z0-9]+(?: +[A-Za-z0-9]+)*")


def kept(parts: Sequence[str]) -> str:
    """The words of a post with their places, as text for a tsvector."""
    places: dict[str, list[int]] = {}
    at = size = 0
    for part in parts:
        for word in _words(part):
            at += 1
            positions = places.get(word)
            if positions is None:
                size += len(word.encode())
                if size > _POST:
                    break
                positions = places[word] = []
            if at <= _LAST and len(positions) < _PLACES:
                positions.append(at)
        at += _GAP
    return " ".join([f"'{READER}'", *(_kept(word, positions) for word, positions in places.items())])


def asked(text: str) -> str:
    """What somebody typed, as text for a tsquery; empty where it holds no word.

    Words in any order, "phrases", or, -without, and beginnings (refun*).
    """
    choices: list[list[str]] = [[]]
    # PostgreSQL's text takes no NUL.
    for piece in _PIECE.finditer(text.replace("\x00", " ")):
        without, phrase, plain = piece.groups()
        if plain is not None and not without and plain.casefold() == "or":
            choices.append([])
        elif sought := _phrase(plain if phrase is None else phrase):
            choices[-1].append(f"!({sought})" if without else sought)
    return " | ".join(" & ".join(f"({one})" for one in choice) for choice in choices if choice)


def reads_as_before(text: str) -> bool:
    """Whether posts read by PostgreSQL's own reader are found by the same question."""
    return _PLAIN.fullmatch(text.strip()) is not None


def _words(text: str) -> list[str]:
    return [word[:_WORD] for word in words(fold(text).replace("_", " "))]


def _kept(word: str, places: list[int]) -> str:
    return f"{_quoted(word)}:{','.join(map(str, places))}" if places else _quoted(word)


def _phrase(text: str) -> str:
    pieces = _words(text)
    if not pieces:
        return ""
    begins = text.rstrip().endswith("*") and len(pieces[-1]) >= limits.WILDCARD_LETTERS
    return " <-> ".join(map(_quoted, pieces)) + (":*" if begins else "")


def _quoted(word: str) -> str:
    # As PostgreSQL's documentation has it (8.11): both signs doubled inside of quotes.
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
