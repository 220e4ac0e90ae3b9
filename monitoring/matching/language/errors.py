"""What is wrong with a query, as data: the page underlines it, the API returns it, a person reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Problem", "QueryError"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. `column` counts characters (code points) from 1; `length` is at least 1.

    `code` is stable and in kebab case; `message` is for people; `fix`, if any, is text to put in place of the
    underlined characters.
    """

    column: int
    length: int
    message: str
    code: str
    fix: str | None = None

    def __str__(self) -> str:
        return f"column {self.column}: {self.message}"


class QueryError(ValueError):
    """A query that cannot be used; `problems` holds at least one, in the order of their columns."""

    code = "query-error"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems, key=lambda problem: problem.column))
        super().__init__("; ".join(str(problem) for problem in self.problems))

    # An exception is pickled as its args, here the joined text, which a worker could make no error of.
    def __reduce__(self) -> tuple[type[QueryError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)
