"""A text of the query language, read for services: queries, rule filters and saved views get the same errors and answers."""

from collections.abc import Callable

from accounts.errors import Invalid
from monitoring.matching import Matcher, QueryError, evaluate, parse
from monitoring.matching import Query as Parsed
from monitoring.models import Mention, Post
from monitoring.services.documents import of_stored


def check_text(text: str, *, field: str = "text") -> Parsed:
    """The parsed query. Raises Invalid at `field`, its data holding every problem: column (from 1), length, message, code and fix.

    A text that only excludes is refused too: it would match nearly everything.
    """
    if not text.strip():
        raise Invalid.field(field, "Write what to look for.", code="query_empty")
    try:
        parsed = parse(text)
    except QueryError as error:
        problems = [
            {"column": one.column, "length": one.length, "message": one.message, "code": one.code, "fix": one.fix}
            for one in error.problems
        ]
        message = "; ".join(str(one) for one in error.problems[:3])
        raise Invalid.field(field, message, code="query_invalid", data={"problems": problems}) from error
    try:
        Matcher("python").add("it", parsed)
    except ValueError as error:
        message = "This would match nearly everything. Add a word it must contain."
        raise Invalid.field(field, message, code="query_too_broad") from error
    return parsed


def reader(text: str) -> Callable[[Post], bool]:
    """Whether the text matches a stored post, as a function: read once, asked often. Raises Invalid (text)."""
    parsed = check_text(text)
    return lambda post: evaluate(parsed, of_stored(post))


def matches(text: str, mention: Mention) -> bool:
    """Whether a text matches one stored mention. Raises Invalid (text)."""
    return reader(text)(mention.post)
