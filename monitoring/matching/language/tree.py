"""The typed tree of a query. Two trees are equal when they mean the same words; spelling and place are not compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

__all__ = [
    "And",
    "Fact",
    "FieldText",
    "Leaf",
    "Literal",
    "Near",
    "Node",
    "Not",
    "Number",
    "Or",
    "Part",
    "Place",
    "Tag",
    "Term",
    "Window",
]

Place: TypeAlias = tuple[int, int]  # start and end in the query's text, from 0
NOWHERE: Place = (0, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """One folded word; with `prefix`, every word that begins with it."""

    word: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several side by side."""

    parts: tuple[Part, ...]
    text: str = field(default="", compare=False)
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Literal:
    """Words whose characters are verified too: symbols in the folded text, or with `exact` the text as written."""

    words: tuple[str, ...]
    pattern: str
    exact: bool
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Tag:
    """A hashtag or handle, folded, with its sign."""

    value: str
    text: str = field(default="", compare=False)
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Window:
    """All of the words, in any order, with at most `distance` other words among them."""

    words: tuple[str, ...]
    distance: int
    text: str = field(default="", compare=False)
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class FieldText:
    """Words side by side in one text field: title, author or url; with `pattern`, its symbols are verified too."""

    name: str
    parts: tuple[Part, ...]
    pattern: str = ""
    text: str = field(default="", compare=False)
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """A field that has exactly this folded value."""

    name: str
    value: str
    text: str = field(default="", compare=False)
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Number:
    """A number field compared with a number; never true of an unknown number."""

    name: str
    operator: str
    value: int
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """`left` and `right` with at most `distance` words between, in this order if `ordered`."""

    left: Node
    right: Node
    distance: int
    ordered: bool
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    child: Node
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """At least two; none of them an And."""

    children: tuple[Node, ...]
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """At least two; none of them an Or."""

    children: tuple[Node, ...]
    at: Place = field(default=NOWHERE, compare=False)


Leaf: TypeAlias = Term | Literal | Tag | Window | FieldText | Fact | Number
Node: TypeAlias = Leaf | Near | Not | And | Or
