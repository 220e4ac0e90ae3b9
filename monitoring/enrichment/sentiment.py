"""Whether a text is negative, neutral or positive: VADER with the trade's own cues, which read English and nothing else.

VADER (Hutto & Gilbert, 2014) knows films and friends: words that ask or connect are no praise here (`cue_words`), and words of
harm and grievance lower the score. Texts in other languages are not scored, which is not the same as neutral.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final, Literal

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from monitoring.enrichment import cues

Label = Literal["negative", "neutral", "positive"]

MODEL: Final = "vader+cues"
# The authors' own thresholds for the compound score.
_EDGE: Final = 0.05
_MOST_READ: Final = 2_000
_ONE_GO: Final = 300
# The but-clause rule is quadratic in the number of words, so no piece may be long.
_MOST_PIECE: Final = 500
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Scored:
    """`label` None means not scored. `score` is VADER's compound, -1 to 1, None when not scored."""

    label: Label | None
    score: float | None
    model: str
    version: str


@functools.cache
def model_version() -> str:
    """The version stored with each result."""
    return f"{version('vaderSentiment')}+{cues.VERSION}"


def score(text: str, language: str) -> Scored:
    """The sentiment of an English text by its first 2,000 characters; other languages, "" and blanks: not scored."""
    if language != "en" or not text.strip():
        return Scored(None, None, MODEL, model_version())
    read = text[:_MOST_READ]
    value = max(-1.0, _compound(read) + cues.complaint(read))
    label: Label = "neutral" if abs(value) < _EDGE else "negative" if value < 0 else "positive"
    return Scored(label, round(value, 4), MODEL, model_version())


def _compound(text: str) -> float:
    if len(text) <= _ONE_GO:
        return float(_analyzer().polarity_scores(text)["compound"])
    # Its score saturates over many words; the authors advise the mean over sentences. Those without a charged word
    # say nothing and don't count.
    scores = [float(_analyzer().polarity_scores(piece)["compound"]) for piece in _pieces(text)]
    charged = [one for one in scores if one]
    return sum(charged) / len(charged) if charged else 0.0


def _pieces(text: str) -> list[str]:
    return [
        sentence[start : start + _MOST_PIECE]
        for sentence in _SENTENCE.split(text)
        for start in range(0, len(sentence), _MOST_PIECE)
    ]


@functools.cache
def _analyzer() -> SentimentIntensityAnalyzer:
    analyzer = SentimentIntensityAnalyzer()
    for word in cues.NOT_PRAISE:
        # Only where it is praise: taken out as a complaint, a word would hide what we look for.
        if analyzer.lexicon.get(word, 0) > 0:
            del analyzer.lexicon[word]
    return analyzer
