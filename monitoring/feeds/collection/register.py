"""The register of every agency's queries, and this process's index of it, which follows the register by revision."""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from accounts.models import Agency
from monitoring.feeds.models import Counter, StandingQuery
from monitoring.matching import Document, Matcher, QueryError, parse

COUNTER = "standing"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Held:
    """Whose query an id is."""

    agency_id: UUID
    brand_id: UUID
    version: int


class Index:
    """One process's matcher over the whole register. Loaded at first use; `follow` takes every change since.

    Revisions are given under the counter's row lock, in commit order and without gaps, so that nothing between two
    reads can be missed. The last row taken is compared each time: where it changed under us (a restored database), all is
    loaded anew.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()  # taken again: `match` follows while it holds it
        self._matcher = Matcher()
        self._held: dict[UUID, Held] = {}
        self._last: tuple[int, UUID, datetime] | None = None

    def follow(self) -> int:
        """Takes what changed; returns how many rows. One query by a unique index."""
        with self._lock:
            rows = list(self._rows_from(self._last[0] if self._last else 0))
            if self._last is not None:
                first = rows[0] if rows else None
                if first is None or (first.revision, first.pk, first.changed_at) != self._last:
                    if self._moved_on():
                        rows = list(self._rows_from(self._last[0]))
                    else:
                        self._forget()
                        rows = list(self._rows_from(0))
                else:
                    rows = rows[1:]
            for row in rows:
                self._take(row)
            return len(rows)

    def match(self, documents: Sequence[Document]) -> list[list[UUID]]:
        """The ids of the standing queries that match each document, as of a register just followed."""
        with self._lock:
            self.follow()
            return [[pk for pk in keys if isinstance(pk, UUID)] for keys in self._matcher.match_batch(documents)]

    def held(self, query_id: UUID) -> Held | None:
        """Whose query this is; None where it is no longer held."""
        return self._held.get(query_id)

    @property
    def revision(self) -> int:
        """The last revision taken."""
        return self._last[0] if self._last else 0

    def _rows_from(self, revision: int) -> models.QuerySet[StandingQuery]:
        return StandingQuery.objects.filter(revision__gte=revision).order_by("revision")

    def _moved_on(self) -> bool:
        """Whether the row we took last was simply changed again (it then has a higher revision)."""
        assert self._last is not None
        row = StandingQuery.objects.filter(pk=self._last[1]).first()
        return row is not None and row.revision > self._last[0]

    def _forget(self) -> None:
        self._matcher, self._held, self._last = Matcher(), {}, None

    def _take(self, row: StandingQuery) -> None:
        # Also of a row that can't be read: else each match would fetch it and fail again.
        self._last = (row.revision, row.pk, row.changed_at)
        if not row.is_active:
            self._matcher.remove(row.pk)
            self._held.pop(row.pk, None)
            return
        try:
            self._matcher.remove(row.pk)
            self._matcher.add(row.pk, parse(row.text), row.version)
        except (QueryError, ValueError):
            # It was valid when it was saved: a later language refuses it. Its owners must hear of it, not the worker fall.
            logger.exception("standing query %s can no longer be read", row.pk)
            self._held.pop(row.pk, None)
            return
        self._held[row.pk] = Held(row.agency_id, row.brand_id, row.version)


_INDEX = Index()


def index() -> Index:
    """This process's index."""
    return _INDEX


def newest_revision() -> int:
    """The last revision that was committed."""
    return Counter.objects.filter(name=COUNTER).values_list("last", flat=True).first() or 0


def register(*, agency: Agency, query_id: UUID, brand_id: UUID, text: str, version: int, now: datetime) -> int:
    """Puts a query's current text into the register; returns the revision. To be called inside the saving transaction."""
    return _write(query_id, now, agency=agency, brand_id=brand_id, text=text, version=version, is_active=True)


def withdraw(*, query_id: UUID, now: datetime) -> int:
    """Takes a query out of matching; its row stays, so that every index hears of it."""
    return _write(query_id, now, is_active=False)


@transaction.atomic
def _write(query_id: UUID, now: datetime, **values: Any) -> int:
    revision = next_numbers(COUNTER, 1)
    values |= {"revision": revision, "changed_at": now}
    # The counter's lock is held: nobody can make the same row between the two.
    if not StandingQuery.objects.filter(pk=query_id).update(**values) and "text" in values:
        StandingQuery.objects.create(pk=query_id, **values)
    return revision


def next_numbers(name: str, count: int) -> int:
    """Takes `count` numbers of a counter and returns the last; the row stays locked until the caller commits."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO feeds_counter (name, last) VALUES (%s, %s) "
            "ON CONFLICT (name) DO UPDATE SET last = feeds_counter.last + EXCLUDED.last RETURNING last",
            [name, count],
        )
        return int(cursor.fetchone()[0])
