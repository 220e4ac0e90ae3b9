"""From what is written to what is searched: words, phrases, exact words, tags, windows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitoring.matching import limits
from monitoring.matching.language.errors import Problem
from monitoring.matching.language.tree import Literal, Node, Part, Place, Tag, Term, Window
from monitoring.matching.text import exact, fold, tags, words

__all__ = ["Refused", "exact_words", "parts_of", "phrase", "problem", "symbol_pattern", "word"]

_SYMBOL = re.compile(r"[+&!#$%€£¥]|(?:(?<=\s)|^)\.(?=[^\W\d_])")
_EDGES = " \t\r\n,;:?.…'’‘`´-–—_/\\<>«»()*"
# Lucene's: word~0.8, word^2.
_FUZZY = re.compile(r"(?<=\w)[~^]\d*(?:\.\d*)?$")
_LOWER_NEAR = re.compile(r"o?near/\d+f?", re.IGNORECASE)


class Refused(Exception):
    """An operand that cannot be searched, with its problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class _Foreign:
    """Something of another query language, or of none, that would silently mean something else here."""

    pattern: re.Pattern[str]
    code: str
    message: str
    fix: str | None = None


_FOREIGN = (
    _Foreign(re.compile(r"&&"), "foreign-operator", "&& is not an operator here; write AND", "AND"),
    _Foreign(re.compile(r"\|{1,2}"), "foreign-operator", "| is not an operator here; write OR", "OR"),
    _Foreign(re.compile(r"\A[^\s|]+\|[^|]*.*"), "foreign-operator", "| is not an operator here; write OR"),
    _Foreign(re.compile(r"[-–—−]+"), "lone-minus", "a minus excludes what it touches: -word, without a space"),
    _Foreign(re.compile(r"(?:https?://|www\.).*", re.I), "address", 'addresses are searched with url:"…" or site:'),
    _Foreign(re.compile(r"/.+/\w*"), "regular-expression", "regular expressions are not part of this language"),
    _Foreign(re.compile(r"\A.*[\[\]{}].*", re.S), "bracket", "square and curly brackets have no meaning here"),
    _Foreign(re.compile(r"\A.*[^\W_]\?+[^\W_].*"), "wildcard-place", "a wildcard is a * at the end of a word"),
)


def problem(at: Place, code: str, message: str, fix: str | None = None) -> Problem:
    """A problem at a place of the query's text."""
    return Problem(at[0] + 1, max(1, at[1] - at[0]), message, code, fix)


def word(text: str, at: Place) -> Node:
    """The operand written without quotes. Raises Refused."""
    _refuse_foreign(text, at)
    if text[0] in "#＃@＠" and words(fold(text)):
        return _tag(text, at)
    bare = text.strip(_EDGES.replace("*", "").replace(".", "")).rstrip(".")
    if "*" in bare:
        if symbol_pattern(bare):
            raise Refused(problem(at, "wildcard-place", "a * cannot stand beside symbols"))
        return Term(parts_of(bare, at), bare, at)
    return _term_or_literal(bare, bare, at)


def phrase(text: str, slop: str, at: Place) -> Node:
    """The operand written in quotes, with the number after its `~` if there is one. Raises Refused."""
    if slop:
        return _window(text, slop, at)
    if "*" in text:
        if symbol_pattern(text):
            raise Refused(problem(at, "wildcard-place", "a * cannot stand beside symbols"))
        return Term(parts_of(text, at), f'"{text}"', at)
    return _term_or_literal(text, f'"{text}"', at)


def exact_words(text: str, at: Place) -> Literal:
    """The operand after `=` or `raw:`. Raises Refused."""
    pattern = " ".join(exact(text).split())
    pieces = tuple(words(fold(text)))
    if not pieces:
        raise Refused(problem(at, "nothing-to-find", f"there is no letter, digit or emoji in {_shown(text)}"))
    if "*" in pattern:
        raise Refused(problem(at, "wildcard-place", "an exact word has no wildcard"))
    _refuse_long(len(pieces), at)
    return Literal(pieces, pattern, True, at)


def parts_of(text: str, at: Place) -> tuple[Part, ...]:
    """The folded words of a text, those ending in `*` as prefixes. Raises Refused."""
    parts = tuple(_parts(text, at))
    if not parts:
        raise Refused(problem(at, "nothing-to-find", f"there is no letter, digit or emoji in {_shown(text)}"))
    _refuse_long(len(parts), at)
    return parts


