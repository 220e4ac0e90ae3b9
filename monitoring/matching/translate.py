"""What of a query a source's own search can be asked, and what it cannot.

Some sources can be searched only by their own search, which knows fewer operators, or others. `translated` gives such a source a text
that finds at least what the query finds, never less, and names what it had to leave out: the posts that come back are held against the
query itself, by the matcher, so that what the source cannot express costs posts fetched in vain and never a post missed.

A connector describes its source with a `Capabilities`; no other code depends on the source. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from monitoring.matching.language import Query
from monitoring.matching.language.printer import printed
from monitoring.matching.language.tree import (
    And,
    Fact,
    FieldText,
    Leaf,
    Near,
    Node,
    Not,
    Number,
    Or,
    Place,
    Tag,
    Term,
    Window,
)
from monitoring.matching.language.tree import Literal as Exact

__all__ = ["Capabilities", "Lost", "Translation", "translated"]

Reason = Literal[
    "or",
    "not",
    "near",
    "phrase",
    "prefix",
    "exact",
    "symbols",
    "tag",
    "handle",
    "field",
    "number",
    "too-long",
    "too-many-terms",
    "everything",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a source's search understands. By default next to nothing: words side by side, all of which must be there.

    `conjunction`, `disjunction` stand between operands, `negation` before one; empty: the source has none (for `conjunction`: side by
    side). `phrase` and `group` are templates with {}. `prefix` stands behind the beginning of a word. `near` is a template with
    {left}, {right} and {distance}, for two words or phrases. `fields` writes a field's value as the source does (`lang` → "lang:{}"),
    `numbers` a comparison from its operator and value. `literal_symbols`: C++ and AT&T are found as they are written.
    """

    conjunction: str = ""
    disjunction: str = ""
    negation: str = ""
    phrase: str = ""
    prefix: str = ""
    near: str = ""
    group: str = "({})"
    tags: bool = False
    handles: bool = False
    literal_symbols: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    most_terms: int = 0  # 0: no limit
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Lost:
    """A part of the query that the source's text does not say: its canonical text, its place in the query's text, and why not."""

    text: str
    at: Place
    reason: Reason


@dataclass(frozen=True, slots=True)
class Translation:
    """A text for the source that finds at least what the query does; empty where the source can be asked nothing of it.

    `lost`, in the order of the query: what the matcher has to decide afterwards. `exact` where that is nothing.
    """

    text: str
    lost: tuple[Lost, ...]

    @property
    def exact(self) -> bool:
        """Whether the source finds what the query finds, as far as its own reading of words agrees."""
        return bool(self.text) and not self.lost


def translated(query: Query, can: Capabilities) -> Translation:
    """The widest text a source can be asked so that none of the query's posts is left out."""
    writer = _Writer(can)
    said = writer.wider(query.tree)
    text = said.text if said else ""
    if said and can.most_terms and said.terms > can.most_terms:
        writer.lose(query.tree, "too-many-terms")
        text = ""
    # Cut anywhere, it would mean something else: nothing is asked rather than the wrong thing.
    elif can.longest and len(text) > can.longest:
        writer.lose(query.tree, "too-long")
        text = ""
    if not text and not writer.lost:
        writer.lose(query.tree, "everything")
    return Translation(text, tuple(sorted(set(writer.lost), key=lambda one: (one.at, one.text))))


@dataclass(frozen=True, slots=True)
class _Said:
    text: str
    terms: int
    loose: bool = False  # needs a group beside other operators


