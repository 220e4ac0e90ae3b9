"""The query language and the matcher: pure, without Django.

`parse` reads a query, `evaluate` holds it against one post, `Matcher` holds every query against every post;
`foreign` reads what other tools write.
"""

from monitoring.matching.document import Document, Span
from monitoring.matching.language import Problem, Query, QueryError, parse
from monitoring.matching.matcher import Matcher, Stats, evaluate

__all__ = ["Document", "Matcher", "Problem", "Query", "QueryError", "Span", "Stats", "evaluate", "parse"]
