"""One document as the evaluator sees it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Any, Generic, TypeVar

from monitoring.matching import limits
from monitoring.matching.document import Document
from monitoring.matching.language.fields import NUMBER_FIELDS, fact_value
from monitoring.matching.text import (
    LINK,
    Mapped,
    Place,
    blank_links,
    exact,
    exact_mapped,
    fold,
    fold_mapped,
    host_and_parents,
    places,
    tag_places,
    tags,
    without_scheme,
    words,
)

__all__ = ["GAP", "NAMED", "View", "fact_texts", "given_facts", "named_facts"]

GAP = "\n"  # stands between sections; no word contains it, so that no phrase crosses it
NAMED = ("author", "site", "url")  # fields whose facts take reading names and addresses
_MEDIA = {"image", "video", "audio"}


_Value = TypeVar("_Value")


class _lazy(Generic[_Value]):  # noqa: N801 - used as a decorator
    """functools.cached_property without its lock, which costs more than most of what is computed here."""

    def __init__(self, compute: Callable[[Any], _Value]) -> None:
        self.compute = compute
        self.name = compute.__name__

    def __get__(self, owner: object, kind: type) -> _Value:
        value = owner.__dict__[self.name] = self.compute(owner)
        return value


class View:
    """Everything about the document is read when a program first asks."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @_lazy
    def folded(self) -> str:
        """The folded text without its addresses."""
        return fold(blank_links(self.document.text))

    @_lazy
    def title_folded(self) -> str:
        """The folded title without its addresses."""
        return fold(blank_links(self.document.title))

    @_lazy
    def title_words(self) -> list[str]:
        """The words of the title, in order."""
        return words(self.title_folded)

    @_lazy
    def words(self) -> list[str]:
        """All words in order: the title's, if there is one a GAP, the text's."""
        text_words = words(self.folded)
        return [*self.title_words, GAP, *text_words] if self.document.title else text_words

    @_lazy
    def terms(self) -> set[str]:
        """The distinct words."""
        return set(self.words)

    @_lazy
    def joined(self) -> str:
        """All words between single spaces, with one at either end."""
        return f" {' '.join(self.words)} "

    @_lazy
    def tags(self) -> set[str]:
        return tags(self.folded) | tags(self.title_folded)

    @_lazy
    def links(self) -> list[str]:
        """Addresses of the post, beside it and inside it."""
        document = self.document
        # A sentence's own marks behind an address are none of it.
        inside = [
            link[0].rstrip(".,;:!?)'’»") for text in (document.title, document.text) for link in LINK.finditer(text)
        ]
        return [*([document.url] if document.url else []), *document.links, *inside]

    @_lazy
    def exact_texts(self) -> tuple[str, str]:
        """Text and title as `=Word` compares them."""
        return exact(blank_links(self.document.text)), exact(blank_links(self.document.title))

    @_lazy
    def facts(self) -> set[str]:
        return set(fact_texts(self.document, self))

    @_lazy
    def field_words(self) -> dict[str, list[str]]:
        """The words of each text field, its parts divided by GAP."""
        return {"title": self.title_words, "author": self.named_words("author"), "url": self.named_words("url")}

    def named_words(self, name: str) -> list[str]:
        """The words of `author` or `url`, its parts divided by GAP."""
        document = self.document
        if name == "author":
            return [*words(fold(document.author)), GAP, *words(fold(document.author_handle))]
        return [word for link in self.links for word in (*words(fold(without_scheme(link))), GAP)]

    def field_texts(self, name: str) -> tuple[str, ...]:
        """The folded texts behind `title` or `author`, for names with symbols."""
        if name == "title":
            return (self.title_folded,)
        return (fold(self.document.author), fold(self.document.author_handle))

    @_lazy
    def positions(self) -> dict[str, list[int]]:
        """Where each word stands, ascending. Title and text are SECTION_GAP apart."""
        positions: defaultdict[str, list[int]] = defaultdict(list)
        for position, word in self.located_words():
            positions[word].append(position)
        return dict(positions)

    def located_words(self) -> list[tuple[int, str]]:
        """Every word with its position."""
        title = len(self.title_words)
        body = self.words[title + 1 :] if self.document.title else self.words
        start = self.body_start
        return [*enumerate(self.title_words), *enumerate(body, start)]

    @property
    def body_start(self) -> int:
        """The position of the text's first word."""
        return len(self.title_words) + limits.SECTION_GAP

    @_lazy
    def sections(self) -> tuple[Section, Section]:
        """Title and text with the place of every word, for what compares characters or shows them."""
        return (
            Section("title", self.document.title, 0),
            Section("text", self.document.text, self.body_start),
        )

    @_lazy
    def located_tags(self) -> list[tuple[int, int, str, str, int, int]]:
        """Every tag: the positions of its first and last word, itself, its field and its characters there."""
        if not self.tags:
            return []
        return [
            (*around, tag.word, section.field, tag.start, tag.end)
            for section in self.sections
            for tag in tag_places(section.folded)
            if (around := section.positions_between(tag.start, tag.end)) is not None
        ]


