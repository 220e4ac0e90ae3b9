"""What a general lexicon's score of an English text is moved by: words of complaint, with the words that did it.

A lexicon made for films and friends reads "One child hurt. Please share!" as praise. Here harm and grievance speak first.
"""

from __future__ import annotations

import re
from typing import Final

from monitoring.enrichment.cue_words import COMPLAINTS, NOT_PRAISE, VERSION

__all__ = ["LEAST", "NOT_PRAISE", "VERSION", "complaint"]

# However many words complain, the score falls by so much at most.
LEAST: Final = -0.9
# Three words before, in the same clause: "nobody got sick after", "never been charged twice", "without any injuries", "wasn't hospitalised".
# "don't", "can't" and "won't" deny nothing: "can't believe I got sick", "don't get ripped off".
_DENIED: Final = (
    r"\b(?:no|not|nobody|none|without|zero|never|(?:did|does|is|are|was|were|has|have|had)n't)"
    r"[^\w.!?,;:]+(?:\w+[^\w.!?,;:]+){0,2}$"
)
_DENIAL: Final = re.compile(_DENIED, re.IGNORECASE)
_BEFORE: Final = 30


def _pattern() -> tuple[re.Pattern[str], dict[str, float]]:
    weights: dict[str, float] = {}
    written: list[str] = []
    for weight, terms in COMPLAINTS.items():
        for term in terms:
            stem = term.rstrip("*")
            weights[stem] = weight
            written.append(re.escape(stem).replace(r"\ ", r"\s+") + (r"\w*" if term.endswith("*") else r"\b"))
    written.sort(key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(written) + ")", re.IGNORECASE), weights


_TERMS, _WEIGHTS = _pattern()
# Longest first: “scammed” begins with “scam”, which is a term of its own.
_STEMS: Final = tuple(sorted(_WEIGHTS, key=len, reverse=True))


def complaint(text: str) -> float:
    """How far the words of complaint in a text lower its score: 0 to `LEAST`. Each term counts once; a denied one not at all."""
    left = 1.0
    seen: set[str] = set()
    plain = text.replace("’", "'")
    for match in _TERMS.finditer(plain):
        term = " ".join(match.group().lower().split())
        stem = next(stem for stem in _STEMS if term.startswith(stem))
        # With an end given, the pattern's $ is that end: the place right before the word.
        if stem in seen or _DENIAL.search(plain, max(0, match.start() - _BEFORE), match.start()):
            continue
        seen.add(stem)
        left *= 1.0 - _WEIGHTS[stem]
    return max(LEAST, left - 1.0)
