"""The connector for Mastodon and servers that speak its interface, asked page by page."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote, urlencode

from accounts.outside.failures import AuthExpired, Failure, Forbidden, InvalidConfig, Malformed, NotFound, Transient
from accounts.outside.websocket import WebSocket
from monitoring.feeds.connectors.answers import get_json
from monitoring.feeds.connectors.mastodon import settings as given
from monitoring.feeds.connectors.mastodon import streaming
from monitoring.feeds.connectors.mastodon.record import VERSION, gone, of_status, to_post, visible, written
from monitoring.feeds.connectors.mastodon.settings import ACCOUNT, HASHTAG, MENTIONS, PLATFORM, SEARCH, SPEC, Settings
from monitoring.feeds.connectors.mastodon.streaming import Event
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.protocol import (
    Batch,
    CheckResult,
    Config,
    Context,
    Cursor,
    Ignored,
    Named,
    Record,
    Tombstone,
)
from monitoring.feeds.connectors.rechecks import Rechecks, Watched
from monitoring.feeds.connectors.spec import Spec

_PAGE: Final = 40  # the most a server gives at once
_SAMPLE: Final = 10
_CLOSED: Final = "This server shows what is asked for only to people who are logged in: add an access token."


@dataclass(slots=True)
class _Memory:
    """`since`: the newest id that was read, in the server's own order of arrival; `account`: the id of whom it watches."""

    since: str = ""
    account: str = ""
    rechecks: Rechecks = field(default_factory=Rechecks)

    @classmethod
    def of(cls, cursor: Cursor) -> _Memory:
        if cursor.get("v") != VERSION:
            return cls()
        return cls(cursor["since"], cursor["account"], Rechecks.of(cursor["watched"]))

    def to_json(self) -> dict[str, Any]:
        return {"v": VERSION, "since": self.since, "account": self.account, "watched": self.rechecks.to_json()}


@dataclass(frozen=True, slots=True)
class _Page:
    """Statuses, newest first, each with the id that pages go by."""

    rows: list[tuple[str, Any]]


