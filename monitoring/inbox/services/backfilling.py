"""A query run over what is stored already: the brand's mentions, other posts of its feeds, and what was fetched for others.

New mentions are quiet, so that history wakes nobody; counts move as in ingestion, by its own writers and under its lock. A match
that a changed text would no longer make stays: what people have worked with is not taken away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, QuerySet

from accounts.delivery import enqueue
from accounts.errors import Conflict, Invalid, NotFound
from accounts.events.catalogue import Action
from accounts.events.services.recording import About, record, record_all
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from accounts.tenancy import current_agency
from monitoring import catalogue
from monitoring.feeds.collection.documents import of_fetched
from monitoring.feeds.connectors.protocol import GONE
from monitoring.feeds.models import Arrival, Route
from monitoring.inbox.services.documents import of_stored
from monitoring.inbox.services.ingestion.batch import Draft, Identity, Item
from monitoring.inbox.services.ingestion.counts import Counting
from monitoring.inbox.services.ingestion.mentions import write_mentions
from monitoring.inbox.services.ingestion.posts import open_routes, write_posts
from monitoring.inbox.services.ingestion.stored import stored_item
from monitoring.inbox.services.ingestion.telling import arrivals
from monitoring.matching import Query as Parsed
from monitoring.matching import QueryError, evaluate, parse
from monitoring.models import BACKFILL, PHASES, Backfill, IngestPosition, Mention, Post, Query, Source

JOB = "monitoring.jobs.run_backfill"
LONGEST_DAYS = 400  # the 13 months for which mentions are kept
CHUNK = 500
# A batch that was matched just before the query was saved may be stored only now: what came since then is read once more.
SETTLE = timedelta(seconds=15)
_OVERLAP = timedelta(minutes=2)  # posts bear the time of their fetch, which is before they are stored
_STALLED = timedelta(minutes=1)  # a chunk takes seconds
_MOST_FAILURES = 3


@dataclass(slots=True)
class _Turn:
    """What a step read: rows, those that matched, mentions made; the position after it, None at the phase's end."""

    read: int = 0
    matched: int = 0
    made: int = 0
    position: str | None = None
    more: int = 0  # rows that were not counted at the start


def start_backfill(*, member: Any, query: Query, days: int = 30, now: datetime) -> Backfill:
    """Begins a run of the query over posts published in the last `days` days, as a job. A run that goes on already is answered.

    Raises Invalid (days), NotFound, Conflict (`wrong_state`) for a query that is stopped.
    """
    require(member, "queries.edit")
    if not 1 <= days <= LONGEST_DAYS:
        raise Invalid.field("days", f"Choose 1 to {LONGEST_DAYS} days.")
    with transaction.atomic():
        # Locked: of two who press at once one begins a run, and the other is answered with it.
        locked: Query | None = Query.objects.visible_to(member).select_for_update().filter(pk=query.pk).first()
        if locked is None:
            raise NotFound("There is no such query.")
        if not locked.is_active:
            raise Conflict("This query is stopped. Save it again first.", code="wrong_state")
        running: Backfill | None = Backfill.objects.filter(query=locked, status="running").first()
        if running is not None and running.query_version == locked.version:
            return running
        if running is not None:
            move(Backfill.objects.all(), running.pk, BACKFILL, "replace", ended_at=now)
        made: Backfill = Backfill.objects.create(
            query=locked, query_version=locked.version, since=now - timedelta(days=days), by_id=member.user_id,
            started_at=now, moved_at=now,
        )  # fmt: skip
        replaced = running.pk if running is not None else None
        _tell(catalogue.BACKFILL_STARTED, made, member, now, since=made.since, replaced=replaced)
        enqueue(JOB, str(made.pk))
    return made


def cancel_backfill(*, member: Any, backfill: Backfill, now: datetime) -> Backfill:
    """Stops a run. What it found stays. Raises NotFound, Conflict where it has ended."""
    require(member, "queries.edit")
    with transaction.atomic():
        move(Backfill.objects.visible_to(member), backfill.pk, BACKFILL, "cancel", ended_at=now)
        cancelled = _again(backfill)
        _tell(catalogue.BACKFILL_CANCELLED, cancelled, member, now)
    return cancelled


