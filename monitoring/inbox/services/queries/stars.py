"""A query's test set: stored posts starred "must match" or "must not match", and how a text fares on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.errors import Conflict, NotFound
from accounts.events.services.recording import About, record
from accounts.permissions import require
from monitoring import catalogue
from monitoring.inbox.services.documents import of_stored
from monitoring.inbox.services.queries.reading import check_text
from monitoring.matching import Query as Parsed
from monitoring.matching import evaluate
from monitoring.models import Mention, Query, QueryStar

MOST_STARS = 200  # each save is tried on all of them, while somebody waits


@dataclass(frozen=True, slots=True)
class Verdict:
    """One starred post under a text: what it must do, and whether it does."""

    star: QueryStar
    matched: bool

    @property
    def ok(self) -> bool:
        """Whether the text does with it what it must."""
        return self.matched == self.star.must_match


@dataclass(frozen=True, slots=True)
class Tested:
    """A text on the whole test set, in the order the posts were starred."""

    verdicts: tuple[Verdict, ...]

    @property
    def failing(self) -> tuple[Verdict, ...]:
        """The posts the text gets wrong."""
        return tuple(one for one in self.verdicts if not one.ok)

    def problems(self) -> list[dict[str, object]]:
        """The failing posts as an error's data: mention, must_match, author, and the beginning of the text."""
        return [
            {
                "mention": str(one.star.mention_id),
                "must_match": one.star.must_match,
                "author": one.star.mention.post.author,
                "text": (one.star.mention.post.text or one.star.mention.post.title)[:200],
            }
            for one in self.failing
        ]


def star(*, member: Any, query: Query, mention_id: UUID, must_match: bool, now: datetime) -> QueryStar:
    """Puts a mention of the query's brand into its test set, or changes what it must do there. Harmless if repeated.

    Raises NotFound, Conflict (`test_set_full`).
    """
    require(member, "queries.edit")
    visible = _query(member, query)
    mention = Mention.objects.visible_to(member).filter(pk=mention_id, brand_id=visible.brand_id).first()
    if mention is None:
        raise NotFound("There is no such mention of this brand.")
    with transaction.atomic():
        Query.objects.select_for_update().get(pk=visible.pk)  # so that two can't both be the last that fits
        rows = QueryStar.objects.filter(query=visible)
        there = rows.filter(mention=mention).values_list("must_match", flat=True).first()
        if there is None and rows.count() >= MOST_STARS:
            raise Conflict(f"A test set holds {MOST_STARS} posts. Take one out first.", code="test_set_full")
        made: QueryStar
        made, _ = QueryStar.objects.update_or_create(
            query=visible, mention=mention, defaults={"must_match": must_match, "by_id": member.user_id, "at": now}
        )
        if there != must_match:
            record(
                catalogue.QUERY_STARRED, _about(visible), by=member, now=now, mention=mention.pk, must_match=must_match
            )
    return made


def unstar(*, member: Any, query: Query, mention_id: UUID, now: datetime) -> None:
    """Takes a mention out of the test set. Harmless if repeated. Raises NotFound for the query."""
    require(member, "queries.edit")
    visible = _query(member, query)
    with transaction.atomic():
        if QueryStar.objects.filter(query=visible, mention_id=mention_id).delete()[0]:
            record(catalogue.QUERY_UNSTARRED, _about(visible), by=member, now=now, mention=mention_id)


def tested(*, member: Any, query: Query, text: str) -> Tested:
    """How a text fares on the query's test set. Raises Invalid (text), NotFound."""
    require(member, "queries.see")
    return judged(_query(member, query), check_text(text))


def judged(query: Query, parsed: Parsed) -> Tested:
    """The query's test set under a parsed text; for services that have asked already who may."""
    rows = QueryStar.objects.filter(query=query).order_by("at", "id")
    return Tested(
        tuple(_verdicts(rows.select_related("mention__post", "mention__source", "mention__assignee"), parsed))
    )


def _verdicts(rows: Iterable[QueryStar], parsed: Parsed) -> Iterable[Verdict]:
    for row in rows:
        post = row.mention.post
        # One that its source deleted has no words left: it proves nothing of any text.
        yield Verdict(row, row.must_match if post.state == "gone" else evaluate(parsed, of_stored(post)))


def _about(query: Query) -> About:
    return About(query.pk, query.name, brand=query.brand_id)


def _query(member: Any, query: Query) -> Query:
    visible: Query | None = Query.objects.visible_to(member).filter(pk=query.pk).first()
    if visible is None:
        raise NotFound("There is no such query.")
    return visible
