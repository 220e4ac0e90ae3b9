"""The connector for RSS, Atom and JSON Feed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from accounts.outside.failures import Failure, Malformed, RateLimited, Transient
from accounts.outside.http import Fetched
from accounts.outside.plaintext import canonical
from accounts.outside.statuses import failure_of, freshness
from accounts.outside.waiting import asked_to_wait
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.protocol import (
    Admitted,
    Batch,
    CheckResult,
    Config,
    Context,
    Cursor,
    Delivery,
    Ignored,
    Record,
    Tombstone,
)
from monitoring.feeds.connectors.rss.document import Document
from monitoring.feeds.connectors.rss.hubs import HUB_SECRET, admitted, hub_of
from monitoring.feeds.connectors.rss.identity import identified
from monitoring.feeds.connectors.rss.memory import Memory
from monitoring.feeds.connectors.rss.pages import read_feed
from monitoring.feeds.connectors.rss.presets import explained, seldom
from monitoring.feeds.connectors.rss.record import VERSION, date_notes, to_post
from monitoring.feeds.connectors.rss.settings import PLATFORM, SPEC, Settings, read_settings, tidy
from monitoring.feeds.connectors.rss.withdrawing import is_gone, withdrawn
from monitoring.feeds.connectors.spec import Spec

# Anything else last: a server that negotiates would answer with the web page (RFC 9110, 12.5.1).
_ACCEPT: Final = "application/feed+json, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.8"
_LONGEST_HINT: Final = 86_400.0
_SAMPLE: Final = 5
_STALE: Final = timedelta(days=60)
_FULL_READ_EVERY: Final = timedelta(days=1)  # some servers answer 304 for ever
_OVERFLOWN: Final = "More was published between two readings than the feed shows: some posts may be missing."
_OUT_OF_REACH: Final = (
    "Older pages of the feed could not be read back to the last known post: some posts may be missing."
)
_MOST_TRIES: Final = 6  # polls that try an older page whose server has a passing trouble
_MOST_GAP: Final = 5  # times the pages of one poll


@dataclass(frozen=True, slots=True)
class _Page:
    answer: Fetched
    document: Document
    records: tuple[Record, ...]
    deleted: tuple[Record, ...]
    split: tuple[str, ...]


class RssConnector:
    """Reads feeds of all three kinds; answering is not possible (`can_reply` is False on every post).

    A poll yields batches of at most `batch` records, and follows a feed's links to older entries over at most
    `most_pages` pages until it meets what the cursor knows. Poll with {} to read everything the feed shows.
    """

    platform = PLATFORM
    version = VERSION

    def __init__(self, *, batch: int = 500, most_pages: int = 10) -> None:
        self._batch = batch
        self._most_pages = most_pages

    def spec(self) -> Spec:
        """An address; where it is needed a log-in, and what its entries are."""
        return SPEC

    def recognise(self, text: str) -> Config | None:
        """Any address: what is no feed is a page whose feeds are looked for."""
        return {"url": text}

    def tidy(self, config: Config) -> Config:
        """With the address that was meant. Raises NotAFeed for what is no address, with the feeds it may mean."""
        return tidy(config)

    def address(self, config: Config) -> str:
        """The feed's own."""
        return str(config["url"])

    def source_key(self, config: Config) -> str | None:
        """The address without what changes nothing; None when a log-in or a token in it makes it private."""
        return read_settings(config).key

    def normalise(self, record: Record) -> Post | Tombstone | Ignored:
        """The post of one record of `poll`."""
        return to_post(record)

    def check(self, ctx: Context, config: Config) -> CheckResult:
        """Read the feed once and show its last five posts. Raises any Failure, NotAFeed with the feeds found."""
        settings = read_settings(config, ctx.secrets)
        try:
            page = _page(ctx, settings, _get(ctx, settings, settings.url, {}), Memory(""))
        except Failure as failure:
            raise explained(settings.url, failure) from failure
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
            warnings=(*page.document.notes, *_doubts(posts, ctx.now), *filter(None, [seldom(settings.url)])),
            moved_to=_moved(page.answer, settings),
        )

    def poll(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        """What is new or changed since `cursor`. Raises any Failure of the client, the status or the document."""
        settings = read_settings(config, ctx.secrets)
        memory = Memory.of(cursor, settings.url)
        asked = memory.validators() if ctx.now - memory.full_at < _FULL_READ_EVERY else {}
        answer = _get(ctx, settings, settings.url, asked)
        # The body as well: some servers change their ETag with every answer.
        body_hash = hashlib.sha256(answer.body).hexdigest()[:32]
        unchanged = answer.status == 304 or (body_hash == memory.body_hash and not answer.truncated)
        if unchanged and not memory.older:
            yield self._unchanged(ctx, settings, memory, answer)
            return
        if unchanged:
            yield from self._older(ctx, settings, memory, first_read=False)
            return
        first_read = not memory.seen
        page = _page(ctx, settings, answer, memory)
        yield from self._head(ctx, settings, memory, page, body_hash)
        if memory.older:
            yield from self._older(ctx, settings, memory, first_read=first_read)

    def _unchanged(self, ctx: Context, settings: Settings, memory: Memory, answer: Fetched) -> Batch:
        memory.whole_at = ctx.now
        # A 304 may come without any: then those that were sent still hold.
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
        notes = _notes(page, memory)
        known = memory.ids()
        torn = not memory.reached_by(page.records)
        fresh = self._fresh(memory, page, notes)
        yield from self._in_parts(fresh, memory, page)
        memory.learn_shared(page.split)
        memory.remember(page.records)
        memory.remember(page.deleted, in_front=False)  # in front stands the listing, by whose order an overflow is told
        # Suddenly empty is the server's trouble: all of it is asked for again, and nothing is forgotten.
        whole = not answer.truncated and bool(page.records or not memory.seen)
        missed_since = memory.whole_at
        if document.next_url and torn:
            memory.open_gap(document.next_url, known)
        # Of an answer that broke off the rest is still to come; old posts under new ids alone leave nothing between.
        overflown = torn and bool(fresh and known) and not document.next_url and not answer.truncated
        if whole:
            memory.listed(page.records)
            memory.whole_at = ctx.now
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
            missed_since=missed_since if overflown else None,
            hub=None if answer.truncated else hub_of(answer, document, settings.url),
            notes=tuple(notes),
        )

    def is_gone(self, ctx: Context, url: str) -> bool:
        """Whether a post's own page says that it is gone. Raises a Failure where that can't be told."""
        return is_gone(ctx, url)

    def new_secret(self, config: Config) -> None:
        """None: the one for a hub is made with its subscription."""

    def admit(self, ctx: Context, config: Config, delivery: Delivery) -> Admitted:
        """What a hub sends is signed with the secret it was given, over the body as it came. Raises Forbidden."""
        return admitted(ctx.secrets.get(HUB_SECRET, ""), delivery)

    def receive(self, ctx: Context, config: Config, cursor: Cursor, delivery: Delivery) -> Iterator[Batch]:
        """What a hub sent, or we found to be gone: the whole feed or some entries of it, read as a poll reads them. What is missing says nothing."""
        settings = read_settings(config, ctx.secrets)
        memory = Memory.of(cursor, settings.url)
        if delivery.gone:
            yield withdrawn(memory, settings.source, delivery.gone, ctx.now)
            return
        page = _page(ctx, settings, Fetched.sent(settings.url, delivery.headers, delivery.body), memory)
        fresh = [*memory.changed(page.records), *memory.newly_gone(page.deleted)]
        memory.learn_shared(page.split)
        # Behind what the last poll listed: by its order the next one sees whether it reaches back to it.
        memory.remember((*page.records, *page.deleted), in_front=False)
        yield Batch(records=tuple(fresh), cursor=memory.to_json(), notes=page.document.notes)

    def _fresh(self, memory: Memory, page: _Page, notes: list[str] | None = None) -> list[Record]:
        """What is to be handed over of a page: new or changed, and not an old post under a new id, which is counted."""
        fresh = memory.changed(page.records)
        returned = memory.returned(fresh, page.records)
        if returned and notes is not None:
            again = "1 entry came" if len(returned) == 1 else f"{len(returned)} entries came"
            notes.append(f"{again} back in the same words under new ids; taken for the posts that were read before.")
        left_out = {record["id"] for record in returned}
        return [record for record in fresh if record["id"] not in left_out] + memory.newly_gone(page.deleted)

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
        """Page back to what was known; stop at the page limit and leave the gap in the cursor for the next poll.

        The gap is closed only by what was known before it: a page of entries that came since is no witness. What can't be
        closed is told as missed. History before the first read was never promised, so it leaves no gap.
        """
        for _ in range(self._most_pages):
            if not memory.older:
                return
            try:
                page = _page(ctx, settings, _get(ctx, settings, memory.older, {}), memory)
            except Failure as failure:
                yield self._stuck(ctx, memory, failure)
                return
            yield self._older_page(memory, page)
        if memory.older and (first_read or not memory.has_floor):
            memory.follow_gap("")
            yield Batch(records=(), cursor=memory.to_json(), notes=("Older pages exist and were not read.",))

    def _older_page(self, memory: Memory, page: _Page) -> Batch:
        fresh = self._fresh(memory, page)
        promised, since = memory.has_floor, memory.gap_since
        met = memory.floor_met(page.records) if promised else not fresh
        memory.learn_shared(page.split)
        memory.remember(page.records, in_front=False)
        too_far = promised and memory.pages >= self._most_pages * _MOST_GAP
        memory.follow_gap("" if met or too_far else page.document.next_url)
        lost = promised and not met and not memory.older
        return Batch(
            records=tuple(fresh),
            cursor=memory.to_json(),
            complete=not memory.older,
            missed=_OUT_OF_REACH if lost else "",
            missed_since=since if lost else None,
        )

    def _stuck(self, ctx: Context, memory: Memory, failure: Failure) -> Batch:
        """An older page that can't be read: asked for again where the trouble may pass, else what it held is missed."""
        memory.tries += 1
        promised, since = memory.has_floor, memory.gap_since
        may_pass = isinstance(failure, Transient | RateLimited) and memory.tries < _MOST_TRIES
        if not may_pass:
            memory.follow_gap("")
        lost = promised and not may_pass
        return Batch(
            records=(),
            cursor=memory.to_json(),
            complete=not memory.older,
            next_poll=failure.asked_to_wait(ctx.now),
            missed=_OUT_OF_REACH if lost else "",
            missed_since=since if lost else None,
            notes=(f"An older page could not be read: {failure.sentence}",),
        )


