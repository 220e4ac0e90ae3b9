"""What can be read off a text: language, sentiment, crisis-risk topics. Pure, offline, no download at run time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from monitoring.enrichment import language as languages
from monitoring.enrichment import risk as risks
from monitoring.enrichment import sentiment as sentiments
from monitoring.enrichment.language import Detected
from monitoring.enrichment.risk import Fired, Topic
from monitoring.enrichment.sentiment import Scored

__all__ = ["Detected", "Enrichment", "Fired", "Scored", "Topic", "enrich", "enrich_many"]


@dataclass(frozen=True, slots=True)
class Enrichment:
    """All that was read off one post. Each part names its model and version.

    `topics` are the flagged risk topics; `title_words` and `text_words` are the places that raised them, as ranges
    of characters in the title and in the text.
    """

    language: Detected
    sentiment: Scored
    topics: tuple[Topic, ...]
    title_words: tuple[Fired, ...]
    text_words: tuple[Fired, ...]
    risk_model: str = risks.MODEL
    risk_version: str = risks.VERSION

    def to_json(self) -> dict[str, Any]:
        """A dict `json.dumps` takes: language, confidence, sentiment, score, topics, words and models."""
        return {
            "language": self.language.code,
            "confidence": self.language.confidence,
            "sentiment": self.sentiment.label,
            "score": self.sentiment.score,
            "topics": {topic.name: topic.strength for topic in self.topics},
            "words": [
                {"in": where, "start": one.start, "end": one.end, "term": one.term, "topic": one.topic}
                for where, places in (("title", self.title_words), ("text", self.text_words))
                for one in places
            ],
            "models": {
                "language": f"{self.language.model} {self.language.version}",
                "sentiment": f"{self.sentiment.model} {self.sentiment.version}",
                "risk": f"{self.risk_model} {self.risk_version}",
            },
        }


def enrich(title: str, text: str, *, declared: str = "") -> Enrichment:
    """Read one post. `declared` is the language its source claims (ISO 639): taken only when the text is too short
    or too mixed to tell, and then named as the model."""
    # On lines of their own: a headline without a full stop would become one sentence with the text.
    visible = f"{title}\n{text}" if title and text else title or text
    language = languages.detect(visible)
    if not language.code and declared:
        language = Detected(declared.lower(), 0.0, "declared", "")
    in_title, in_text = risks.fired(title), risks.fired(text)
    return Enrichment(
        language=language,
        sentiment=sentiments.score(visible, language.code),
        topics=risks.topics((*in_title, *in_text)),
        title_words=in_title,
        text_words=in_text,
    )


def enrich_many(posts: Iterable[tuple[str, str]]) -> list[Enrichment]:
    """`enrich` for many (title, text) pairs, in their order; texts seen twice are read once."""
    known: dict[tuple[str, str], Enrichment] = {}
    enrichments = []
    for pair in posts:
        if pair not in known:
            known[pair] = enrich(*pair)
        enrichments.append(known[pair])
    return enrichments
