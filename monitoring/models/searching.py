"""A text search as a condition on mentions, and how a page of it is read: span by span of time, newest first."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models.expressions import RawSQL
from django.db.models.sql.where import WhereNode

from accounts.scoping import ScopedQuerySet
from monitoring.matching.text import READER, asked, reads_as_before

M = TypeVar("M", bound=models.Model)
# As the index `post_find` has it: a post's quarter of a day, and its span of 64 of those, below zero.
_WHEN = (
    "(ARRAY[floor(extract(epoch FROM published_at AT TIME ZONE 'UTC') / 21600)::int, "
    "-1 - floor(extract(epoch FROM published_at AT TIME ZONE 'UTC') / 1382400)::int])"
)
_QUARTER, _LONG, _MOST_KEYS = 21_600, 1_382_400, 64
# A span is made to hold so many times what a page still lacks; the first judged by the pace of so many rows of the list, the
# next ones by what was found, where it was so much. One with less is followed by one so many times as long; the last is the rest.
_SPARE, _ROWS, _ENOUGH, _GROWTH, _SPANS = 1.4, 200, 5, 8.0, 4
_SHORTEST, _LONGEST = timedelta(seconds=1), timedelta(days=36_500)


@dataclass(frozen=True, slots=True)
class Words:
    """Which posts: those that hold the words and have a mention of one of the brands, published in since ≤ t < until.

    `text` is read as a search engine would, by the reader that read the posts. `brands` None: of any brand. `first`: the posts are found before their mentions
    are read; else PostgreSQL chooses. `share`: how much of the list without the words is likely to hold them; above 0
    a page is read in spans of time, at 0 all at once.
    """

    text: str
    brands: tuple[UUID, ...] | None = None
    since: datetime | None = None
    until: datetime | None = None
    first: bool = False
    share: float = 0.0

    def statement(self, *, by_time: bool = True) -> tuple[str, list[Any]]:
        """The query of their ids, with its values."""
        parts: list[tuple[str, Any]] = []
        if self.brands is not None:
            parts.append(("brands && %s::uuid[]", [str(pk) for pk in self.brands]))
        if self.since is not None:
            parts.append(("published_at >= %s", self.since))
        if self.until is not None:
            parts.append(("published_at < %s", self.until))
        keys = _keys(self.since, self.until) if by_time else []
        if keys:
            parts.append((f"{_WHEN} && %s::int[]", keys))
        sought, values = _sought(self.text)
        where = " AND ".join([f"search @@ {sought}", *(part for part, _ in parts)])
        return f"SELECT id FROM monitoring_post WHERE {where}", [*values, *(value for _, value in parts)]  # noqa: S608

    def posts(self) -> RawSQL:
        """Their ids, as the right side of an IN."""
        statement, values = self.statement()
        if self.first:
            # An array is made before anything is read by it: a step of its own, however many ids PostgreSQL expects.
            statement = f"SELECT unnest(ARRAY({statement}))"
        return RawSQL(statement, values)  # noqa: S611  # words, brands and times are parameters


def _sought(text: str) -> tuple[str, list[Any]]:
    """The words as a tsquery. Posts that wait to be read anew are found as they were: by PostgreSQL's own reader."""
    here = asked(text)
    if reads_as_before(text):
        return "%s::tsquery", [here]
    before = "websearch_to_tsquery('simple', %s)"
    # All of it is constant to the planner. An empty question must not turn into "whatever waits".
    return (
        f"CASE WHEN numnode({before}) = 0 THEN %s::tsquery ELSE %s::tsquery || ({before} && %s::tsquery) END",
        [text, here, here, text, f"!'{READER}'"],
    )


def _keys(since: datetime | None, until: datetime | None) -> list[int]:
    """The index's keys of a time, as fine as so many keys allow; none where they don't suffice or an end is open."""
    if since is None or until is None or since >= until:
        return []
    start, end = since.timestamp(), (until - timedelta(microseconds=1)).timestamp()
    for size, sign in ((_QUARTER, 1), (_LONG, -1)):
        numbers = range(int(start // size), int(end // size) + 1)
        if len(numbers) <= _MOST_KEYS:
            return [number if sign > 0 else -1 - number for number in numbers]
    return []


class MentionQuerySet(ScopedQuerySet[M]):
    """Mentions, and the words their posts were asked for."""

    _words: Words | None = None
    _ground: models.QuerySet[Any] | None = None

    def holding(self, words: Words, ground: models.QuerySet[Any]) -> Self:
        """Those whose posts hold the words. `ground`: the list that `words.share` is a share of, quick to read by time."""
        rows = self.filter(post__in=words.posts())
        rows._words, rows._ground = words, ground
        return rows

    def nearest(self, count: int, start: datetime | None = None) -> list[M]:
        """The first `count` of them, newest first; `start`: they are known to be published then or before.

        A search with a `share` is read in spans of time: the first is as long as a page is likely to need, so that it costs
        the same whether the agency has a year of posts or ten. Guesses decide the length only, never what is found.
        """
        newest_first = tuple(self.query.order_by) == ("-published_at", "-id")
        first = self._first_span(count, start) if newest_first else None
        if first is None:
            return self._whole(count) if self._words and self._words.first else list(self[:count])
        newest, since = first
        rows: list[M] = []
        until = newest + timedelta(microseconds=1)
        for left in reversed(range(_SPANS)):
            lacking = count - len(rows)
            rows += self._between(since if left else None, until)._whole(lacking)
            if len(rows) >= count or not left:
                break
            until, held = since, newest - since
            needed = _SPARE * (count - len(rows)) / len(rows) if len(rows) >= _ENOUGH else _GROWTH
            since -= min(held * needed, _LONGEST)
        return rows

    def _whole(self, count: int) -> list[M]:
        """The first `count`, chosen by their own columns alone: what is joined to them is read for these only."""
        rows = self.all()
        rows.query.where = WhereNode()
        return list(rows.filter(pk__in=self.select_related(None).values("pk")[:count]))

    def _first_span(self, count: int, start: datetime | None) -> tuple[datetime, datetime] | None:
        """The newest moment, and one before which a page is likely to end; None where the list is short."""
        words, ground = self._words, self._ground
        if words is None or ground is None or not words.share:
            return None
        if start is not None:
            ground = ground.filter(published_at__lte=start)
        moments = list(ground.order_by("-published_at", "-id").values_list("published_at", flat=True)[: _ROWS + 1])
        if len(moments) <= _ROWS:
            return None
        pace = max((moments[0] - moments[-1]) / _ROWS, _SHORTEST / _ROWS)
        sought = min(_SPARE * count / words.share, _LONGEST / pace)
        return moments[0], moments[0] - pace * sought

    def _between(self, since: datetime | None, until: datetime) -> Self:
        """Those of a span, their posts found first."""
        assert self._words is not None
        words = self._words
        if words.since is not None and (since is None or since < words.since):
            since = words.since
        spanned = replace(words, since=since, until=until, first=True)
        rows = self.filter(published_at__lt=until)
        if since is not None:
            rows = rows.filter(published_at__gte=since)
        rows.query.where = rows.query.where.replace_expressions({words.posts(): spanned.posts()})
        return rows

    def _clone(self) -> Self:
        clone: Self = super()._clone()
        clone._words, clone._ground = self._words, self._ground
        return clone
