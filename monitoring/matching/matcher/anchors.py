"""Anchors: for each program the rarest set of keys of which a post must show at least one to match.

Two neighbouring words are a key of their own, so that a phrase of two common words is as selective as the phrase.
A key is a text that says its kind: `word`, `two words`, `abc*`, `#tag`, `@handle`, `field:value`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from monitoring.matching.matcher.program import Op, Program, parts_of_needle

__all__ = ["Anchors", "Frequencies", "anchors_of"]

# The most frequent words of large web corpora, as the share of posts that hold them; only the order of size matters.
_COMMON = {
    0.45: "the to a and of in",
    0.25: "i is you for it on that this my with at me de la",
    0.12: "be are was have so but not we all your just can if they from what en que no die der und le les et el un un",
    0.06: "by or as an will up out about now get like do how when one new has more their our he she his her him them who "
    "das ist nicht ich mit ein zu den des est pas pour une du por con para los las se es o e do da em um não na",
    0.03: "there been would could were only than then time good day people know see love go back think want make really "
    "why here still first last best need great today please thanks sie auf für im dem plus dans sur qui este mas mais",
}
_SHARES = {word: share for share, words in _COMMON.items() for word in words.split()}
_BY_LENGTH = (0.5, 0.05, 0.02, 0.006, 0.002)  # of words not listed above, by their length; longer ones 0.0005
_LONG = 0.0005
_PAIR = 0.05  # two words side by side, against the rarer of the two
_FACTS = {"lang": 0.3, "source": 0.2, "country": 0.1, "has": 0.3, "is": 0.2, "followers": 0.9, "likes": 0.9}
_SAMPLE = 20_000  # posts after which what was seen outweighs the table
_DISTINCT = 200_000  # words counted at most; the rarest are forgotten


class Anchors(NamedTuple):
    """`cost` is the expected share of posts that show one of the keys."""

    cost: float
    keys: tuple[str, ...]


class Frequencies:
    """The share of posts that hold a key: a table of common words, corrected by the posts seen."""

    def __init__(self) -> None:
        self.posts = 0
        self.seen: Counter[str] = Counter()

    def learn(self, words: Iterable[str]) -> None:
        """Counts one post's distinct words."""
        self.posts += 1
        self.seen.update(words)
        if len(self.seen) > _DISTINCT:
            self.seen = Counter(dict(self.seen.most_common(_DISTINCT // 2)))

    def share(self, key: str) -> float:
        """Between 0 and 1; never 0."""
        if " " in key and ":" not in key:
            first, second = key.split(" ")
            return min(self.share(first), self.share(second)) * _PAIR
        if key.endswith("*"):
            return min(0.5, self._word(key[:-1]) * 20)
        if ":" in key:
            return _FACTS.get(key.partition(":")[0], 0.005)
        return self._word(key)

    def _word(self, word: str) -> float:
        expected = _SHARES.get(word)
        if expected is None:
            length = len(word) if word.isascii() else len(word) + 1
            expected = _BY_LENGTH[length] if length < len(_BY_LENGTH) else _LONG
        weight = _SAMPLE / 20
        return (expected * weight + self.seen.get(word, 0)) / (weight + self.posts)


def anchors_of(program: Program, frequencies: Frequencies, positive: bool = True) -> Anchors | None:
    """The cheapest anchors of a program, or None where a post could satisfy it without showing anything.

    With `positive` false: the anchors of its being false.
    """
    op = program[0]
    if op == Op.NOT:
        return anchors_of(program[1], frequencies, not positive)
    if op in (Op.AND, Op.OR):
        anchors = [anchors_of(child, frequencies, positive) for child in program[1]]
        # De Morgan: under a NOT, an AND is satisfied as soon as one of its parts is not.
        every = (op == Op.AND) == positive
        return _cheapest(anchors) if every else _union(anchors)
    if not positive:
        return None
    if op == Op.NEAR:
        return _cheapest([anchors_of(program[1], frequencies), anchors_of(program[2], frequencies)])
    if op == Op.ANY:
        return _union([_one(word, frequencies) for word in sorted(program[1])])
    return _cheapest([_one(key, frequencies) for key in _keys(program)])


def _keys(program: Program) -> list[str]:
    """Keys that any post that satisfies the leaf must show, each of them."""
    op = program[0]
    if op in (Op.TERM, Op.TAG, Op.FACT):
        return [program[1]]
    if op in (Op.NEXT, Op.LITERAL):
        return _sequence(parts_of_needle(program[1]))
    if op == Op.PARTS:
        return _sequence(program[1])
    if op == Op.WINDOW:
        return list(program[1])
    if op == Op.NUMBER:
        return [f"{program[1]}:"]
    if program[1] == "title":
        return _sequence(program[2])
    named = [f"{program[1]}:{word}" for word, prefix in program[2] if not prefix]
    return named or [f"{program[1]}:"]


def _sequence(parts: tuple[tuple[str, bool], ...]) -> list[str]:
    keys = [f"{word}*" if prefix else word for word, prefix in parts]
    pairs = [f"{first} {second}" for (first, loose), (second, looser) in pairwise(parts) if not loose and not looser]
    return keys + pairs


def _one(key: str, frequencies: Frequencies) -> Anchors:
    return Anchors(frequencies.share(key), (key,))


def _cheapest(anchors: list[Anchors | None]) -> Anchors | None:
    return min((each for each in anchors if each is not None), default=None)


def _union(anchors: list[Anchors | None]) -> Anchors | None:
    keys: set[str] = set()
    cost = 0.0
    for each in anchors:
        if each is None:
            return None
        keys.update(each.keys)
        cost += each.cost
    return Anchors(cost, tuple(sorted(keys)))
