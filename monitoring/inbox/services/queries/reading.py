"""A text of the query language, read for services: queries, rule filters and saved views get the same errors and answers."""

from collections.abc import Callable, Sequence

from accounts.errors import Invalid
from monitoring.inbox.services.documents import of_stored
from monitoring.matching import Matcher, Problem, QueryError, evaluate, foreign, parse
from monitoring.matching import Query as Parsed
from monitoring.models import Mention, Post, Query


def check_text(text: str, *, field: str = "text") -> Parsed:
    """The parsed query. Raises Invalid at `field`, its data holding every problem: column (from 1), length, message, code and fix.

    A text that only excludes is refused too: it would match nearly everything. What can be read is never refused, so that a text
    that was saved goes on meaning what it meant; `check_written` is for one that a person has just written.
    """
    if not text.strip():
        raise Invalid.field(field, "Write what to look for.", code="query_empty")
    try:
        parsed = parse(text)
    except QueryError as error:
        raise _refused(field, foreign.problems_of(text)) from error
    try:
        # The language takes "-spam" alone; that nothing is left to look a post up by, the matcher says.
        Matcher("python").add("it", parsed)
    except ValueError as error:
        message = "This would match nearly everything. Add a word it must contain."
        raise Invalid.field(field, message, code="query_too_broad") from error
    return parsed


def check_written(text: str, *, before: str = "", field: str = "text") -> Parsed:
    """As `check_text`; what would silently mean something else than it does elsewhere ("nike or adidas") is refused too, with what to
    write, unless it is what was saved `before`."""
    parsed = check_text(text, field=field)
    if text.strip() != before.strip() and (doubts := foreign.doubts(text)):
        raise _refused(field, doubts)
    return parsed


def check_change(query: Query | None, text: str) -> Parsed:
    """As `check_written`, for a query: what it says, or said in an earlier version, is not asked about again."""
    if query is not None and text != query.text and query.versions.filter(text=text).exists():
        return check_text(text)
    return check_written(text, before=query.text if query else "")


def _refused(field: str, faults: Sequence[Problem]) -> Invalid:
    problems = [
        {"column": one.column, "length": one.length, "message": one.message, "code": one.code, "fix": one.fix}
        for one in faults
    ]
    message = "; ".join(str(one) for one in faults[:3])
    return Invalid.field(field, message, code="query_invalid", data={"problems": problems})


def reader(text: str) -> Callable[[Post], bool]:
    """Whether the text matches a stored post, as a function: read once, asked often. Raises Invalid (text)."""
    parsed = check_text(text)
    return lambda post: evaluate(parsed, of_stored(post))


def matches(text: str, mention: Mention) -> bool:
    """Whether a text matches one stored mention. Raises Invalid (text)."""
    return reader(text)(mention.post)