class Section:
    """Title or text: `places[i]` is the word at position `first + i`."""

    def __init__(self, field: str, text: str, first: int) -> None:
        self.field = field
        self.text = blank_links(text)
        self.first = first
        self.folded: Mapped = fold_mapped(self.text)
        self.places: list[Place] = places(self.folded)

    @_lazy
    def unfolded(self) -> Mapped:
        """The text as `=Word` compares it."""
        return exact_mapped(self.text)

    @_lazy
    def starts(self) -> list[int]:
        return [place.start for place in self.places]

    def positions_between(self, start: int, end: int) -> tuple[int, int] | None:
        """The positions of the first and last word that lie in these characters of the original."""
        low = bisect_left(self.starts, start)
        high = bisect_left(self.starts, end) - 1
        return (self.first + low, self.first + high) if low <= high else None


def fact_texts(document: Document, view: View) -> list[str]:
    """`field:value` for every whole value of the document, folded as the language folds it."""
    facts = given_facts(document) + named_facts(document, view)
    for flag in _seen_flags(document, view):
        facts += [f"has:{flag}", f"is:{flag}"]
    return facts + [f"{name}:" for name in NUMBER_FIELDS if getattr(document, name) is not None]


def named_facts(document: Document, view: View, asked: Collection[str] = NAMED) -> list[str]:
    """The facts about who wrote the post and where links lead, of the fields that are asked for."""
    facts: list[str] = []
    if "site" in asked:
        facts += [f"site:{host}" for link in view.links for host in host_and_parents(link)]
    if "author" in asked and document.author_handle:
        # Feeds give a handle with and without “@”.
        facts.append(f"author:@{fold(document.author_handle).strip().removeprefix('@')}")
    for name in ("author", "url"):
        named = set(view.named_words(name)) - {GAP} if name in asked else ()
        facts += [f"{name}:{word}" for word in named]
        facts += [f"{name}:"] if named else []
    return facts


def given_facts(document: Document) -> list[str]:
    """The facts that come with a post and need no reading of it."""
    facts = [
        f"{name}:{fact_value(name, value)}" for name in ("source", "country") if (value := getattr(document, name))
    ]
    if document.lang:
        tag = fact_value("lang", document.lang)
        # RFC 5646 2.2.1: the language comes first, so that lang:en finds en-GB.
        facts += [f"lang:{tag}", f"lang:{tag.split('-')[0]}"]
    flags = {fold(flag) for flag in document.has}
    if flags & _MEDIA:
        flags.add("media")
    return facts + [f"{name}:{flag}" for flag in flags for name in ("has", "is")]


def _seen_flags(document: Document, view: View) -> set[str]:
    seen = {tag[0] for tag in view.tags}
    flags = {name for sign, name in (("#", "hashtag"), ("@", "mention")) if sign in seen}
    # Every post has an address of its own, which is no link in it.
    if document.links or len(view.links) > bool(document.url):
        flags.add("link")
    if document.title:
        flags.add("title")
    return flags