def _get(ctx: Context, settings: Settings, address: str, validators: Mapping[str, str]) -> Fetched:
    # A document may name any address as its older page: the log-in goes to the feed's own origin only.
    auth = settings.auth if _host(address) == _host(settings.url) else None
    answer = ctx.http.get(address, headers={"Accept": _ACCEPT, **validators}, auth=auth)
    failure = failure_of(answer, ctx.now)
    if failure:
        raise failure
    if answer.status == 304 and not validators:
        raise Malformed("The server says nothing changed, although it was not asked that.")
    return answer


def _page(ctx: Context, settings: Settings, answer: Fetched, memory: Memory) -> _Page:
    document = read_feed(answer)
    common = {
        "v": VERSION,
        "source": settings.source,
        "fetched_at": ctx.now.isoformat(),
        "home": document.home or answer.url,
        "language": document.language,
        "kind": settings.kind,
    }
    identities = identified(document.entries, memory)
    records = [
        Memory.marked({**common, "id": external_id, "id_from": made_from, "entry": entry})
        for external_id, made_from, entry in identities.entries
    ]
    # What a document shows is not gone, whatever older word of it the same document still carries (RFC 6721).
    shown = {record["id"] for record in records}
    deleted = [
        Memory.marked({**common, "id": one["guid"], "is_deleted": True, "entry": one})
        for one in document.deleted
        if one["guid"] not in shown
    ]
    return _Page(answer, document, tuple(records), tuple(deleted), tuple(identities.split))