class MastodonConnector:
    """Follows a list by `min_id`, which leaves no gap (`since_id` would), at most `most_pages` pages a poll.

    `scheme` is https for every server there is. A turn of listening takes `turn` seconds, and shows every `window` that it goes on;
    where a server streams nothing, its pages are read every `pause`.
    """

    platform = PLATFORM
    version = VERSION

    def __init__(
        self, *, scheme: str = "https", most_pages: int = 20, first_pages: int = 5, most_looks: int = 10, turn: float = 300.0,
        window: float = 1.0, pause: float = 300.0,
    ) -> None:  # fmt: skip
        self._scheme, self._most_pages, self._first_pages = scheme, most_pages, first_pages
        self._most_looks = most_looks
        self._turn, self._window, self._pause = turn, window, pause

    def spec(self) -> Spec:
        """A server, what to watch there, and a token where that is not for everybody."""
        return SPEC

    def recognise(self, text: str) -> Config | None:
        """#acme@server, @acme@server, and the addresses of known servers."""
        return given.recognise(text)

    def suggest(self, brand: Named) -> Sequence[Config]:
        """Its handles as hashtags on the largest server, which sees the most."""
        return given.suggest(brand)

    def tidy(self, config: Config) -> Config:
        """In Mastodon's own spelling. Raises InvalidConfig naming the field."""
        return given.tidy(config)

    def address(self, config: Config) -> str:
        """Where people see the same."""
        return given.address(given.read(config))

    def source_key(self, config: Config) -> str | None:
        """What is watched on which server; mentions and searches are somebody's own."""
        settings = given.read(config)
        if settings.watch in (MENTIONS, SEARCH):
            return None
        return f"mastodon {settings.server} {settings.watch} {settings.term}"

    def normalise(self, record: Record) -> Post | Tombstone | Ignored:
        """The post of one record of `poll`."""
        return to_post(record)

    def check(self, ctx: Context, config: Config) -> CheckResult:
        """Asks the server what it is, and for the newest posts. Raises any Failure."""
        settings = given.read(config)
        refused = given.needs_token(settings, ctx.secrets)
        if refused:
            raise refused
        instance = self._instance(ctx, settings)
        try:
            page = self._page(ctx, settings, _Memory(account=self._account(ctx, settings)), {})
        except AuthExpired as failure:
            if ctx.secrets.get("token"):
                raise
            raise InvalidConfig(_CLOSED, field="token") from failure
        rows = [row for _, status in page.rows if (row := of_status(status, settings.server, ctx.now))]
        posts = [post for row in rows if isinstance(post := to_post(row), Post)]
        closed = not posts and _is_closed(instance, settings) and not ctx.secrets.get("token")
        doubts = [_CLOSED] if closed else [] if posts else ["Nothing is shown there so far."]
        return CheckResult(title=_title(settings), posts_sample=tuple(posts[:_SAMPLE]), warnings=tuple(doubts))

    def poll(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        """What arrived on the server since `cursor`, a page a batch. Raises any Failure."""
        settings, memory = given.read(config), _Memory.of(cursor)
        refused = given.needs_token(settings, ctx.secrets)
        if refused:
            raise AuthExpired(refused.sentence)
        if settings.watch == ACCOUNT and not memory.account:
            memory.account = self._account(ctx, settings)
        pages = self._newer(ctx, settings, memory) if memory.since else self._first(ctx, settings, memory)
        is_all = True
        for page, is_all in pages:
            fresh = self._fresh(page, settings, memory, ctx)
            if not is_all:
                yield Batch(records=tuple(fresh), cursor=memory.to_json(), complete=False, next_poll=1.0)
                continue
            notes: list[str] = []
            again = self._looked_at_again(ctx, settings, memory, notes)
            memory.rechecks.forget(int(ctx.now.timestamp()))
            yield Batch(records=(*fresh, *again), cursor=memory.to_json(), title=_title(settings), notes=tuple(notes))

    def streams(self, config: Config, *, with_secrets: bool) -> bool:
        """Hashtags and mentions are streamed to people who are logged in."""
        return with_secrets and given.read(config).watch in streaming.WATCHED

    def is_firehose(self, config: Config) -> bool:
        """A server's stream is of what is watched."""
        return False

    def stream(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        """What happens, and first, once it is heard, the pages since `cursor`: nothing is lost between two turns, and nothing in
        one that was not said. Where the server streams nothing, a turn is a reading of pages. Raises any Failure."""
        settings = given.read(config)
        refused = given.needs_token(settings, ctx.secrets)
        if refused:
            raise AuthExpired(refused.sentence)
        with ExitStack() as held:
            try:
                instance = self._get(ctx, settings, "/api/v2/instance")
                told = instance if isinstance(instance, dict) else {}
                heard = held.enter_context(streaming.opened(ctx, settings, told, scheme=self._scheme))
            except Failure as failure:
                unheard = f"The server streams nothing now, so its pages are read: {failure.sentence}"
                for batch in self.poll(ctx, config, cursor):
                    wait = self._pause if batch.complete else None
                    yield replace(batch, next_poll=wait, notes=(*batch.notes, unheard))
                return
            for batch in self.poll(ctx, config, cursor):
                cursor = batch.cursor
                yield batch
            yield from self._heard(ctx, settings, _Memory.of(cursor), heard)

    def _heard(self, ctx: Context, settings: Settings, memory: _Memory, heard: WebSocket) -> Iterator[Batch]:
        """Until the turn is over, or the connection. `since` stays where the pages left it: the next turn reads them again."""
        began = time.monotonic()
        while (passed := time.monotonic() - began) < self._turn:
            now = ctx.now + timedelta(seconds=passed)
            try:
                messages = heard.receive(self._window)
            except Transient:
                return  # what was missed, the next turn's pages bring
            records = [
                row for one in messages if (row := self._happened(streaming.read(one, settings), settings, memory, now))
            ]
            yield Batch(records=tuple(records), cursor=memory.to_json())

    def _happened(self, event: Event | None, settings: Settings, memory: _Memory, now: datetime) -> Record | None:
        if event is None:
            return None
        if event.deleted:
            # The server names it by its own number: of posts of a day ago and more nobody knows which that was.
            one = memory.rechecks.watched.pop(event.deleted, None)
            return gone(one.more["uri"]) if one else None
        row = of_status(event.status, settings.server, now)
        if row is not None:
            memory.rechecks.add(
                row["status"]["id"], int((written(row) or now).timestamp()), visible(row), {"uri": row["id"]}
            )
        return row

    def _newer(self, ctx: Context, settings: Settings, memory: _Memory) -> Iterator[tuple[_Page, bool]]:
        """From the oldest unread page on, until one is empty; with each, whether it was the last."""
        for _ in range(self._most_pages):
            page = self._page(ctx, settings, memory, {"min_id": memory.since})
            if page.rows:
                memory.since = page.rows[0][0]
            yield page, not page.rows
            if not page.rows:
                return

    def _first(self, ctx: Context, settings: Settings, memory: _Memory) -> Iterator[tuple[_Page, bool]]:
        """The newest page, and some older ones: history, which was never promised."""
        asked: dict[str, str] = {}
        for number in range(1, self._first_pages + 1):
            page = self._page(ctx, settings, memory, asked)
            if page.rows:
                memory.since = memory.since or page.rows[0][0]
                asked = {"max_id": page.rows[-1][0]}
            is_last = not page.rows or number == self._first_pages
            yield page, is_last
            if is_last:
                return

    def _fresh(self, page: _Page, settings: Settings, memory: _Memory, ctx: Context) -> list[Record]:
        rows = [row for _, status in page.rows if (row := of_status(status, settings.server, ctx.now))]
        for row in rows:
            at = written(row) or ctx.now
            memory.rechecks.add(row["status"]["id"], int(at.timestamp()), visible(row), {"uri": row["id"]})
        return rows[::-1]  # as they arrived

    def _page(self, ctx: Context, settings: Settings, memory: _Memory, paging: Mapping[str, str]) -> _Page:
        asked: dict[str, str] = {"limit": str(_PAGE), **paging}
        path = f"/api/v1/timelines/tag/{quote(settings.term)}"
        if settings.watch == ACCOUNT:
            path, asked = f"/api/v1/accounts/{quote(memory.account)}/statuses", asked | {"exclude_reblogs": "true"}
        elif settings.watch == MENTIONS:
            # What the server filtered out for the account's own page is still a mention.
            path, asked = "/api/v1/notifications", asked | {"types[]": "mention", "include_filtered": "true"}
        elif settings.watch == SEARCH:
            path, asked = "/api/v2/search", asked | {"type": "statuses", "q": settings.term}
        answer = self._get(ctx, settings, f"{path}?{urlencode(asked)}")
        rows = answer.get("statuses") if settings.watch == SEARCH and isinstance(answer, dict) else answer
        if not isinstance(rows, list):
            raise Malformed("The server sent something that is not a list of posts.")
        entries = [one for one in rows if isinstance(one, dict) and isinstance(one.get("id"), str) and one["id"]]
        return _Page([(one["id"], one.get("status") if settings.watch == MENTIONS else one) for one in entries])

    def _account(self, ctx: Context, settings: Settings) -> str:
        """The server's id of the account to watch; "" where none is watched."""
        if settings.watch != ACCOUNT:
            return ""
        try:
            account = self._get(ctx, settings, f"/api/v1/accounts/lookup?{urlencode({'acct': settings.term})}")
        except NotFound as failure:
            raise InvalidConfig("The server knows no such account.", field="term") from failure
        if not isinstance(account, dict) or not isinstance(account.get("id"), str):
            raise Malformed("The server sent something that is not an account.")
        return str(account["id"])

    def _instance(self, ctx: Context, settings: Settings) -> Mapping[str, Any]:
        """What the server says of itself. Raises InvalidConfig where nothing there speaks Mastodon."""
        try:
            instance = self._get(ctx, settings, "/api/v2/instance")
        except (NotFound, Malformed) as failure:
            raise InvalidConfig("This server does not speak Mastodon's interface.", field="server") from failure
        return instance if isinstance(instance, dict) else {}

    def _get(self, ctx: Context, settings: Settings, path: str) -> Any:
        token = ctx.secrets.get("token")
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        url = f"{self._scheme}://{settings.server}{path}"
        return get_json(ctx.http, url, ctx.now, who=settings.server, headers=headers)[0]

    def _looked_at_again(self, ctx: Context, settings: Settings, memory: _Memory, notes: list[str]) -> list[Record]:
        """What became of posts whose next look has come: paging shows neither edits nor deletions."""
        changed: list[Record] = []
        for name, one in memory.rechecks.due(int(ctx.now.timestamp()), self._most_looks):
            try:
                status = self._get(ctx, settings, f"/api/v1/statuses/{quote(name)}")
            except NotFound:  # deleted, or hidden from us: the server says no more
                memory.rechecks.watched.pop(name)
                changed.append(gone(one.more["uri"]))
                continue
            except (AuthExpired, Forbidden):
                memory.rechecks.watched.pop(name)  # a server in secure mode shows single posts to nobody
                continue
            except Failure as failure:
                notes.append(f"Posts could not be read again: {failure.sentence}")
                break
            if not isinstance(status, dict) or status.get("id") != name:
                continue  # an error that came with 200 is no word of a deletion
            one.looks += 1
            became = _became(one, of_status(status, settings.server, ctx.now))
            if any("gone" in row for row in became):
                memory.rechecks.watched.pop(name)  # told once
            changed += became
        return changed


def _became(one: Watched, row: Record | None) -> list[Record]:
    if row is None:  # no longer for everybody
        return [gone(one.more["uri"])]
    words = visible(row)
    if words == one.words:
        return []
    one.words = words
    return [row]


def _is_closed(instance: Mapping[str, Any], settings: Settings) -> bool:
    """Whether a 4.5 server says that hashtags are not for everybody; it may answer with nothing then, not with 401."""
    value: Any = instance
    for name in ("configuration", "timelines_access", "hashtag_feeds", "local"):
        value = value.get(name) if isinstance(value, Mapping) else None
    return settings.watch == HASHTAG and value in ("authenticated", "disabled")


def _title(settings: Settings) -> str:
    named = {
        HASHTAG: f"#{settings.term}",
        ACCOUNT: f"@{settings.term}",
        MENTIONS: "Mentions",
        SEARCH: f"“{settings.term}”",
    }
    return f"{named[settings.watch]} on {settings.server}"
