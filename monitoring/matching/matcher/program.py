"""A tree compiled to a program: nested tuples that a small evaluator runs, that compare and hash as the query means,
and that JSON can carry.

Words are tested against the set of a post's words; what stands side by side against its words joined by spaces, so
that a phrase is one search for a piece of text.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, TypeAlias

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

__all__ = ["Op", "Program", "compiled", "needle_of", "parts_of_needle"]

Program: TypeAlias = tuple[Any, ...]  # an Op's number first, then what it needs


class Op(IntEnum):
    TERM = 0  # word
    ANY = 1  # frozenset of words
    NEXT = 2  # needle: words side by side, the last perhaps a prefix
    PARTS = 3  # ((word, prefix), …): a prefix before the end
    TAG = 4  # tag
    FACT = 5  # "field:value"
    FIELD = 6  # field, ((word, prefix), …), pattern or ""
    LITERAL = 7  # needle, pattern, exact
    NUMBER = 8  # field, operator, number
    WINDOW = 9  # words, distance
    NEAR = 10  # left, right, distance, ordered
    AND = 11  # programs
    OR = 12  # programs
    NOT = 13  # program


def compiled(node: Node) -> Program:
    """The program of a tree. Equal meaning gives, in the common cases, equal programs."""
    match node:
        case And(children=children):
            return (int(Op.AND), tuple(_cheap_first([compiled(child) for child in children])))
        case Or(children=children):
            return _or([compiled(child) for child in children])
        case Not(child=child):
            return (int(Op.NOT), compiled(child))
        case Near(left=left, right=right, distance=distance, ordered=ordered):
            return (int(Op.NEAR), compiled(left), compiled(right), distance, ordered)
        case _:
            return _leaf(node)


def _leaf(leaf: Leaf) -> Program:
    match leaf:
        case Term(parts=parts):
            return _term(parts)
        case Literal(words=words, pattern=pattern, exact=exact):
            return (int(Op.LITERAL), needle_of(words), pattern, exact)
        case Tag(value=value):
            return (int(Op.TAG), value)
        case Window(words=words, distance=distance):
            return (int(Op.WINDOW), tuple(sorted(words)), distance)
        case FieldText(name=name, parts=parts, pattern=pattern):
            return (int(Op.FIELD), name, tuple((part.word, part.prefix) for part in parts), pattern)
        case Fact(name=name, value=value):
            return (int(Op.FACT), f"{name}:{value}")
        case Number(name=name, operator=operator, value=value):
            return (int(Op.NUMBER), name, operator, value)


def _term(parts: tuple[Part, ...]) -> Program:
    if len(parts) == 1 and not parts[0].prefix:
        return (int(Op.TERM), parts[0].word)
    if any(part.prefix for part in parts[:-1]):
        return (int(Op.PARTS), tuple((part.word, part.prefix) for part in parts))
    return (int(Op.NEXT), needle_of([part.word for part in parts], parts[-1].prefix))


def needle_of(words: list[str] | tuple[str, ...], prefix: bool = False) -> str:
    """` air max ` for whole words, ` air ma` when the last is a prefix."""
    return f" {' '.join(words)}{'' if prefix else ' '}"


def parts_of_needle(needle: str) -> tuple[tuple[str, bool], ...]:
    """The words of a needle, each with whether it is a prefix."""
    words = needle.split()
    last = len(words) - 1
    return tuple((word, index == last and needle[-1] != " ") for index, word in enumerate(words))


def _or(programs: list[Program]) -> Program:
    """Plain words of an OR become one set, tested at once."""
    words = frozenset(program[1] for program in programs if program[0] == Op.TERM)
    if len(words) < 2:
        return (int(Op.OR), tuple(_cheap_first(programs)))
    rest = [program for program in programs if program[0] != Op.TERM]
    any_word: Program = (int(Op.ANY), words)
    return (int(Op.OR), (any_word, *_cheap_first(rest))) if rest else any_word


def _cheap_first(programs: list[Program]) -> list[Program]:
    return sorted(programs, key=_price)


_PRICES = {Op.TERM: 0, Op.ANY: 1, Op.NEXT: 2, Op.TAG: 2, Op.FACT: 3, Op.NUMBER: 3, Op.FIELD: 4}


def _price(program: Program) -> int:
    if program[0] == Op.NOT:
        return _price(program[1]) + 1
    return _PRICES.get(Op(program[0]), 6)
