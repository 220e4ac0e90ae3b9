"""From characters to tokens. Nothing is judged here but an unclosed quote; a word is a run without spaces,
parentheses or quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from monitoring.matching.language.errors import Problem

__all__ = ["CLOSE", "MINUS", "OPEN", "QUOTES", "Kind", "Token", "tokenise"]

QUOTES = '"“”„‟«»″＂「」'
OPEN = "(（"
CLOSE = ")）"
MINUS = "-–—−－"  # word processors turn a hyphen before a word into a dash
# What is copied from pages and chats brings these along, and nobody sees where.
_INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069"
_SPACE = re.compile(f"[\\s{_INVISIBLE}]+")
_WORD = re.compile(f"[^\\s{OPEN}{CLOSE}{QUOTES}]+")
_NEAR = re.compile(r"(O?)NEAR(?:/(\w*))?")
_SLOP = re.compile(r"~(\d+)")
# A full-width colon is one; the colon of https:// is none.
_FIELD = re.compile(r"(?<![A-Za-z_])([A-Za-z_]+)[:：](?!//)")


class Kind(Enum):
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    MINUS = auto()
    NEAR = auto()
    FIELD = auto()  # the name before a colon
    EXACT = auto()  # the = before a word or a phrase
    WORD = auto()
    PHRASE = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is the operand: the inside of a phrase, a field's name, the distance of a NEAR as written."""

    kind: Kind
    start: int
    end: int
    text: str = ""
    slop: str = ""
    ordered: bool = False


def tokenise(text: str) -> tuple[list[Token], Problem | None]:
    """The tokens, ended by END; and a quote that was never closed, if there is one. Linear in the length."""
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        if space := _SPACE.match(text, at):
            at = space.end()
        elif text[at] in QUOTES:
            phrase = _phrase(text, at)
            if phrase is None:
                tokens.append(Token(Kind.END, len(text), len(text)))
                message = "this quote is never closed"
                return tokens, Problem(at + 1, 1, message, "unclosed-quote", None)
            tokens.append(phrase)
            at = phrase.end
        else:
            tokens.append(_other(text, at))
            at = tokens[-1].end
    tokens.append(Token(Kind.END, len(text), len(text)))
    return tokens, None


def _phrase(text: str, at: int) -> Token | None:
    end = at + 1
    while end < len(text) and text[end] not in QUOTES:
        end += 1
    if end == len(text):
        return None
    slop = _SLOP.match(text, end + 1)
    return Token(Kind.PHRASE, at, slop.end() if slop else end + 1, text[at + 1 : end], slop[1] if slop else "")


def _other(text: str, at: int) -> Token:
    char = text[at]
    if char in OPEN:
        return Token(Kind.OPEN, at, at + 1)
    if char in CLOSE:
        return Token(Kind.CLOSE, at, at + 1)
    if char in MINUS and _begins_operand(text, at + 1):
        return Token(Kind.MINUS, at, at + 1)
    if char == "=" and _begins_operand(text, at + 1):
        return Token(Kind.EXACT, at, at + 1)
    if field := _FIELD.match(text, at):
        return Token(Kind.FIELD, at, field.end(), field[1])
    return _word(text, at)


def _begins_operand(text: str, at: int) -> bool:
    return at < len(text) and not text[at].isspace() and text[at] not in CLOSE


def _word(text: str, at: int) -> Token:
    match = _WORD.match(text, at)
    end = match.end() if match else at + 1
    chunk = text[at:end]
    if chunk in ("AND", "OR", "NOT"):
        return Token(Kind[chunk], at, end)
    if near := _NEAR.fullmatch(chunk):
        written = near[2]
        ordered = bool(near[1]) or (written or "").endswith("f")
        # “NEAR/” alone is no bare NEAR: the parser asks for the number.
        distance = "" if written is None else written.removesuffix("f") or "?"
        return Token(Kind.NEAR, at, end, distance, ordered=ordered)
    return Token(Kind.WORD, at, end, chunk)
