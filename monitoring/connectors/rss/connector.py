"""The connector for RSS, Atom and JSON Feed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from monitoring.connectors.failures import Failure, Forbidden, Malformed, NotAFeed, NotFound, RateLimited
from monitoring.connectors.http import Fetched
from monitoring.connectors.plaintext import canonical
from monitoring.connectors.post import Post
from monitoring.connectors.presets import recognised
from monitoring.connectors.protocol import (
    Batch,
    CheckResult,
    Config,
    Context,
    Cursor,
    Ignored,
    Record,
    Tombstone,
)
from monitoring.connectors.rss.document import Document
from monitoring.connectors.rss.memory import Memory
from monitoring.connectors.rss.pages import read_feed
from monitoring.connectors.rss.record import VERSION, identified, to_post
from monitoring.connectors.rss.settings import Settings, form, read_settings
from monitoring.connectors.statuses import failure_of, freshness

_ACCEPT: Final = "application/feed+json, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.8"
_LONGEST_HINT: Final = 86_400.0
_SAMPLE: Final = 5
_STALE: Final = timedelta(days=60)
_FULL_READ_EVERY: Final = timedelta(days=1)
_OVERFLOWN: Final = "More was published between two readings than the feed shows: some posts may be missing."


@dataclass(frozen=True, slots=True)
class _Page:
    answer: Fetched
    document: Document
    records: tuple[Record, ...]


class RssConnector:
    """Reads feeds of all three kinds; answering is not possible (`can_reply` is False on every post).

    A poll yields batches of at most `batch` records, and follows a feed's links to older entries over at most
    `most_pages` pages until it meets what the cursor knows. Poll with {} to read everything the feed shows.
    """

    platform = "rss"
    version = VERSION

    def __init__(self, *, batch: int = 500, most_pages: int = 10) -> None:
        self._batch = batch
        self._most_pages = most_pages

    def spec(self) -> dict[str, Any]:
        """The form's JSON Schema: url, username, password (secret), private, kind."""
        return form()

    def source_key(self, config: Config) -> str | None:
        """The address without what changes nothing; None when a log-in or a token in it makes it private."""
        return read_settings(config).key

    def normalise(self, record: Record) -> Post | Tombstone | Ignored:
        """The post of one record of `poll`."""
        return to_post(record)

    def check(self, ctx: Context, config: Config) -> CheckResult:
        """Read the feed once and show its last five posts. Raises any Failure, NotAFeed with the feeds found."""
        settings = read_settings(config)
        try:
            page = _page(ctx, settings, _get(ctx, settings, settings.url, {}), frozenset())
        except (NotAFeed, Forbidden, NotFound, RateLimited) as failure:
            known = recognised(settings.url)
            if known is None:
                raise
            found = failure.found if isinstance(failure, NotAFeed) else ()
            raise NotAFeed("This is a web page. Its feed is below.", found=(known, *found)) from failure
        posts = [post for post in map(to_post, page.records) if isinstance(post, Post)]
        posts.sort(
            key=lambda post: (
                post.published_at is not None,
                post.published_at or ctx.now,
            ),
            reverse=True,
        )
        return CheckResult(
            title=page.document.title or (urlsplit(settings.url).hostname or ""),
            posts_sample=tuple(posts[:_SAMPLE]),
            warnings=(*page.document.notes, *_doubts(posts, ctx.now)),
            moved_to=_moved(page.answer, settings),
        )

    def poll(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        """What is new or changed since `cursor`. Raises any Failure of the client, the status or the document."""
        settings = read_settings(config)
        memory = Memory.of(cursor, settings.url)
        asked = memory.validators() if ctx.now - memory.full_at < _FULL_READ_EVERY else {}
        answer = _get(ctx, settings, settings.url, asked)
        body_hash = hashlib.sha256(answer.body).hexdigest()[:32]
        unchanged = answer.status == 304 or (body_hash == memory.body_hash and not answer.truncated)
        if unchanged and not memory.older:
            yield self._unchanged(ctx, settings, memory, answer)
            return
        if unchanged:
            yield from self._older(ctx, settings, memory, first_read=False)
            return
        first_read = not memory.seen
        page = _page(ctx, settings, answer, memory.shared)
        yield from self._head(ctx, settings, memory, page, body_hash)
        if memory.older:
            yield from self._older(ctx, settings, memory, first_read=first_read)

    def _unchanged(self, ctx: Context, settings: Settings, memory: Memory, answer: Fetched) -> Batch:
        if answer.status != 304:
            memory.keep_validators(answer.headers, ctx.now)
        return Batch(
            records=(),
            cursor=memory.to_json(),
            not_modified=True,
            next_poll=_hint(None, answer, ctx.now),
            moved_to=_moved(answer, settings),
        )

    def _head(
        self,
        ctx: Context,
        settings: Settings,
        memory: Memory,
        page: _Page,
        body_hash: str,
    ) -> Iterator[Batch]:
        document, answer = page.document, page.answer
        notes = list(document.notes)
        if answer.truncated:
            notes.append("The answer broke off before its end; what arrived was read, and the rest is asked for again.")
        if not page.records and memory.seen:
            notes.append("The feed is empty, though it had entries before.")
        known = memory.ids()
        fresh = memory.changed(page.records)
        meets_known = any(record["id_short"] in known for record in page.records)
        yield from self._in_parts(fresh, memory, page)
        memory.learn_shared(page.document.entries)
        memory.remember(page.records)
        torn = bool(fresh) and not meets_known
        if document.next_url and torn:
            memory.open_gap(document.next_url, known)
        # Of an answer that broke off the rest is still to come.
        overflown = torn and bool(known) and not document.next_url and not answer.truncated
        whole = not answer.truncated and bool(page.records or not memory.seen)
        memory.settle(answer.headers if whole else {}, body_hash if whole else "", ctx.now)
        rest = fresh[-(len(fresh) % self._batch or min(len(fresh), self._batch)) :] if fresh else []
        yield Batch(
            records=tuple(rest),
            cursor=memory.to_json(),
            complete=not memory.older,
            next_poll=_hint(document.ttl, answer, ctx.now),
            moved_to=_moved(answer, settings),
            title=document.title,
            missed=_OVERFLOWN if overflown else "",
            notes=tuple(notes),
        )

    def _in_parts(self, fresh: list[Record], memory: Memory, page: _Page) -> Iterator[Batch]:
        """All but the last part of a long document; the validators stay the old ones until the last is stored."""
        last = (len(fresh) - 1) // self._batch * self._batch
        for start in range(0, max(last, 0), self._batch):
            part = fresh[start : start + self._batch]
            memory.remember(part)
            yield Batch(
                records=tuple(part),
                cursor=memory.to_json(),
                complete=False,
                title=page.document.title,
            )

    def _older(self, ctx: Context, settings: Settings, memory: Memory, *, first_read: bool) -> Iterator[Batch]:
        """Page back to what was known; stop at the page limit and leave the gap in the cursor for the next poll."""
        for _ in range(self._most_pages):
            address = memory.older
            if not address:
                return
            try:
                page = _page(ctx, settings, _get(ctx, settings, address, {}), memory.shared)
            except Failure as failure:
                note = f"An older page could not be read: {failure.sentence}"
                yield Batch(records=(), cursor=memory.to_json(), complete=False, notes=(note,))
                return
            fresh = memory.changed(page.records)
            met = memory.floor_met(page.records)
            memory.remember(page.records, in_front=False)
            ended = memory.has_floor and bool(fresh) and not met and not page.document.next_url
            memory.follow_gap("" if met or not fresh else page.document.next_url)
            yield Batch(
                records=tuple(fresh),
                cursor=memory.to_json(),
                complete=not memory.older,
                missed=_OVERFLOWN if ended else "",
            )
        if memory.older and first_read:
            # History before the first read was never promised, so it leaves no gap.
            memory.follow_gap("")
            yield Batch(
                records=(),
                cursor=memory.to_json(),
                notes=("Older pages exist and were not read.",),
            )


def _get(ctx: Context, settings: Settings, address: str, validators: Mapping[str, str]) -> Fetched:
    auth = settings.auth if _host(address) == _host(settings.url) else None
    answer = ctx.http.get(address, headers={"Accept": _ACCEPT, **validators}, auth=auth)
    failure = failure_of(answer, ctx.now)
    if failure:
        raise failure
    if answer.status == 304 and not validators:
        raise Malformed("The other side says nothing changed, though it was not asked that.")
    return answer


def _page(ctx: Context, settings: Settings, answer: Fetched, shared: frozenset[str]) -> _Page:
    document = read_feed(answer)
    common = {
        "v": VERSION,
        "source": settings.source,
        "fetched_at": ctx.now.isoformat(),
        "home": document.home or answer.url,
        "language": document.language,
        "kind": settings.kind,
    }
    records = []
    for external_id, made_from, entry in identified(document.entries, shared):
        records.append(Memory.marked({**common, "id": external_id, "id_from": made_from, "entry": entry}))
    return _Page(answer, document, tuple(records))


def _host(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port


def _moved(answer: Fetched, settings: Settings) -> str | None:
    found = answer.moved_to
    return found if found and canonical(found) != canonical(settings.url) else None


def _hint(ttl: float | None, answer: Fetched, now: datetime) -> float | None:
    # sy:updatePeriod is left out on purpose: it is "hourly" in every WordPress feed, whatever the blog does.
    wish = ttl if ttl is not None else freshness(answer.headers, now)
    return None if wish is None else min(wish, _LONGEST_HINT)


def _doubts(posts: list[Post], now: datetime) -> list[str]:
    if not posts:
        return ["The feed has no entries yet."]
    doubts = []
    dates = [post.published_at for post in posts if post.published_at]
    if len(dates) < len(posts):
        doubts.append("Some entries have no date; they will count from when they are first seen.")
    if dates and now - max(dates) > _STALE:
        doubts.append(f"The newest entry is {(now - max(dates)).days} days old.")
    if any(post.published_from == "clamped" for post in posts):
        doubts.append("Some entries are dated in the future; they will count from when they were fetched.")
    return doubts
