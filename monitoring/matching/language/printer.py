"""The canonical text of a tree: one space, capitals, AND written only where nothing else would do."""

from __future__ import annotations

import re

from monitoring.matching.language.fields import FLAGS
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

__all__ = ["printed"]

_PLAIN = re.compile(r"[^\W_]+\*?")
_OPERATORS = ("AND", "OR", "NOT", "NEAR", "ONEAR")
# What may be shown as it was written; anything else is shown as the words that were read.
_READABLE = re.compile(r"[\w '’./-]+\*?")
_SITE = re.compile(r"[a-z0-9@][\w@.-]*")


def printed(node: Node) -> str:
    """Text that parses to an equal tree."""
    match node:
        case Or(children=children):
            return " OR ".join(printed(child) for child in children)
        case And(children=children):
            return " AND ".join(_grouped(child, Or) for child in children)
        case Not(child=child):
            return f"NOT {_grouped(child, Or, And)}"
        case Near(left=left, right=right, distance=distance, ordered=ordered):
            name = "ONEAR" if ordered else "NEAR"
            return f"{_grouped(left, Or)} {name}/{distance} {_grouped(right, Or, Near)}"
        case _:
            return _leaf(node)


def _grouped(node: Node, *loose: type[Node]) -> str:
    return f"({printed(node)})" if isinstance(node, loose) else printed(node)


def _leaf(leaf: Leaf) -> str:
    match leaf:
        case Term(parts=parts, text=text):
            return _words(parts, text)
        case Literal(pattern=pattern, exact=exact):
            return f'="{pattern}"' if exact and not _PLAIN.fullmatch(pattern) else _literal(pattern, exact)
        case Tag(value=value, text=text):
            return text or value
        case Window(words=words, distance=distance):
            return f'"{" ".join(words)}"~{distance}'
        case FieldText(name=name, parts=parts, pattern=pattern, text=text):
            return f'{name}:"{pattern}"' if pattern else f"{name}:{_words(parts, text)}"
        case Fact(name=name, value=value):
            plain = name in FLAGS or _SITE.fullmatch(value)
            return f"{name}:{value}" if plain else f'{name}:"{value}"'
        case Number(name=name, operator=operator, value=value):
            return f"{name}:{operator}{value}"


def _literal(pattern: str, exact: bool) -> str:
    return f"={pattern}" if exact else f'"{pattern}"'


def _words(parts: tuple[Part, ...], text: str) -> str:
    bare = " ".join(text.strip('"').split())
    spelled = bare if _READABLE.fullmatch(bare) else " ".join(part.word + "*" * part.prefix for part in parts)
    # A word “or” that was quoted, bare, would be doubted or read as an operator.
    return spelled if _PLAIN.fullmatch(spelled) and spelled.upper() not in _OPERATORS else f'"{spelled}"'