def resume_backfill(*, member: Any, backfill: Backfill, now: datetime) -> Backfill:
    """Goes on where a cancelled or failed run stopped. Raises NotFound, Conflict (also where another run goes on)."""
    require(member, "queries.edit")
    with transaction.atomic():
        Query.objects.select_for_update().filter(pk=backfill.query_id).first()
        if Backfill.objects.filter(query_id=backfill.query_id, status="running").exists():
            raise Conflict("This query is already running over stored posts.", code="wrong_state")
        rows = Backfill.objects.visible_to(member)
        move(rows, backfill.pk, BACKFILL, "resume", ended_at=None, failures=0, moved_at=now)
        resumed = _again(backfill)
        _tell(catalogue.BACKFILL_RESUMED, resumed, member, now)
        enqueue(JOB, str(backfill.pk))
    return resumed


def step(backfill_id: UUID, *, now: datetime) -> bool:
    """One chunk of a run: what it finds and its position are one transaction. True where more can be done at once.

    Run twice, or by two workers, nothing is read twice: the second finds the row locked, or moved on.
    """
    try:
        with transaction.atomic():
            # Of itself: Django locks what `select_related` joins as well, and a save of the query would wait.
            rows = Backfill.objects.select_for_update(skip_locked=True, of=("self",)).select_related("query")
            row: Backfill | None = rows.filter(pk=backfill_id, status="running").first()
            return row is not None and _stepped(row, now)
    # After the rollback, in a transaction of its own: inside, the count would be undone with the chunk.
    except Exception:
        _failed(backfill_id, now)
        raise


def wake_stalled(*, now: datetime) -> int:
    """Sweep: has runs go on whose worker was lost, and those that wait to settle. Returns how many, in this agency."""
    running = Backfill.objects.filter(status="running")
    due = running.filter(moved_at__lte=now - _STALLED) | running.filter(phase="settling", started_at__lte=now - SETTLE)
    ids = list(due.values_list("pk", flat=True))
    for pk in ids:
        enqueue(JOB, str(pk))
    return len(ids)


def waits_to_settle(backfill_id: UUID) -> bool:
    """Whether all that remains is to look once more, shortly after the start."""
    return bool(Backfill.objects.filter(pk=backfill_id, status="running", phase="settling").exists())


def _again(backfill: Backfill) -> Backfill:
    row: Backfill = Backfill.objects.select_related("query", "by").get(pk=backfill.pk)
    return row


def _tell(action: Action, row: Backfill, by: Membership | None, now: datetime, **data: Any) -> None:
    about = About(row.pk, row.query.name, brand=row.query.brand_id)
    record(action, about, by=by, now=now, query=row.query_id, **data)


def _end(row: Backfill, action: str, now: datetime) -> None:
    status = move(Backfill.objects.all(), row.pk, BACKFILL, action, ended_at=now)
    counts = {"read": row.read, "matched": row.matched, "made": row.made}
    _tell(catalogue.BACKFILL_ENDED, row, None, now, status=status, **counts)


@transaction.atomic
def _failed(backfill_id: UUID, now: datetime) -> None:
    rows = Backfill.objects.filter(pk=backfill_id, status="running")
    rows.update(failures=F("failures") + 1, moved_at=now)
    row = rows.filter(failures__gte=_MOST_FAILURES).select_related("query").first()
    if row is not None:
        _end(row, "fail", now)