class _Writer:
    """Writes what is at least as wide as a node. None: nothing can be said of it, which is as wide as everything."""

    def __init__(self, can: Capabilities) -> None:
        self._can = can
        self.lost: list[Lost] = []

    def lose(self, node: Node, reason: Reason) -> None:
        self.lost.append(Lost(printed(node), node.at, reason))

    def wider(self, node: Node) -> _Said | None:
        match node:
            case And(children=children):
                return self._and(children)
            case Or(children=children):
                return self._or(node, children)
            case Not():
                return self._not(node)
            case Near():
                return self._near(node)
            case _:
                return self._leaf(node)

    def _and(self, children: tuple[Node, ...]) -> _Said | None:
        """Whatever can be said of its parts: one that cannot be said makes the whole wider, and no post is lost."""
        said = [(child, one) for child in children if (one := self.wider(child)) is not None]
        # A source asked only what to leave out would send everything else there is.
        if all(isinstance(child, Not) for child, _ in said):
            return None
        joint = f" {self._can.conjunction} " if self._can.conjunction else " "
        return _Said(joint.join(self._grouped(one) for _, one in said), sum(one.terms for _, one in said))

    def _or(self, node: Node, children: tuple[Node, ...]) -> _Said | None:
        """All of its parts or nothing: leaving one out would lose that one's posts."""
        if not self._can.disjunction:
            self.lose(node, "or")
            return None
        kept = len(self.lost)
        said = [self.wider(child) for child in children]
        if None in said:
            # What each part lost is told as one: of the whole, nothing is said.
            reason = self.lost[kept].reason if len(self.lost) > kept else "everything"
            del self.lost[kept:]
            self.lose(node, reason)
            return None
        parts = [self._grouped(one) for one in said if one is not None]
        return _Said(f" {self._can.disjunction} ".join(parts), sum(one.terms for one in said if one), loose=True)

    def _not(self, node: Not) -> _Said | None:
        """Only what the source reads exactly may be left out there: a wider text would leave out too much."""
        if not self._can.negation:
            self.lose(node, "not")
            return None
        kept = len(self.lost)
        said = self.wider(node.child)
        if said is None or len(self.lost) > kept:
            reason = self.lost[kept].reason if len(self.lost) > kept else "not"
            del self.lost[kept:]
            self.lose(node, reason)
            return None
        return _Said(self._can.negation + self._grouped(said), said.terms)

    def _near(self, node: Near) -> _Said | None:
        """As the source's own NEAR where it has one for words; else both must be there, wherever they stand."""
        if self._can.near and not node.ordered and self._is_one(node.left) and self._is_one(node.right):
            left, right = self.wider(node.left), self.wider(node.right)
            if left is not None and right is not None:
                text = self._can.near.format(left=left.text, right=right.text, distance=node.distance)
                return _Said(text, left.terms + right.terms)
        self.lose(node, "near")
        return self._and((node.left, node.right))

    def _is_one(self, side: Node) -> bool:
        """Whether the source has one operand for it."""
        if not isinstance(side, Term) or any(part.prefix for part in side.parts):
            return False
        return len(side.parts) == 1 or bool(self._can.phrase)

    def _leaf(self, leaf: Leaf) -> _Said | None:
        match leaf:
            case Term(parts=parts):
                return self._words(leaf, tuple((part.word, part.prefix) for part in parts))
            case Exact(words=words, pattern=pattern, exact=exact):
                return self._exact(leaf, words, pattern, exact=exact)
            case Window(words=words):
                self.lose(leaf, "near")
                return _Said(self._joined(words), len(words))
            case Tag(value=value):
                return self._tag(leaf, value)
            case FieldText(name=name, parts=parts, pattern=pattern):
                said = self._field(
                    leaf, name, " ".join(part.word for part in parts), whole=not any(p.prefix for p in parts)
                )
                if said is not None and pattern:
                    self.lose(leaf, "symbols")
                return said
            case Fact(name=name, value=value):
                return self._field(leaf, name, value, whole=True)
            case Number():
                return self._number(leaf)

    def _words(self, leaf: Leaf, parts: tuple[tuple[str, bool], ...]) -> _Said | None:
        if len(parts) == 1 and not parts[0][1]:
            return _Said(parts[0][0], 1)
        if any(prefix for _, prefix in parts):
            if len(parts) == 1 and self._can.prefix:
                return _Said(parts[0][0] + self._can.prefix, 1)
            self.lose(leaf, "prefix")
            whole = [word for word, prefix in parts if not prefix]
            return _Said(self._joined(whole), len(whole)) if whole else None
        return self._phrase(leaf, tuple(word for word, _ in parts))

    def _phrase(self, leaf: Leaf, words: tuple[str, ...]) -> _Said:
        if self._can.phrase:
            return _Said(self._can.phrase.format(" ".join(words)), 1)
        self.lose(leaf, "phrase")
        return _Said(self._joined(words), len(words))

    def _exact(self, leaf: Leaf, words: tuple[str, ...], pattern: str, *, exact: bool) -> _Said | None:
        """Without its case or its symbols it is the plain word, which is wider."""
        if not exact and self._can.literal_symbols:
            return _Said(self._can.phrase.format(pattern) if self._can.phrase else pattern, 1)
        self.lose(leaf, "exact" if exact else "symbols")
        if not words:
            return None
        if len(words) == 1:
            return _Said(words[0], 1)
        return _Said(self._can.phrase.format(" ".join(words)) if self._can.phrase else self._joined(words), len(words))

    def _tag(self, leaf: Leaf, value: str) -> _Said | None:
        kind: Reason = "tag" if value.startswith("#") else "handle"
        if self._can.tags if kind == "tag" else self._can.handles:
            return _Said(value, 1)
        # As a word it is wider where the source reads tags as words at all, which is not known: nothing is said.
        self.lose(leaf, kind)
        return None

    def _field(self, leaf: Leaf, name: str, value: str, *, whole: bool) -> _Said | None:
        template = self._can.fields.get(name)
        if template is None or not whole or (" " in value and not self._can.phrase):
            self.lose(leaf, "field")
            return None
        return _Said(template.format(self._can.phrase.format(value) if " " in value else value), 1)

    def _number(self, leaf: Number) -> _Said | None:
        template = self._can.numbers.get(leaf.name + leaf.operator)
        if template is None:
            self.lose(leaf, "number")
            return None
        return _Said(template.format(leaf.value), 1)

    def _joined(self, words: tuple[str, ...] | list[str]) -> str:
        joint = f" {self._can.conjunction} " if self._can.conjunction else " "
        return joint.join(words)

    def _grouped(self, said: _Said) -> str:
        return self._can.group.format(said.text) if said.loose else said.text
