"""Every query against every post: programs, their anchors, the index, its snapshot, what made a query match."""

from __future__ import annotations

from monitoring.matching.document import Document
from monitoring.matching.language import Query
from monitoring.matching.matcher.evaluation import holds
from monitoring.matching.matcher.index import Matcher, Stats
from monitoring.matching.matcher.program import compiled
from monitoring.matching.matcher.view import View

__all__ = ["Matcher", "Stats", "evaluate"]


def evaluate(query: Query, document: Document) -> bool:
    """Whether one query matches one document: saved views, rule filters, small cases."""
    return holds(compiled(query.tree), View(document))