def _parts(text: str, at: Place) -> Iterator[Part]:
    for chunk in text.split():
        stem = chunk.rstrip(",;:.!?").rstrip("*")
        if "*" in stem:
            cut = stem[: stem.index("*")]
            fix = f"{cut}*" if len(cut) >= limits.WILDCARD_LETTERS and stem == text.rstrip("*") else None
            raise Refused(problem(at, "wildcard-place", "a * can only end a word", fix))
        pieces = words(fold(stem))
        starred = stem != chunk.rstrip(",;:.!?")
        yield from (Part(each) for each in pieces[:-1])
        if pieces:
            yield _last(pieces[-1], starred, at)
        elif starred:
            raise Refused(_short_wildcard(at))


def _last(text: str, starred: bool, at: Place) -> Part:
    if not starred:
        return Part(text)
    if _is_spaceless(text):
        return Part(text)  # found inside running text anyway
    if len(text) < limits.WILDCARD_LETTERS:
        raise Refused(_short_wildcard(at))
    return Part(text, prefix=True)


def _is_spaceless(text: str) -> bool:
    # A script without spaces gives a word for each character, so that two of them are two words.
    return len(words(text + text)) == 2


def _short_wildcard(at: Place) -> Problem:
    return problem(at, "wildcard-short", f"a * needs at least {limits.WILDCARD_LETTERS} letters before it")


def _term_or_literal(text: str, written: str, at: Place) -> Node:
    folded = fold(text)
    pieces = tuple(words(folded))
    if not pieces:
        raise Refused(problem(at, "nothing-to-find", f"there is no letter, digit or emoji in {_shown(text)}"))
    _refuse_long(len(pieces), at)
    if pattern := symbol_pattern(text):
        return Literal(pieces, pattern, False, at)
    return Term(tuple(Part(each) for each in pieces), written, at)


def symbol_pattern(text: str) -> str:
    """The folded text if its symbols are part of the name, as in `C++`, `.NET`, `AT&T`; else empty."""
    folded = " ".join(fold(text).split())
    if _SYMBOL.search(folded) is None:
        return ""
    return folded.strip(_EDGES.replace(".", "")).rstrip(".")


def _tag(text: str, at: Place) -> Tag:
    folded = fold(text).rstrip(_EDGES)
    readable = tags(folded)
    if folded not in readable:
        kind = "hashtag" if folded[0] == "#" else "handle"
        message = f"a {kind} has letters, digits and underscores only; for anything else use quotes"
        raise Refused(problem(at, "tag", message, min(readable, default=None)))
    return Tag(folded, text.rstrip(_EDGES), at)


def _window(text: str, slop: str, at: Place) -> Node:
    distance = int(slop[:9])
    if distance > limits.DISTANCE:
        message = f"at most {limits.DISTANCE} words may lie between"
        raise Refused(problem(at, "distance-too-large", message, f'"{text}"~{limits.DISTANCE}'))
    if "*" in text or symbol_pattern(text):
        raise Refused(problem(at, "window-words", "words before ~ have neither wildcards nor symbols; use NEAR"))
    pieces = tuple(part.word for part in parts_of(text, at))
    if len(pieces) == 1:
        # One word is near nothing.
        return Term((Part(pieces[0]),), f'"{text}"', at)
    return Window(pieces, distance, text, at)


def _refuse_foreign(text: str, at: Place) -> None:
    for foreign in _FOREIGN:
        if foreign.pattern.fullmatch(text):
            raise Refused(problem(at, foreign.code, foreign.message, foreign.fix))
    if fuzzy := _FUZZY.search(text):
        fix = text[: fuzzy.start()]
        raise Refused(problem(at, "fuzzy", "there is no fuzzy search and no boost; list the spellings with OR", fix))
    if text[0] in "+!" and len(text) > 1 and text[1].isalnum():
        fix = text[1:] if text[0] == "+" else f"NOT {text[1:]}"
        message = "+ is not needed: words side by side are all required" if text[0] == "+" else "! excludes nothing"
        raise Refused(problem(at, "foreign-operator", message, fix))
    if _LOWER_NEAR.fullmatch(text):
        raise Refused(problem(at, "operator-case", "operators are written in capitals", text[:-1].upper() + text[-1]))


def _refuse_long(count: int, at: Place) -> None:
    if count > limits.PHRASE_WORDS:
        message = f"a phrase may have {limits.PHRASE_WORDS} words; this one has {count}"
        raise Refused(problem(at, "phrase-too-long", message))


def _shown(text: str) -> str:
    return f"“{text[:20]}”"
