"""A post with these words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from monitoring.detection.findings import Finding
from monitoring.detection.kinds.declaring import Heard, PostFacts, PostRule


@dataclass(frozen=True, slots=True)
class WordsRule(PostRule):
    """A post that the query `text` matches. The caller says whether it does: the language is not read here."""

    kind: ClassVar[str] = "words"
    carrier: ClassVar[Literal["author", "source"]] = "source"

    text: str

    def __post_init__(self) -> None:
        """Raises ValueError for an empty query."""
        if not self.text.strip():
            raise ValueError("write what to look for")

    def hears(self, post: PostFacts) -> Heard | None:
        """As the caller says."""
        return Heard(post.published_at, post.source) if post.says else None

    def detail(self, heard: Sequence[Heard]) -> str:
        """The words, cut where they are many."""
        text = " ".join(self.text.split())
        return f"“{text if len(text) <= 80 else text[:79] + '…'}”"

    @staticmethod
    def told(finding: Finding, what: str, span: str) -> str:
        """So many match."""
        return f"{what} {'matches' if finding.seen == 1 else 'match'} {finding.detail}{span}"
