"""Words in the inbox: which of two ways to a page is the cheaper, by what PostgreSQL expects of both.

Either the list is read from its newest and each post asked for the words (quick where they are frequent), or the posts are
found first, by the index that knows words, brands and time together, and their mentions read and sorted. PostgreSQL can't
choose: it guesses one share for every word it does not know as frequent, and does not know that the list may end early.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from monitoring.models import UNKNOWN_BRAND, Mention
from monitoring.models.searching import Words

LONGEST_TEXT = 500
# What one row costs either way, in µs (measured): a mention and its post read and asked; a post found, and its mention read.
_ASKED, _FOUND = 20.0, 10.0
_PAGE = 51  # the API's usual fifty, and one that tells whether there are more
# As many posts are found at once; more are found in spans of time. Up to so large a share is a guess that PostgreSQL has for
# every word it does not know as frequent: there it is worth to count.
_AT_ONCE, _UNKNOWN = 300, 0.003


def words_of(
    text: str, *, brands: Sequence[UUID] | None, since: datetime | None, until: datetime | None, ground: Any, rows: Any
) -> Words:
    """How to find the words in `rows`, a narrower list than or the same as `ground`, which knows brands and time only."""
    sought = None if brands is None else (*brands, UNKNOWN_BRAND)
    # PostgreSQL's text holds no NUL, and an address may (%00).
    words = Words(text[:LONGEST_TEXT].replace("\x00", " "), brands=sought, since=since, until=until)
    found, whole = _guessed(*words.statement(by_time=False)), _guessed_rows(ground)
    if found <= max(_AT_ONCE, _UNKNOWN * whole):
        counted = _counted(words)
        found = counted if counted <= _AT_ONCE else max(found, counted)
    listed = whole if rows is ground else min(_guessed_rows(rows), whole)
    # Of the list's rows, so many are on the page's way if each is asked; of the posts found, so many if they come first.
    asked = min(listed, _PAGE * whole / found)
    needed = min(found, _PAGE * whole / listed)
    if asked * _ASKED <= needed * _FOUND:
        return words
    if found <= _AT_ONCE:
        return replace(words, first=True)
    return replace(words, share=min(1.0, (found / whole) * (listed / whole)))


def _counted(words: Words) -> float:
    """How many posts hold the words, at least 1 and no further than what is found at once."""
    statement, values = words.statement()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({statement} LIMIT {_AT_ONCE + 1}) found", values)  # noqa: S608
        (count,) = cursor.fetchone()
    return max(float(count), 1.0)


def _guessed_rows(rows: QuerySet[Mention]) -> float:
    try:
        statement, values = rows.order_by().values("pk").query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:  # somebody on no brand
        return 1.0
    return _guessed(statement, list(values))


def _guessed(statement: str, values: list[Any]) -> float:
    """How many rows PostgreSQL expects; 1 at least."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", values)
        (answer,) = cursor.fetchone()
    plan = answer if isinstance(answer, list) else json.loads(answer)
    return max(float(plan[0]["Plan"]["Plan Rows"]), 1.0)