def _stepped(row: Backfill, now: datetime) -> bool:
    if row.query.version != row.query_version or not row.query.is_active:
        _end(row, "replace", now)
        return False
    if row.phase == "settling" and now < row.started_at + SETTLE:
        return False
    try:
        reading = _Reading(row, parse(row.query.text), now)
    except QueryError:
        _end(row, "fail", now)
        return False
    if not row.position and row.phase == PHASES[0]:
        row.total = reading.count()
    # One writer of an agency's mentions at a time, as in ingestion.
    IngestPosition.objects.get_or_create(singleton=True)
    IngestPosition.objects.select_for_update().get(singleton=True)
    turn = reading.turn(row.phase, row.position)
    row.read, row.matched, row.made = row.read + turn.read, row.matched + turn.matched, row.made + turn.made
    row.total += turn.more
    row.moved_at, row.failures, row.position = now, 0, turn.position or ""
    ended = turn.position is None and row.phase == PHASES[-1]
    if turn.position is None and not ended:
        row.phase = PHASES[PHASES.index(row.phase) + 1]
    row.save()
    if ended:
        _end(row, "finish", now)
    return not ended and not (row.phase == "settling" and now < row.started_at + SETTLE)


class _Reading:
    """One run's reading of what is stored: each phase gives its next rows after a position."""

    def __init__(self, row: Backfill, parsed: Parsed, now: datetime) -> None:
        self._row, self._parsed, self._now = row, parsed, now
        self._brand: UUID = row.query.brand_id
        on = Source.objects.filter(brand_id=self._brand, status="active").order_by("id")
        self._sources: dict[UUID, UUID] = dict(on.values_list("feed_id", "pk"))

    def count(self) -> int:
        """How many posts the agency holds that are to be read; those it does not hold are counted as they are met."""
        return self._mentions().count() + self._posts().count()

    def turn(self, phase: str, position: str) -> _Turn:
        """Reads the next rows of a phase and writes what they bring."""
        if phase == "mentions":
            return self._of_mentions(self._mentions(), position)
        if phase == "posts":
            return self._of_posts(self._posts(), position)
        if phase == "arrivals":
            return self._of_arrivals(self._arrivals(), position)
        return self._settle()

    def _mentions(self) -> QuerySet[Mention]:
        rows: QuerySet[Mention] = Mention.objects.filter(brand_id=self._brand, published_at__gte=self._row.since)
        return rows.exclude(post__state="gone").select_related("post")

    def _posts(self) -> QuerySet[Post]:
        rows: QuerySet[Post] = Post.objects.filter(feed_id__in=list(self._sources), published_at__gte=self._row.since)
        return rows.exclude(state="gone").filter(
            ~Exists(Mention.objects.filter(post=OuterRef("pk"), brand_id=self._brand))
        )

    def _arrivals(self) -> QuerySet[Arrival]:
        rows = Arrival.objects.filter(feed_id__in=list(self._sources), fetched_at__gte=self._row.since)
        return rows.exclude(fingerprint=GONE)

    def _of_mentions(self, rows: QuerySet[Mention], position: str) -> _Turn:
        # By the last row read, not by an offset: what comes meanwhile shifts no page, and nothing is passed over.
        if position:
            at, pk = position.split(" ")
            published, last = datetime.fromisoformat(at), UUID(pk)
            rows = rows.filter(published_at__lte=published).exclude(published_at=published, id__gte=last)
        chunk = list(rows.order_by("-published_at", "-id")[:CHUNK])
        hits = [one for one in chunk if evaluate(self._parsed, of_stored(one.post))]
        made = self._write([stored_item(one.post, self._target(one.source_id)) for one in hits])
        tail = chunk[-1] if len(chunk) == CHUNK else None
        return _Turn(len(chunk), len(hits), made, f"{tail.published_at.isoformat()} {tail.pk}" if tail else None)

    def _of_posts(self, rows: QuerySet[Post], position: str) -> _Turn:
        rows = rows.filter(pk__gt=UUID(position)) if position else rows
        chunk = list(rows.order_by("pk")[:CHUNK])
        hits = [one for one in chunk if evaluate(self._parsed, of_stored(one))]
        made = self._write([stored_item(one, self._target(self._sources[one.feed_id])) for one in hits])
        return _Turn(len(chunk), len(hits), made, str(chunk[-1].pk) if len(chunk) == CHUNK else None)

    def _of_arrivals(self, rows: QuerySet[Arrival], position: str) -> _Turn:
        rows = rows.filter(pk__gt=UUID(position)) if position else rows
        chunk = list(rows.order_by("pk")[:CHUNK])
        news = self._not_held(chunk)
        fresh = [item for item in news if evaluate(self._parsed, of_fetched(item.post))]
        drafts = write_posts(fresh, self._now) if fresh else {}
        made = self._write([(item, drafts[item.identity]) for item in fresh])
        last = str(chunk[-1].pk) if len(chunk) == CHUNK else None
        return _Turn(len(news), len(fresh), made, last, more=len(news))

    def _settle(self) -> _Turn:
        """Once more what came around the start, however it came. All of it at once: it is minutes' worth."""
        since = self._row.started_at - _OVERLAP
        mentions = self._mentions().filter(first_seen_at__gte=since)
        posts = self._posts().filter(first_seen_at__gte=since)
        arrivals = self._arrivals().filter(fetched_at__gte=since)
        made = _all(lambda position: self._of_mentions(mentions, position))
        made += _all(lambda position: self._of_posts(posts, position))
        made += _all(lambda position: self._of_arrivals(arrivals, position))
        return _Turn(matched=made, made=made)

    def _not_held(self, rows: Sequence[Arrival]) -> list[Item]:
        """Arrivals as work items: the last wording of each, without posts the agency holds (its own wording is the newer)."""
        names = {(row.feed_id, row.external_id) for row in rows}
        every = Arrival.objects.filter(
            feed_id__in={feed for feed, _ in names}, external_id__in={one for _, one in names}
        )
        # An arrival is kept where its words come again: the last word is what was routed last, not what came first.
        told = every.annotate(routed=Max("routes__created_at")).order_by(F("routed").asc(nulls_first=True), "pk")
        last = {(feed, name): pk for pk, feed, name in told.values_list("pk", "feed_id", "external_id")}
        newest = [row for row in rows if last[row.feed_id, row.external_id] == row.pk]
        live = self._on_the_way([row.pk for row in newest])
        items = open_routes([
            (0, [self._target(self._sources[row.feed_id], quiet=row.pk not in live)], row.feed_id, row.post, row.fetched_at)
            for row in newest
        ])  # fmt: skip
        items = [item for item in items if (item.post.published_at or item.fetched_at) >= self._row.since]
        held = set(
            Post.objects.filter(
                origin__in={item.identity[0] for item in items}, external_id__in={item.identity[1] for item in items}
            ).values_list("origin", "external_id")
        )
        return [item for item in items if item.identity not in held]

    def _on_the_way(self, arrivals: Sequence[UUID]) -> set[UUID]:
        """Those routed to the brand as news and not taken yet: to read them first must not make history of them."""
        taken = IngestPosition.objects.values_list("number", flat=True).first() or 0
        routes = Route.objects.for_agency(current_agency()).filter(number__gt=taken, arrival_id__in=arrivals)
        return {
            arrival
            for arrival, targets in routes.values_list("arrival_id", "targets")
            if any(target["brand"] == str(self._brand) and not target["quiet"] for target in targets)
        }

    def _target(self, source: UUID, *, quiet: bool = True) -> dict[str, object]:
        return {"source": str(source), "brand": str(self._brand), "queries": [str(self._row.query_id)], "quiet": quiet}

    def _write(self, taken: Sequence[tuple[Item, Draft]]) -> int:
        if not taken:
            return 0
        drafts: dict[Identity, Draft] = {item.identity: draft for item, draft in taken}
        counting = Counting()
        made = write_mentions([item for item, _ in taken], drafts, counting, self._now)
        counting.write()
        record_all(arrivals(made, self._now))
        return sum(len(one.mentions) for one in made.values())


def _all(read: Callable[[str], _Turn]) -> int:
    """Reads a phase to its end; how many mentions it made."""
    made, position = 0, ""
    while True:
        turn = read(position)
        made += turn.made
        if turn.position is None:
            return made
        position = turn.position
