"""Runs programs on a view: whether they hold, and where."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from operator import eq, ge, gt, le, lt
from typing import Any, TypeAlias

from monitoring.matching.document import Span
from monitoring.matching.matcher.literals import has_literal, literal_spots
from monitoring.matching.matcher.program import Op, Program, parts_of_needle
from monitoring.matching.matcher.view import GAP, Section, View

__all__ = ["Extent", "holds", "literal_places", "occurrences", "parts_at", "parts_in"]

Extent: TypeAlias = tuple[int, int]  # positions of the first and the last word
_COMPARE: dict[str, Callable[[int, int], bool]] = {">": gt, ">=": ge, "<": lt, "<=": le, "=": eq}


def holds(program: Program, view: View) -> bool:
    """Whether the program is true of the document."""
    return _RUN[program[0]](program, view)


def _term(program: Program, view: View) -> bool:
    return program[1] in view.terms


def _any(program: Program, view: View) -> bool:
    return not program[1].isdisjoint(view.terms)


def _next(program: Program, view: View) -> bool:
    return program[1] in view.joined


def _parts(program: Program, view: View) -> bool:
    return parts_in(view.words, program[1])


def _tag(program: Program, view: View) -> bool:
    return program[1] in view.tags


def _fact(program: Program, view: View) -> bool:
    return program[1] in view.facts


def _field(program: Program, view: View) -> bool:
    _op, name, parts, pattern = program
    if not parts_in(view.field_words[name], parts):
        return False
    return not pattern or any(has_literal(text, pattern) for text in view.field_texts(name))


def _literal(program: Program, view: View) -> bool:
    # Cheap first: the places cost more than the rest of the post together.
    text, title = view.exact_texts if program[3] else (view.folded, view.title_folded)
    if not has_literal(text, program[2]) and not has_literal(title, program[2]):
        return False
    return program[1] in view.joined and bool(_literals(program, view))


def _number(program: Program, view: View) -> bool:
    known = getattr(view.document, program[1])
    return known is not None and _COMPARE[program[2]](known, program[3])


def _window(program: Program, view: View) -> bool:
    return view.terms.issuperset(program[1]) and bool(_windows(program, view))


def _near(program: Program, view: View) -> bool:
    _op, left, right, distance, ordered = program
    lefts = occurrences(left, view)
    rights = occurrences(right, view) if lefts else []
    return _any_follows(lefts, rights, distance) or (not ordered and _any_follows(rights, lefts, distance))


def _any_follows(leaders: list[Extent], followers: list[Extent], distance: int) -> bool:
    starts = [start for start, _end in followers]
    return any(_between(starts, end + 1, end + 1 + distance) for _start, end in leaders)


def _and(program: Program, view: View) -> bool:
    for child in program[1]:  # noqa: SIM110 - the hottest loop: all() over a generator takes twice as long
        if not _RUN[child[0]](child, view):
            return False
    return True


def _or(program: Program, view: View) -> bool:
    for child in program[1]:  # noqa: SIM110
        if _RUN[child[0]](child, view):
            return True
    return False


def _not(program: Program, view: View) -> bool:
    child = program[1]
    return not _RUN[child[0]](child, view)


# In the order of Op.
_RUN: tuple[Callable[[Program, View], bool], ...] = (
    _term, _any, _next, _parts, _tag, _fact, _field, _literal, _number, _window, _near, _and, _or, _not,
)  # fmt: skip


def parts_in(words: list[str], parts: tuple[tuple[str, bool], ...]) -> bool:
    """Whether the parts stand side by side somewhere in the words."""
    return any(parts_at(words, start, parts) for start in range(len(words) - len(parts) + 1))


def parts_at(words: list[str], start: int, parts: tuple[tuple[str, bool], ...]) -> bool:
    """Whether the parts stand side by side from this index on."""
    for offset, (wanted, prefix) in enumerate(parts):
        word = words[start + offset]
        if word != wanted and not (prefix and word.startswith(wanted)):
            return False
    return True


def occurrences(program: Program, view: View) -> list[Extent]:
    """Where the operand of a NEAR stands, ascending and without repeats. For words, phrases, tags and their NEARs."""
    op = program[0]
    if op == Op.TERM:
        return [(at, at) for at in view.positions.get(program[1], ())]
    if op == Op.ANY:
        return sorted((at, at) for word in program[1] for at in view.positions.get(word, ()))
    if op == Op.NEXT:
        return _sequences(parts_of_needle(program[1]), view)
    if op == Op.PARTS:
        return _sequences(program[1], view)
    if op == Op.TAG:
        return sorted((first, last) for first, last, tag, *_where in view.located_tags if tag == program[1])
    if op == Op.OR:
        return sorted({extent for child in program[1] for extent in occurrences(child, view)})
    return _OCCUR[op](program, view)


def _sequences(parts: tuple[tuple[str, bool], ...], view: View) -> list[Extent]:
    extents: list[Extent] = []
    words, gap = view.words, view.words.index(GAP) if GAP in view.terms else -1
    # One GAP parts title and text in the list of words; their positions are SECTION_GAP apart.
    shift = view.body_start - gap - 1
    for start in range(len(words) - len(parts) + 1):
        if parts_at(words, start, parts):
            first = start + shift if start > gap else start
            extents.append((first, first + len(parts) - 1))
    return extents


def _nears(program: Program, view: View) -> list[Extent]:
    """The operands that have the other within the distance, on either side."""
    _op, left, right, distance, ordered = program
    lefts = occurrences(left, view)
    rights = occurrences(right, view) if lefts else []
    if not rights:
        return []
    after = _with_follower(lefts, rights, distance) | _with_leader(rights, lefts, distance)
    if not ordered:
        after |= _with_follower(rights, lefts, distance) | _with_leader(lefts, rights, distance)
    return sorted(after)


def _with_follower(extents: list[Extent], others: list[Extent], distance: int) -> set[Extent]:
    """Those that end at most `distance` words before another begins."""
    starts = [start for start, _end in others]
    return {one for one in extents if _between(starts, one[1] + 1, one[1] + 1 + distance)}


def _with_leader(extents: list[Extent], others: list[Extent], distance: int) -> set[Extent]:
    """Those that begin at most `distance` words after another ends."""
    # Extents ascend by where they start; ends of long ones need not.
    ends = sorted(end for _start, end in others)
    return {one for one in extents if _between(ends, one[0] - 1 - distance, one[0] - 1)}


def _between(ascending: list[int], low: int, high: int) -> bool:
    at = bisect_left(ascending, low)
    return at < len(ascending) and ascending[at] <= high


def _windows(program: Program, view: View) -> list[Extent]:
    """The shortest stretches that hold all the words, if no more than `distance` others lie in them."""
    _op, words, distance = program
    needed: Counter[str] = Counter(words)
    places = sorted((at, word) for word in needed for at in view.positions.get(word, ()))
    missing = len(words)
    held: Counter[str] = Counter()
    extents: list[Extent] = []
    first = 0
    for end, word in places:
        missing -= held[word] < needed[word]
        held[word] += 1
        while held[places[first][1]] > needed[places[first][1]]:
            held[places[first][1]] -= 1
            first += 1
        if not missing and end - places[first][0] < len(words) + distance:
            start = places[first][0]
            if extents and extents[-1][0] == start:
                continue  # a longer one from the same word
            extents.append((start, end))
    return extents


def _literals(program: Program, view: View) -> list[Extent]:
    return [extent for extent, _span in literal_places(program, view)]


def literal_places(program: Program, view: View) -> list[tuple[Extent, Span]]:
    """Where the words stand with the very characters of the pattern around them, and those characters."""
    _op, needle, pattern, exact = program
    wanted = needle.split()
    return [place for section in view.sections for place in _in_section(section, pattern, wanted, exact)]


def _in_section(section: Section, pattern: str, wanted: list[str], exact: bool) -> Iterator[tuple[Extent, Span]]:
    text = section.unfolded if exact else section.folded
    for first, last in literal_spots(text.text, pattern):
        start, end = text.starts[first], text.ends[last - 1]
        around = section.positions_between(start, end)
        if around is None:
            continue
        at = around[0] - section.first
        if [place.word for place in section.places[at : at + len(wanted)]] == wanted:
            yield (around[0], around[0] + len(wanted) - 1), Span(section.field, start, end)


_OCCUR: dict[int, Callable[[Any, View], list[Extent]]] = {
    Op.LITERAL: _literals,
    Op.WINDOW: _windows,
    Op.NEAR: _nears,
}
