"""The connector for Wikipedia: the edits of one article, oldest first, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any, Final

from accounts.outside.failures import Failure, InvalidConfig, Malformed, NotFound
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
from monitoring.feeds.connectors.rechecks import Watched
from monitoring.feeds.connectors.spec import Spec
from monitoring.feeds.connectors.times import moment
from monitoring.feeds.connectors.wikipedia import settings as given
from monitoring.feeds.connectors.wikipedia.client import API, VIEWS, Wiki
from monitoring.feeds.connectors.wikipedia.memory import Memory
from monitoring.feeds.connectors.wikipedia.record import (
    VERSION,
    gone,
    is_hidden,
    is_reverted,
    of_revision,
    to_post,
    visible,
)
from monitoring.feeds.connectors.wikipedia.settings import PLATFORM, SPEC, Settings

_FIRST: Final = 14 * 86_400
_OVERLAP: Final = 60  # seconds: copies of the database that answer may be behind
_PAGE: Final = 20  # each edit is a request of its own, for its words
_AT_ONCE: Final = 50
_WANTED: Final = "ids|timestamp|user|userid|comment|size|tags|flags|sha1"
_SAMPLE: Final = 5
_VIEWS_EVERY: Final = 3 * 3_600
_OFTEN: Final = 2
_SEEN_FOR: Final = 86_400
_NEXT: Final = 300.0
_NO_ARTICLE: Final = "Wikipedia has no such article: it was deleted, or is called something else."


class WikipediaConnector:
    """Asks for what was edited since the last edit that was read, at most `most_pages` pages a poll.

    `api` is where an edition answers, `views` where articles' readers are counted.
    """

    platform = PLATFORM
    version = VERSION

    def __init__(self, *, api: str = API, views: str = VIEWS, most_pages: int = 3) -> None:
        self._api, self._views, self._most_pages = api, views, most_pages

    def spec(self) -> Spec:
        """An article and its language."""
        return SPEC

    def recognise(self, text: str) -> Config | None:
        """The address of an article."""
        return given.recognise(text)

    def suggest(self, brand: Named) -> Sequence[Config]:
        """The article that is called like it, in its languages."""
        return given.suggest(brand)

    def tidy(self, config: Config) -> Config:
        """The title as articles are called. Raises InvalidConfig naming the field."""
        return given.tidy(config)

    def address(self, config: Config) -> str:
        """The article."""
        return given.address(given.read(config))

    def source_key(self, config: Config) -> str | None:
        """The article in its language."""
        return given.source_key(given.read(config))

    def normalise(self, record: Record) -> Post | Tombstone | Ignored:
        """The post of one record of `poll`."""
        return to_post(record)

    def check(self, ctx: Context, config: Config) -> CheckResult:
        """Shows the last edits. Raises any Failure."""
        settings = given.read(config)
        wiki = Wiki(ctx, self._api, self._views, settings)
        try:
            page, _ = self._article(wiki, Memory(), {"rvlimit": _SAMPLE, "rvdir": "older"})
        except NotFound as failure:
            raise InvalidConfig(_NO_ARTICLE, field="article") from failure
        except Malformed as failure:  # any name before wikipedia.org leads to a page
            raise InvalidConfig("There is no edition of Wikipedia of this name.", field="edition") from failure
        title = str(page.get("title") or "")
        rows = [self._row(wiki, one, title, None) for one in _revisions(page)]
        posts = [post for row in rows if row and isinstance(post := to_post(row), Post)]
        doubts = [f"The article is called “{title}” there."] if title != settings.article else []
        return CheckResult(title=_named(title, settings), posts_sample=tuple(posts), warnings=tuple(doubts))

    def poll(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        """What was edited since `cursor`, a page a batch. Raises any Failure."""
        settings, memory, now = given.read(config), Memory.of(cursor), int(ctx.now.timestamp())
        wiki, notes = Wiki(ctx, self._api, self._views, settings), list[str]()
        memory.at = memory.at or now - _FIRST
        begin, has_more, fresh = memory.at - _OVERLAP, True, list[Record]()
        for count in range(1, self._most_pages + 1):
            page, has_more = self._article(wiki, memory, {"rvlimit": _PAGE, "rvdir": "newer", "rvstart": _iso(begin)})
            self._met(page, memory, notes)
            if count == 1:
                self._count(wiki, memory, notes)
            fresh = self._fresh(wiki, page, memory)
            begin = max(
                [begin, *(int(at.timestamp()) for one in _revisions(page) if (at := moment(one.get("timestamp"))))]
            )
            memory.at = max(memory.at, min(begin, now))
            if not has_more or count == self._most_pages:
                break
            yield Batch(records=tuple(fresh), cursor=memory.to_json(), complete=False)
        if has_more:
            notes.append("Many edits were made: the rest is read next time.")
        again = self._looked_at_again(wiki, memory, notes)
        memory.seen.forget(memory.at - _SEEN_FOR)
        memory.rechecks.forget(now)
        yield Batch(
            records=(*fresh, *again),
            cursor=memory.to_json(),
            complete=not has_more,
            next_poll=1.0 if has_more else _NEXT,
            title=_named(memory.title, settings),
            notes=tuple(notes),
        )

    @staticmethod
    def _article(wiki: Wiki, memory: Memory, asked: Mapping[str, object]) -> tuple[Mapping[str, Any], bool]:
        """The article with some of its revisions, and whether there are more. One that was deleted and written anew is found by
        its title. Raises NotFound."""
        names: list[dict[str, object]] = [{"titles": wiki.settings.article, "redirects": 1}]
        if memory.page:
            names.insert(0, {"pageids": memory.page})
        for name in names:
            found = wiki.query({"prop": "revisions", "rvprop": _WANTED, **asked, **name})
            pages = found.get("pages")
            if not isinstance(pages, list) or not pages or not isinstance(pages[0], dict):
                raise Malformed("Wikipedia sent something that tells of no article.")
            page: Mapping[str, Any] = pages[0]
            if isinstance(page.get("pageid"), int) and not page.get("missing"):
                return page, found["has_more"]
        raise NotFound(_NO_ARTICLE)

    @staticmethod
    def _met(page: Mapping[str, Any], memory: Memory, notes: list[str]) -> None:
        title = str(page.get("title") or "")
        if memory.title and title != memory.title:
            notes.append(f"The article is now called “{title}”.")
        memory.page, memory.title = page["pageid"], title

    def _fresh(self, wiki: Wiki, page: Mapping[str, Any], memory: Memory) -> list[Record]:
        fresh: list[Record] = []
        for revision in _revisions(page):
            name, at = str(revision.get("revid")), moment(revision.get("timestamp"))
            if at is None or name in memory.seen.known:
                continue
            row = self._row(wiki, revision, memory.title, memory.usual)
            if row is None:
                continue
            memory.seen.is_new(name, int(at.timestamp()), "")
            memory.rechecks.add(
                name, int(at.timestamp()), visible(row), {"reverted": "1" if is_reverted(revision) else ""}
            )
            fresh.append(row)
        return fresh

    @staticmethod
    def _row(wiki: Wiki, revision: Mapping[str, Any], title: str, views: int | None) -> Record | None:
        if not isinstance(revision.get("revid"), int) or is_hidden(revision):
            return None
        compared = wiki.compared(revision)
        return of_revision(revision, wiki.settings, title=title, compared=compared, views=views, now=wiki.ctx.now)

    def _looked_at_again(self, wiki: Wiki, memory: Memory, notes: list[str]) -> list[Record]:
        """Which edits were undone since, or taken out of sight: in one request for all whose next look has come."""
        due = memory.rechecks.due(int(wiki.ctx.now.timestamp()), _AT_ONCE)
        if not due:
            return []
        changed: list[Record] = []
        try:
            asked = {"prop": "revisions", "rvprop": _WANTED, "revids": "|".join(name for name, _ in due)}
            found = wiki.query(asked)
            pages = found.get("pages")
            there = [one for page in pages or () for one in _revisions(page)] if isinstance(pages, list) else []
            by_name = {str(one.get("revid")): one for one in there}
            bad = found.get("badrevids")
            deleted = {str(name) for name in bad} if isinstance(bad, dict) else set()
            for name, one in due:
                changed += self._became(wiki, name, one, by_name.get(name), name in deleted, memory)
        except Failure as failure:
            notes.append(f"Edits could not be looked at again: {failure.sentence}")
        return changed

    def _became(
        self, wiki: Wiki, name: str, one: Watched, revision: Mapping[str, Any] | None, is_deleted: bool, memory: Memory
    ) -> list[Record]:
        if revision is None and not is_deleted:
            return []
        if revision is None or is_hidden(revision):
            memory.rechecks.watched.pop(name)
            return [gone(name, wiki.settings.host, "deleted" if revision is None else "withheld")]
        reverted = "1" if is_reverted(revision) else ""
        row = self._row(wiki, revision, memory.title, memory.usual) if reverted != one.more["reverted"] else None
        one.looks, one.more["reverted"] = one.looks + 1, reverted
        return [row] if row else []

    @staticmethod
    def _count(wiki: Wiki, memory: Memory, notes: list[str]) -> None:
        """How often people read the article, told a day late: asked for until yesterday is there."""
        now = wiki.ctx.now.astimezone(UTC)
        yesterday = f"{now - timedelta(days=1):%Y%m%d}"
        if memory.views_day != yesterday and now.timestamp() - memory.views_asked >= _VIEWS_EVERY:
            memory.views_asked = int(now.timestamp())
            try:
                days = wiki.read_times(memory.title, f"{now - timedelta(days=30):%Y%m%d}", yesterday)
            except NotFound:  # nothing is counted yet
                days = []
            except Failure as failure:
                notes.append(f"How often the article is read could not be asked: {failure.sentence}")
                days = []
            if days:
                memory.views_day, memory.views = days[-1]
                memory.usual = int(median(count for _, count in days[:-1] or days))
        if memory.views is not None and memory.usual is not None:
            notes.append(_readers(memory.views, memory.usual, memory.views_day))


def _revisions(page: object) -> list[Mapping[str, Any]]:
    rows = page.get("revisions") if isinstance(page, dict) else None
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []


def _readers(views: int, usual: int, day: str) -> str:
    try:
        at = f"{datetime.strptime(day, '%Y%m%d').replace(tzinfo=UTC):%d %b}"
    except ValueError:
        at = "the last day"
    told = f"The article was read {views:,} times on {at}"
    if usual and views >= _OFTEN * usual:
        return f"{told}, {views / usual:.1f} times as often as usual."
    return f"{told}; usual are {usual:,}."


def _named(title: str, settings: Settings) -> str:
    return f"{title} on Wikipedia ({settings.edition})"


def _iso(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"
