"""A brute-force evaluator of the language: slow, and plain enough to be obviously right. The tests hold the engines
against it. It shares the analyser's rules with them, but none of their programs, indexes or shortcuts."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from typing import NamedTuple, TypeAlias

from monitoring.matching import limits
from monitoring.matching.document import Document
from monitoring.matching.language.fields import fact_value
from monitoring.matching.language.tree import (
    And,
    Fact,
    FieldText,
    Leaf,
    Literal,
    Near,
    Node,
    Not,
    Number,
    Or,
    Part,
    Tag,
    Term,
    Window,
)
from monitoring.matching.text import (
    LINK,
    SPACELESS,
    WORD,
    Mapped,
    blank_links,
    exact_mapped,
    fold,
    fold_mapped,
    host_and_parents,
    places,
    tag_places,
    without_scheme,
)

__all__ = ["Reading", "matches"]

Extent: TypeAlias = tuple[int, int]
_COMPARE = {
    ">": lambda known, wanted: known > wanted,
    ">=": lambda known, wanted: known >= wanted,
    "<": lambda known, wanted: known < wanted,
    "<=": lambda known, wanted: known <= wanted,
    "=": lambda known, wanted: known == wanted,
}


class _Word(NamedTuple):
    position: int
    word: str
    start: int
    end: int


class _Section:
    def __init__(self, text: str, first: int) -> None:
        without_links = blank_links(text)
        self.folded = fold_mapped(without_links)
        self.exact = exact_mapped(without_links)
        placed = places(self.folded)
        self.words = [_Word(first + index, at.word, at.start, at.end) for index, at in enumerate(placed)]
        self.tags = tag_places(self.folded)


class Reading:
    """A document read once, for any number of queries."""

    def __init__(self, document: Document) -> None:
        self.document = document
        title = _Section(document.title, 0)
        self.sections = [title, _Section(document.text, len(title.words) + limits.SECTION_GAP)]
        self.words = [word for section in self.sections for word in section.words]
        inside = [
            link[0].rstrip(".,;:!?)'’»") for text in (document.title, document.text) for link in LINK.finditer(text)
        ]
        self.links = [link for link in (document.url, *document.links, *inside) if link]
        self.beside = bool(document.links or inside)  # every post has an address of its own: no link in it


def matches(tree: Node, reading: Reading) -> bool:
    """Whether the tree holds for the document."""
    match tree:
        case And(children=children):
            return all(matches(child, reading) for child in children)
        case Or(children=children):
            return any(matches(child, reading) for child in children)
        case Not(child=child):
            return not matches(child, reading)
        case FieldText() | Fact() | Number():
            return _field_holds(tree, reading)
        case _:
            return bool(extents(tree, reading))


def extents(node: Node, reading: Reading) -> set[Extent]:
    """Where words, phrases, tags and their NEARs stand: positions of the first and last word."""
    match node:
        case Term(parts=parts):
            return _runs(parts, reading.words)
        case Or(children=children):
            return {extent for child in children for extent in extents(child, reading)}
        case Near(left=left, right=right, distance=distance, ordered=ordered):
            return _near(extents(left, reading), extents(right, reading), distance, ordered)
        case Window(words=words, distance=distance):
            return _windows(words, distance, reading.words)
        case Tag(value=value):
            return _tags(value, reading)
        case Literal():
            return {extent for section in reading.sections for extent in _literals(node, section)}
        case _:
            raise TypeError(f"{type(node).__name__} has no place")


def _runs(parts: tuple[Part, ...], words: list[_Word]) -> set[Extent]:
    runs = set()
    for index in range(len(words) - len(parts) + 1):
        run = words[index : index + len(parts)]
        together = run[-1].position - run[0].position == len(parts) - 1
        if together and all(_is(part, word.word) for part, word in zip(parts, run, strict=True)):
            runs.add((run[0].position, run[-1].position))
    return runs


def _is(part: Part, word: str) -> bool:
    return word.startswith(part.word) if part.prefix else word == part.word


def _near(lefts: set[Extent], rights: set[Extent], distance: int, ordered: bool) -> set[Extent]:
    near = set()
    for left, right in product(lefts, rights):
        between = right[0] - left[1] - 1
        if not ordered and right[1] < left[0]:
            between = left[0] - right[1] - 1
        if 0 <= between <= distance:
            near |= {left, right}
    return near


def _windows(words: tuple[str, ...], distance: int, read: list[_Word]) -> set[Extent]:
    needed = Counter(words)
    wide = set()
    for first, start in enumerate(read):
        held: Counter[str] = Counter()
        for last in read[first:]:
            if last.position - start.position + 1 > len(words) + distance:
                break
            held[last.word] += 1
            if all(held[word] >= count for word, count in needed.items()):
                wide.add((start.position, last.position))
                break
    return {
        one for one in wide if not any(other != one and one[0] <= other[0] and other[1] <= one[1] for other in wide)
    }


def _tags(value: str, reading: Reading) -> set[Extent]:
    tags = set()
    for section in reading.sections:
        for tag in section.tags:
            inside = [word.position for word in section.words if tag.start <= word.start and word.end <= tag.end]
            if tag.word == value and inside:
                tags.add((inside[0], inside[-1]))
    return tags


def _literals(literal: Literal, section: _Section) -> set[Extent]:
    text = section.exact if literal.exact else section.folded
    literals = set()
    for start in range(len(text.text)):
        end = _read_along(literal.pattern, text.text, start)
        if end is None or not _stands_alone(literal.pattern, text, start, end):
            continue
        first, last = text.starts[start], text.ends[end - 1]
        inside = [word for word in section.words if first <= word.start and word.start < last]
        if tuple(word.word for word in inside[: len(literal.words)]) == literal.words:
            literals.add((inside[0].position, inside[0].position + len(literal.words) - 1))
    return literals


def _read_along(pattern: str, text: str, at: int) -> int | None:
    """Where the pattern ends if it begins here; a space stands for any white space, an apostrophe for any other."""
    for char in pattern:
        if at >= len(text):
            return None
        if char == " ":
            if not text[at].isspace():
                return None
            while at < len(text) and text[at].isspace():
                at += 1
        elif char == text[at] or {char, text[at]} <= set("'’‘ʼʹ`´"):
            at += 1
        else:
            return None
    return at


def _stands_alone(pattern: str, text: Mapped, start: int, end: int) -> bool:
    before = text.text[start - 1 : start]
    after = text.text[end : end + 1]
    return not _touches(pattern[0], before) and not _touches(pattern[-1], after)


def _touches(edge: str, neighbour: str) -> bool:
    if not neighbour or re.match(f"[{SPACELESS}]", edge):
        return False
    if re.match(f"[{WORD}_]", neighbour):
        return True
    return edge == neighbour and edge != "!" and not re.match(f"[{WORD}]", edge)


def _field_holds(leaf: Leaf, reading: Reading) -> bool:
    match leaf:
        case FieldText(name=name, parts=parts, pattern=pattern):
            found = any(_runs(parts, words) for words in _field_words(name, reading))
            return found and (not pattern or any(_has(pattern, text) for text in _field_texts(name, reading)))
        case Fact(name=name, value=value):
            return value in _values(name, reading)
        case Number(name=name, operator=operator, value=value):
            known = getattr(reading.document, name)
            return known is not None and _COMPARE[operator](known, value)
        case _:
            raise TypeError(f"{type(leaf).__name__} is no field")


def _has(pattern: str, text: Mapped) -> bool:
    ends = [(start, _read_along(pattern, text.text, start)) for start in range(len(text.text))]
    return any(end is not None and _stands_alone(pattern, text, start, end) for start, end in ends)


def _field_texts(name: str, reading: Reading) -> list[Mapped]:
    document = reading.document
    if name == "title":
        return [reading.sections[0].folded]
    return [fold_mapped(document.author), fold_mapped(document.author_handle)]


def _field_words(name: str, reading: Reading) -> list[list[_Word]]:
    document = reading.document
    if name == "title":
        return [reading.sections[0].words]
    texts = [document.author, document.author_handle]
    if name == "url":
        texts = [without_scheme(link) for link in reading.links]
    placed = [places(fold_mapped(text)) for text in texts]
    return [[_Word(index, at.word, at.start, at.end) for index, at in enumerate(each)] for each in placed]


def _values(name: str, reading: Reading) -> set[str]:
    document = reading.document
    if name in ("has", "is"):
        return _flags(reading)
    if name == "site":
        return {host for link in reading.links for host in host_and_parents(link)}
    if name == "author":
        return {"@" + fold(document.author_handle).strip().removeprefix("@")} if document.author_handle else set()
    value = fact_value(name, getattr(document, name))
    # RFC 5646 2.2.1: the language comes first, so that lang:en finds en-GB.
    return {value, value.split("-")[0]} - {""} if name == "lang" else {value} - {""}


def _flags(reading: Reading) -> set[str]:
    document = reading.document
    flags = {fold(flag) for flag in document.has}
    signs = {tag.word[0] for section in reading.sections for tag in section.tags}
    seen = {
        "hashtag": "#" in signs,
        "mention": "@" in signs,
        "link": reading.beside,
        "title": bool(document.title),
        "media": bool(flags & {"image", "video", "audio"}),
    }
    return flags | {flag for flag, holds in seen.items() if holds}
