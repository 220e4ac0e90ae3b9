"""The query language: text → typed tree → canonical text and plain words, or problems with their places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from monitoring.matching.language.checks import check, leaves
from monitoring.matching.language.errors import Problem, QueryError
from monitoring.matching.language.explanation import in_words
from monitoring.matching.language.parser import parse_tree
from monitoring.matching.language.printer import printed
from monitoring.matching.language.tree import Node

__all__ = ["Problem", "Query", "QueryError", "leaves", "parse"]


@dataclass(frozen=True)
class Query:
    """A parsed query. Equal when the trees are."""

    tree: Node

    @cached_property
    def printed(self) -> str:
        """The canonical text; it parses to an equal tree."""
        return printed(self.tree)

    @cached_property
    def in_words(self) -> str:
        """What it finds, in a sentence that begins with "posts that"."""
        return in_words(self.tree)


def parse(text: str) -> Query:
    """The query of a text. Raises QueryError with every problem found and its place."""
    tree = parse_tree(text)
    check(tree)
    return Query(tree)
