"""Crisis-risk topics by lexicon: a flag for a person to look at, with the words that raised it.

A lexicon flags, it does not detect: of ten hits read by hand, about half were about what they seemed to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from monitoring.enrichment.risk_words import VERSION, WORDS

MODEL: Final = "risk-words"
FLAGGED_FROM: Final = 0.5
_MOST_READ: Final = 20_000
_MOST_WORDS: Final = 40
_STEM: Final = 3
# "no data breach" and "not dangerous" still concern the topic, but half as much.
_DENIALS: Final = frozenset(
    {
        "no",
        "not",
        "never",
        "without",
        "isn't",
        "wasn't",
        "aren't",
        "n't",
        "kein",
        "keine",
        "nicht",
        "ohne",
        "sin",
        "sans",
    }
    | {"pas", "non", "senza", "sem", "don't", "doesn't", "didn't"}
)
_DENIAL_REACH: Final = 2
_WORD: Final = re.compile(r"\w+(?:['’.-]\w+)*")


@dataclass(frozen=True, slots=True)
class Fired:
    """One place where a term was found: characters `start` to `end` of the text, the term, its topic, its weight."""

    start: int
    end: int
    term: str
    topic: str
    weight: float


@dataclass(frozen=True, slots=True)
class Topic:
    """A flagged topic; `strength` is 0.5 to 1."""

    name: str
    strength: float


@dataclass(frozen=True, slots=True)
class _Term:
    words: tuple[str, ...]
    text: str
    topic: str
    weight: float

    def matches(self, tokens: list[str], at: int) -> bool:
        if at + len(self.words) > len(tokens):
            return False
        return all(_fits(word, tokens[at + offset]) for offset, word in enumerate(self.words))


def fired(text: str) -> tuple[Fired, ...]:
    """Every term of the lexicon in the first 20,000 characters, in order, at most 40; the longest term at each
    place and topic."""
    places: list[Fired] = []
    matches = list(_WORD.finditer(text[:_MOST_READ]))
    tokens = [match.group().lower().replace("’", "'") for match in matches]
    for at, token in enumerate(tokens):
        if token not in _EXACT and token[:_STEM] not in _PREFIXED:
            continue
        for term in _terms_at(tokens, at):
            last = matches[at + len(term.words) - 1]
            denied = not _DENIALS.isdisjoint(tokens[max(0, at - _DENIAL_REACH) : at])
            weight = term.weight / 2 if denied else term.weight
            places.append(Fired(matches[at].start(), last.end(), term.text, term.topic, weight))
        if len(places) >= _MOST_WORDS:
            break
    return tuple(places[:_MOST_WORDS])


def topics(places: tuple[Fired, ...]) -> tuple[Topic, ...]:
    """The flagged topics, strongest first: 1 - product of (1 - weight) over the different terms that fired."""
    heaviest: dict[tuple[str, str], float] = {}
    for place in places:
        key = (place.topic, place.term)
        heaviest[key] = max(heaviest.get(key, 0.0), place.weight)
    missing: dict[str, float] = {}
    for (topic, _), weight in heaviest.items():
        missing[topic] = missing.get(topic, 1.0) * (1.0 - weight)
    flagged = [Topic(name, round(1.0 - left, 3)) for name, left in missing.items() if 1.0 - left >= FLAGGED_FROM]
    return tuple(sorted(flagged, key=lambda topic: (-topic.strength, topic.name)))


def _terms_at(tokens: list[str], at: int) -> Iterator[_Term]:
    token = tokens[at]
    seen: set[str] = set()
    for term in (*_EXACT.get(token, ()), *_PREFIXED.get(token[:_STEM], ())):
        if term.topic not in seen and term.matches(tokens, at):
            seen.add(term.topic)
            yield term


def _fits(word: str, token: str) -> bool:
    return token.startswith(word[:-1]) if word.endswith("*") else token == word


def _register() -> tuple[dict[str, tuple[_Term, ...]], dict[str, tuple[_Term, ...]]]:
    exact: dict[str, list[_Term]] = {}
    prefixed: dict[str, list[_Term]] = {}
    for topic, by_weight in WORDS.items():
        for weight, terms in by_weight.items():
            for text in dict.fromkeys(terms):
                term = _Term(tuple(match.group() for match in _STARRED.finditer(text)), text, topic, weight)
                first = term.words[0]
                if first.endswith("*"):
                    prefixed.setdefault(first[:_STEM], []).append(term)
                else:
                    exact.setdefault(first, []).append(term)
    return _longest_first(exact), _longest_first(prefixed)


def _longest_first(register: dict[str, list[_Term]]) -> dict[str, tuple[_Term, ...]]:
    def rank(term: _Term) -> tuple[int, float, int]:
        return len(term.words), term.weight, len(term.text)

    return {key: tuple(sorted(terms, key=rank, reverse=True)) for key, terms in register.items()}


_STARRED: Final = re.compile(r"\w+(?:['.-]\w+)*\*?")
_EXACT, _PREFIXED = _register()

__all__ = ["FLAGGED_FROM", "MODEL", "VERSION", "Fired", "Topic", "fired", "topics"]