def _notes(page: _Page, memory: Memory) -> list[str]:
    notes = [*page.document.notes, *date_notes([record["entry"] for record in page.records])]
    if page.answer.truncated:
        notes.append("The response was cut off; what arrived was read, and the rest will be requested again.")
    if not page.records and memory.seen:
        notes.append("The feed is empty, though it had entries before.")
    return notes


def _host(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port


def _moved(answer: Fetched, settings: Settings) -> str | None:
    address = answer.moved_to
    return address if address and canonical(address) != canonical(settings.url) else None


def _hint(ttl: float | None, answer: Fetched, now: datetime) -> float | None:
    # sy:updatePeriod is left out on purpose: it is "hourly" in every WordPress feed, whatever the blog does.
    wish = ttl if ttl is not None else freshness(answer.headers, now)
    wait = asked_to_wait(answer.headers, now, refused=False)
    wishes = [one for one in (wish, wait) if one is not None]
    return min(max(wishes), _LONGEST_HINT) if wishes else None


def _doubts(posts: list[Post], now: datetime) -> list[str]:
    if not posts:
        return ["The feed has no entries yet."]
    doubts = []
    dates = [post.published_at for post in posts if post.published_at]
    if any(post.published_at is None and not post.raw.get("published") for post in posts):
        doubts.append("Some entries have no date; they will count from when they are first seen.")
    doubts += date_notes([post.raw for post in posts])
    if dates and now - max(dates) > _STALE:
        doubts.append(f"The newest entry is {(now - max(dates)).days} days old.")
    if any(post.published_from == "clamped" for post in posts):
        doubts.append("Some entries are dated in the future; they will count from when they were fetched.")
    return doubts
