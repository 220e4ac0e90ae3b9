"""The connector for Stack Exchange: questions by what last happened to them, then their answers and comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from accounts.outside.failures import Failure
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.protocol import Batch, CheckResult, Config, Context, Cursor, Ignored, Record, Tombstone
from monitoring.feeds.connectors.rechecks import Watched
from monitoring.feeds.connectors.spec import Spec
from monitoring.feeds.connectors.stackexchange import settings as given
from monitoring.feeds.connectors.stackexchange.client import Api, Page
from monitoring.feeds.connectors.stackexchange.memory import OVERLAP, Memory
from monitoring.feeds.connectors.stackexchange.record import (
    ANSWER,
    COMMENT,
    QUESTION,
    VERSION,
    active,
    gone,
    of_item,
    to_post,
    visible,
)
from monitoring.feeds.connectors.stackexchange.settings import PLATFORM, SPEC, Settings

BASE: Final = "https://api.stackexchange.com/2.3"
_FIRST: Final = 30 * 86_400
_COMMENTS_EVERY: Final = 3_600  # comments move no question up, so they are asked for by themselves
_AT_ONCE: Final = 100
_MOST_PAGES: Final = 25  # further ones are shown to people who are logged in
_MOST_OF_COMMENTS: Final = 5
_NEXT: Final = 900.0  # without a key 300 requests a day are all, for every source of this machine
_NEXT_WITH_KEY: Final = 300.0
_FEW: Final = 50
_SAMPLE: Final = 10


class StackExchangeConnector:
    """Reads questions in the order of what last happened to them, from where it left off; a page a batch."""

    platform = PLATFORM
    version = VERSION

    def __init__(self, *, base: str = BASE, most_pages: int = 10) -> None:
        self._base, self._most_pages = base, most_pages

    def spec(self) -> Spec:
        """A site, tags or words, and a key where 300 requests a day are too few."""
        return SPEC

    def recognise(self, text: str) -> Config | None:
        """The page of a tag or a search."""
        return given.recognise(text)

    def tidy(self, config: Config) -> Config:
        """The site's domain, tags in order. Raises InvalidConfig naming the field."""
        return given.tidy(config)

    def address(self, config: Config) -> str:
        """Where people see the same."""
        return given.address(given.read(config))

    def source_key(self, config: Config) -> str | None:
        """The site, what is looked for there, and what is read of it."""
        return given.source_key(given.read(config))

    def normalise(self, record: Record) -> Post | Tombstone | Ignored:
        """The post of one record of `poll`."""
        return to_post(record)

    def check(self, ctx: Context, config: Config) -> CheckResult:
        """Shows the newest questions. Raises any Failure."""
        settings = given.read(config)
        api = Api(ctx, self._base, settings.site, {})
        newest = {"sort": "creation", "order": "desc", "pagesize": str(_SAMPLE), "filter": "withbody"}
        page = api.get("search", "/search/advanced", settings.asked | newest)
        rows = [row for one in page.items if (row := of_item(one, QUESTION, site=settings.site, now=ctx.now))]
        posts = [post for row in rows if isinstance(post := to_post(row), Post)]
        doubts = [] if posts else ["Nothing like this has been asked there so far."]
        if api.left is not None and api.left < _FEW:
            doubts.append(f"Only {api.left} requests are left today: add a key, or it is read no more before tomorrow.")
        return CheckResult(title=_title(settings), posts_sample=tuple(posts), warnings=tuple(doubts))

    def poll(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        """What happened since `cursor`, a page a batch. Raises any Failure."""
        settings, memory, now = given.read(config), Memory.of(cursor), int(ctx.now.timestamp())
        memory.begin(now, _FIRST)
        api = Api(ctx, self._base, settings.site, memory.waits)
        number, wait = 1, 0
        for _ in range(self._most_pages):
            page = self._questions(api, settings, memory.at, number)
            fresh = self._fresh(api, page, settings, memory)
            end = max([memory.at, *map(active, page.items)])
            memory.high = max(memory.high, end)
            if not page.has_more:
                yield self._last(api, settings, memory, fresh)
                return
            # Each page begins where the last ended: page numbers alone would skip what moves up meanwhile.
            number = 1 if end > memory.at else number + 1
            memory.at = end
            yield Batch(records=tuple(fresh), cursor=memory.to_json(api.waits), complete=False)
            if wait := api.wait("search", "answers"):
                break
        notes = ("Much was found: the rest is read next time.",)
        next_poll = max(float(wait), 1.0)
        yield Batch(records=(), cursor=memory.to_json(api.waits), complete=False, next_poll=next_poll, notes=notes)

    def _last(self, api: Api, settings: Settings, memory: Memory, fresh: list[Record]) -> Batch:
        """The last batch of a reading: comments, and what became of posts that were read before."""
        notes: list[str] = []
        try:
            again = [] if settings.only_questions else self._comments(api, settings, memory)
            again += self._looked_at_again(api, settings, memory)
        except Failure as failure:  # what was read is not thrown away for it
            again = []
            notes.append(f"Comments and deletions could not be asked for: {failure.sentence}")
        memory.end(int(api.ctx.now.timestamp()))
        return Batch(
            records=(*fresh, *again),
            cursor=memory.to_json(api.waits),
            next_poll=api.pace(_NEXT_WITH_KEY if api.ctx.secrets.get("key") else _NEXT),
            title=_title(settings),
            notes=tuple(notes),
        )

    def _questions(self, api: Api, settings: Settings, begin: int, number: int) -> Page:
        by_activity = {"sort": "activity", "order": "asc", "min": begin, "page": number, "filter": "withbody"}
        return api.get("search", "/search/advanced", settings.asked | by_activity)

    def _fresh(self, api: Api, page: Page, settings: Settings, memory: Memory) -> list[Record]:
        """Questions of a page that are new or edited, and what was answered to those something happened to."""
        fresh: list[Record] = []
        answered: list[str] = []
        for item in page.items:
            row = of_item(item, QUESTION, site=settings.site, now=api.ctx.now)
            if row is None:
                continue
            memory.met(row["id"], row["id"])
            fresh += self._taken(row, active(item), memory)
            answered += [row["id"]] if item.get("answer_count") != 0 else []
        if answered and not settings.only_questions:
            fresh += self._answers(api, answered, settings, memory)
        return fresh

    @staticmethod
    def _taken(row: Record, at: int, memory: Memory) -> list[Record]:
        """The record, where it is of the time that is read, and new in its words."""
        # An answer moves a question up that was asked long ago: that one is no news.
        if max(row["at"], row["edited"] or 0) < memory.since or not memory.seen.is_new(row["id"], at, visible(row)):
            return []
        memory.rechecks.add(row["id"], row["at"], visible(row), {"question": row["question"], "parent": row["parent"]})
        return [row]

    def _answers(self, api: Api, questions: list[str], settings: Settings, memory: Memory) -> list[Record]:
        asked = {"sort": "activity", "order": "asc", "min": memory.since, "filter": "withbody"}
        fresh: list[Record] = []
        path = f"/questions/{';'.join(questions)}/answers"
        for item in self._all(api, "answers", path, asked, _MOST_PAGES)[0]:
            question = str(item.get("question_id") or "")
            row = of_item(item, ANSWER, site=settings.site, question=question, parent=question, now=api.ctx.now)
            if row is not None:
                memory.met(row["id"], question)
                fresh += self._taken(row, active(item), memory)
        return fresh

    def _comments(self, api: Api, settings: Settings, memory: Memory) -> list[Record]:
        now = int(api.ctx.now.timestamp())
        if not memory.recent or now - memory.commented_at < _COMMENTS_EVERY:
            return []
        asked = {"sort": "creation", "order": "asc", "fromdate": memory.commented - OVERLAP, "filter": "withbody"}
        path = f"/posts/{';'.join(memory.recent)}/comments"
        items, is_all = self._all(api, "comments", path, asked, _MOST_OF_COMMENTS)
        fresh: list[Record] = []
        last = memory.commented
        for item in items:
            post = str(item.get("post_id") or "")
            question = memory.recent.get(post, "")
            row = of_item(item, COMMENT, site=settings.site, question=question, parent=post, now=api.ctx.now)
            if row is None or not question:
                continue
            last = max(last, row["at"] + OVERLAP)
            if memory.seen.is_new(row["id"], row["at"], visible(row)):
                memory.rechecks.add(row["id"], row["at"], visible(row), {"question": question, "parent": post})
                fresh.append(row)
        memory.commented = now if is_all else last
        memory.commented_at = now if is_all else memory.commented_at
        return fresh

    @staticmethod
    def _all(
        api: Api, method: str, path: str, asked: Mapping[str, object], most: int
    ) -> tuple[list[Mapping[str, Any]], bool]:
        """What belongs to a hundred posts, at most so many pages of it, and whether that is all."""
        items: list[Mapping[str, Any]] = []
        for number in range(1, most + 1):
            page = api.get(method, path, {**asked, "page": number})
            items += page.items
            if not page.has_more:
                return items, True
        return items, False

    def _looked_at_again(self, api: Api, settings: Settings, memory: Memory) -> list[Record]:
        """Which posts whose next look has come are no longer there: the interface leaves them out without a word."""
        due = memory.rechecks.due(int(api.ctx.now.timestamp()), _AT_ONCE)
        changed: list[Record] = []
        for kind, method in ((QUESTION, "posts"), (COMMENT, "comments")):
            wanted = {name: one for name, one in due if name.startswith("c") == (kind == COMMENT)}
            if not wanted:
                continue
            ids = ";".join(name.removeprefix("c") for name in wanted)
            page = api.get(f"{method}/ids", f"/{method}/{ids}", {"filter": "withbody"})
            prefix, number = ("c", "comment_id") if kind == COMMENT else ("", "post_id")
            there = {f"{prefix}{item.get(number)}": item for item in page.items}
            for name, one in wanted.items():
                item = there.get(name)
                row = (
                    of_item(item, COMMENT, site=settings.site, now=api.ctx.now, **one.more) if item and prefix else None
                )
                changed += self._became(name, one, item is not None, row, settings, memory)
        return changed

    @staticmethod
    def _became(
        name: str, one: Watched, is_there: bool, row: Record | None, settings: Settings, memory: Memory
    ) -> list[Record]:
        # Left out once it may be a server's slip: asked for again by the next reading, it is believed.
        if not is_there and not one.withheld:
            one.withheld = True
            return []
        if not is_there:
            memory.rechecks.watched.pop(name)
            memory.recent.pop(name, None)
            return [gone(name, settings.site)]
        one.looks, one.withheld = one.looks + 1, False
        if row is None or visible(row) == one.words:
            return []
        one.words = visible(row)
        memory.seen.known[name] = (one.at, one.words)
        return [row]


def _title(settings: Settings) -> str:
    return f"{settings.said} on {settings.site}"
