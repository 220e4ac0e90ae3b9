"""Which characters made a query match: for the inbox to highlight."""

from __future__ import annotations

from collections.abc import Iterator

from monitoring.matching.document import Document, Span
from monitoring.matching.language.checks import leaves
from monitoring.matching.language.tree import And, Fact, FieldText, Leaf, Literal, Near, Node, Not, Number, Or, Tag
from monitoring.matching.matcher.evaluation import Extent, holds, literal_places, occurrences, parts_at
from monitoring.matching.matcher.program import compiled
from monitoring.matching.matcher.view import Section, View
from monitoring.matching.text import LINK, fold, fold_mapped, host_and_parents, places, without_scheme

__all__ = ["explained"]

_WHOLE = ("lang", "source", "country")  # facts that are a field of their own


def explained(tree: Node, document: Document) -> tuple[Span, ...]:
    """The ranges of the original that made the tree match, ascending by field; empty when it does not match.

    What is excluded, and what only a number or a flag says, has no range.
    """
    view = View(document)
    if not holds(compiled(tree), view):
        return ()
    return tuple(sorted(set(_spans(tree, view))))


def _spans(node: Node, view: View) -> Iterator[Span]:
    """Of a node that holds."""
    match node:
        case And(children=children) | Or(children=children):
            for child in children:
                if holds(compiled(child), view):
                    yield from _spans(child, view)
        case Not() | Number():
            return
        case Fact(name=name, value=value):
            yield from _fact(name, value, view)
        case FieldText(name=name):
            yield from _field(node, name, view)
        case Near():
            yield from _together(node, view)
        case _:
            yield from (span for _extent, span in _places(node, view))


def _together(near: Near, view: View) -> Iterator[Span]:
    together = set(occurrences(compiled(near), view))
    for leaf in leaves(near):
        yield from (span for extent, span in _places(leaf, view) if extent in together)


def _places(leaf: Leaf, view: View) -> list[tuple[Extent, Span]]:
    """Each place of a leaf: its words, and the characters to show, with the sign of a tag or the symbols of a name."""
    program = compiled(leaf)
    if isinstance(leaf, Literal):
        return literal_places(program, view)
    if isinstance(leaf, Tag):
        return [
            ((first, last), Span(field, start, end))
            for first, last, tag, field, start, end in view.located_tags
            if tag == leaf.value
        ]
    return [(extent, _placed(extent, view)) for extent in occurrences(program, view)]


def _placed(extent: Extent, view: View) -> Span:
    section = view.sections[extent[0] >= view.body_start]
    return _range(section, extent[0] - section.first, extent[1] - section.first)


def _range(section: Section, first: int, last: int) -> Span:
    return Span(section.field, section.places[first].start, section.places[last].end)


def _fact(name: str, value: str, view: View) -> Iterator[Span]:
    document = view.document
    if name in _WHOLE:
        yield Span(name, 0, len(getattr(document, name)))
    elif name == "author":
        yield Span("author_handle", 0, len(document.author_handle))
    elif name == "site":
        if value in host_and_parents(document.url):
            yield Span("url", 0, len(document.url))
        yield from (span for span, link in _links(view) if value in host_and_parents(link))
    elif value == "link":
        yield from (span for span, _link in _links(view))


def _links(view: View) -> Iterator[tuple[Span, str]]:
    for field in ("title", "text"):
        for link in LINK.finditer(getattr(view.document, field)):
            yield Span(field, link.start(), link.end()), link[0]


def _field(node: FieldText, name: str, view: View) -> Iterator[Span]:
    parts = tuple((part.word, part.prefix) for part in node.parts)
    if name == "title":
        title = view.sections[0]
        yield from (_range(title, first, last) for first, last in _runs(view.title_words, parts))
        return
    for field in ("author", "author_handle") if name == "author" else ("url",):
        mapped = fold_mapped(getattr(view.document, field))
        placed = places(mapped)
        for first, last in _runs([place.word for place in placed], parts):
            yield Span(field, placed[first].start, placed[last].end)
    if name == "url":
        yield from (span for span, link in _links(view) if _runs(_link_words(link), parts))


def _link_words(link: str) -> list[str]:
    return [place.word for place in places(fold_mapped(without_scheme(fold(link))))]


def _runs(words: list[str], parts: tuple[tuple[str, bool], ...]) -> list[Extent]:
    last = len(parts) - 1
    return [(start, start + last) for start in range(len(words) - last) if parts_at(words, start, parts)]
