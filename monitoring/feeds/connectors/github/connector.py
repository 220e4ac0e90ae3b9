"""The connector for GitHub: what was written or changed since the last reading, oldest change first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from accounts.outside.failures import Failure, Forbidden, Gone, InvalidConfig, Malformed, NotFound
from monitoring.feeds.connectors.github import discussions
from monitoring.feeds.connectors.github import settings as given
from monitoring.feeds.connectors.github.client import Api
from monitoring.feeds.connectors.github.memory import Memory, Place
from monitoring.feeds.connectors.github.record import VERSION, gone, of_item, path_of, to_post, visible
from monitoring.feeds.connectors.github.settings import DISCUSSIONS, PLATFORM, SEARCH, SPEC, Settings
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.protocol import Batch, CheckResult, Config, Context, Cursor, Ignored, Record, Tombstone
from monitoring.feeds.connectors.rechecks import Watched
from monitoring.feeds.connectors.spec import Spec
from monitoring.feeds.connectors.times import moment

BASE: Final = "https://api.github.com"
_ISSUES, _COMMENTS = "issues", "comments"
_FIRST: Final = 14 * 86_400
_OVERLAP: Final = {_ISSUES: 120, _COMMENTS: 120, SEARCH: 3_600}  # seconds: a search takes changes in late
_PAGE: Final = 100
_LAST_PAGE: Final = 10  # a search shows 1,000 hits, whatever the page
_PATIENCE: Final = 5  # searches in a row that GitHub may give up on
_NEXT, _NEXT_WITH_TOKEN = 900.0, 300.0
_LOOKS, _LOOKS_WITH_TOKEN = 4, 20
_SAMPLE: Final = 10
_HIDDEN: Final = "GitHub shows no such repository to us: it is misspelt, private, or was deleted."
_NO_ISSUES: Final = "This repository has its issues switched off."
_GAVE_UP: Final = "GitHub's search gave up before it had found everything: issues may be missing."
_TOO_MANY: Final = "Over 1,000 issues changed in one second; GitHub's search shows no more of them."


@dataclass(slots=True)
class _Reading:
    """What one poll has come to know beside its cursor: node ids of issues, and what its last batch has to say."""

    parents: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    missed: str = ""
    is_all: bool = False  # the list that is read came to its end


class GitHubConnector:
    """Follows lists by the time of change, each page from where the last ended, at most `most_pages` pages of each a poll."""

    platform = PLATFORM
    version = VERSION

    def __init__(self, *, base: str = BASE, most_pages: int = 10) -> None:
        self._base, self._most_pages = base, most_pages

    def spec(self) -> Spec:
        """A repository or words, and a token where 60 requests an hour are too few."""
        return SPEC

    def recognise(self, text: str) -> Config | None:
        """The address of a repository, or of a search for issues."""
        return given.recognise(text)

    def tidy(self, config: Config) -> Config:
        """The repository as owner/name. Raises InvalidConfig naming the field."""
        return given.tidy(config)

    def address(self, config: Config) -> str:
        """Where people see the same."""
        return given.address(given.read(config))

    def source_key(self, config: Config) -> str | None:
        """The repository in any capitals, or the words."""
        return given.source_key(given.read(config))

    def normalise(self, record: Record) -> Post | Tombstone | Ignored:
        """The post of one record of `poll`."""
        return to_post(record)

    def check(self, ctx: Context, config: Config) -> CheckResult:
        """Shows what was written last. Raises any Failure."""
        settings, api = given.read(config), Api(ctx, self._base)
        if settings.watch == DISCUSSIONS and not ctx.secrets.get("token"):
            raise InvalidConfig("Discussions are shown only to who has an access token: add one.", field="token")
        try:
            rows = self._newest(api, settings)
        except NotFound as failure:
            raise InvalidConfig(_HIDDEN, field="repository") from failure
        posts = [post for row in rows if isinstance(post := to_post(row), Post)]
        doubts = [] if posts else ["Nothing has been written there so far."]
        return CheckResult(title=settings.title, posts_sample=tuple(posts[:_SAMPLE]), warnings=tuple(doubts))

    def _newest(self, api: Api, settings: Settings) -> list[Record]:
        if settings.watch == DISCUSSIONS:
            return discussions.newest(api, settings, _SAMPLE)
        newest: dict[str, object] = {"sort": "created", "direction": "desc", "order": "desc", "per_page": 30}
        items, _, _ = self._ask(api, settings, SEARCH if settings.watch == SEARCH else _ISSUES, None, newest)
        rows = [row for one in items if (row := of_item(one, parents={}, now=api.ctx.now))]
        return [row for row in rows if _is_wanted(row, settings)]

    def poll(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        """What was written or changed since `cursor`, a page a batch. Raises any Failure."""
        settings, memory, api = given.read(config), Memory.of(cursor), Api(ctx, self._base)
        usual = _NEXT_WITH_TOKEN if ctx.secrets.get("token") else _NEXT
        if settings.watch == DISCUSSIONS:
            yield from discussions.poll(api, settings, memory, most_pages=self._most_pages, first=_FIRST, usual=usual)
            return
        yield from self._lists(api, settings, memory, usual)

    def _lists(self, api: Api, settings: Settings, memory: Memory, usual: float) -> Iterator[Batch]:
        lists = (SEARCH,) if settings.watch == SEARCH else (_ISSUES, _COMMENTS)
        now, reading = int(api.ctx.now.timestamp()), _Reading()
        memory.begin(now, _FIRST, lists)
        for name in lists:
            reading.is_all = False
            for items in self._pages(api, settings, name, memory, reading):
                fresh = self._fresh(items, settings, memory, reading, api.ctx.now)
                if fresh:
                    yield Batch(records=tuple(fresh), cursor=memory.to_json(), complete=False)
            if not reading.is_all:
                notes = (*reading.notes, "Much has changed: the rest is read next time.")
                wish = 60.0 if memory.incomplete else 1.0
                yield Batch(records=(), cursor=memory.to_json(), complete=False, next_poll=api.pace(wish), notes=notes)
                return
        again = self._looked_at_again(api, memory, reading.notes)
        memory.forget(now)
        if api.moved:
            reading.notes.append("The repository was renamed or moved; its old name still leads there.")
        yield Batch(
            records=tuple(again),
            cursor=memory.to_json(),
            next_poll=api.pace(usual),
            title=settings.title,
            missed=reading.missed,
            notes=tuple(reading.notes),
        )

    def _pages(
        self, api: Api, settings: Settings, name: str, memory: Memory, reading: _Reading
    ) -> Iterator[list[Mapping[str, Any]]]:
        """The pages of a list from the oldest unread change on."""
        place, number = memory.places[name], 1
        for _ in range(self._most_pages):
            items, has_more, is_incomplete = self._ask(api, settings, name, place, {"page": number})
            if is_incomplete and self._is_asked_again(memory, reading):
                yield items
                return
            memory.incomplete = memory.incomplete if is_incomplete else 0
            end = max([place.at, *map(_changed, items)])
            place.high = max(place.high, end)
            # Page numbers alone would skip what changes meanwhile.
            place.at, number = (end, 1) if end > place.at else (place.at, number + 1)
            if not has_more:
                place.end(_OVERLAP[name])
                reading.is_all = True
                yield items
                return
            if name == SEARCH and number > _LAST_PAGE:
                place.at, number, reading.missed = place.at + 2, 1, _TOO_MANY
            yield items

    @staticmethod
    def _is_asked_again(memory: Memory, reading: _Reading) -> bool:
        memory.incomplete += 1
        if memory.incomplete < _PATIENCE:
            reading.notes.append("GitHub's search gave up before it had found everything; it is asked again.")
            return True
        memory.incomplete, reading.missed = 0, _GAVE_UP
        return False

    def _ask(
        self, api: Api, settings: Settings, name: str, place: Place | None, asked: Mapping[str, object]
    ) -> tuple[list[Mapping[str, Any]], bool, bool]:
        """A page: what is there, whether more is, and whether a search gave up."""
        since = f"{datetime.fromtimestamp(place.at - 1, UTC):%Y-%m-%dT%H:%M:%SZ}" if place else ""
        order: dict[str, object] = {"sort": "updated", "direction": "asc", "order": "asc", "per_page": _PAGE}
        if name == SEARCH:
            words = [settings.words, "in:title,body is:issue", f"updated:>={since}" if since else ""]
            words.append(f"repo:{settings.repository}" if settings.repository else "")
            found, has_more = api.get("/search/issues", order | {"q": " ".join(filter(None, words))} | dict(asked))
            items, gave_up = (
                (found.get("items"), found.get("incomplete_results")) if isinstance(found, dict) else (0, 0)
            )
        else:
            path = f"/repos/{settings.repository}/issues" + ("/comments" if name == _COMMENTS else "")
            wanted: dict[str, object] = {"state": "all", **({"since": since} if since else {})}
            try:
                items, has_more = api.get(path, order | wanted | dict(asked))
            except Gone as failure:
                raise InvalidConfig(_NO_ISSUES, field="repository") from failure
            gave_up = False
        if not isinstance(items, list):
            raise Malformed("GitHub sent something that is not a list.")
        return [one for one in items if isinstance(one, dict)], has_more, gave_up is True

    @staticmethod
    def _fresh(
        items: list[Mapping[str, Any]], settings: Settings, memory: Memory, reading: _Reading, now: datetime
    ) -> list[Record]:
        fresh: list[Record] = []
        for item in items:
            row = of_item(item, parents=reading.parents, now=now)
            if row is None:
                continue
            if row["kind"] != "comment":
                reading.parents[row["issue"]] = row["id"]
            at = moment(row["at"])
            if at is None or at.timestamp() < memory.floor or not _is_wanted(row, settings):
                continue
            if memory.seen.is_new(row["id"], _changed(item), visible(row)):
                fresh.append(row)
                more = {"path": path_of(row), "issue": row["issue"], "parent": row["parent"]}
                memory.rechecks.add(row["id"], int(at.timestamp()), visible(row), more)
        return fresh

    def _looked_at_again(self, api: Api, memory: Memory, notes: list[str]) -> list[Record]:
        """What became of posts whose next look has come: lists show no deletions."""
        most = _LOOKS_WITH_TOKEN if api.ctx.secrets.get("token") else _LOOKS
        changed: list[Record] = []
        for name, one in memory.rechecks.due(int(api.ctx.now.timestamp()), 0 if api.is_scarce else most):
            try:
                item, _ = api.get(one.more["path"])
            except (Gone, NotFound) as failure:  # 404: deleted, or its whole repository hidden from us
                memory.rechecks.watched.pop(name)
                changed.append(gone(name, "deleted" if isinstance(failure, Gone) else "unavailable"))
                continue
            except Forbidden:
                memory.rechecks.watched.pop(name)
                continue
            except Failure as failure:
                notes.append(f"Posts could not be read again: {failure.sentence}")
                break
            changed += self._became(name, one, item, memory, api.ctx.now)
        return changed

    @staticmethod
    def _became(name: str, one: Watched, item: object, memory: Memory, now: datetime) -> list[Record]:
        parents = {one.more["issue"]: one.more["parent"]}
        row = of_item(item, parents=parents, now=now) if isinstance(item, dict) else None
        if row is None:
            return []
        if row["id"] != name:  # moved to another repository, where it is another
            memory.rechecks.watched.pop(name)
            return []
        one.looks += 1
        if visible(row) == one.words:
            return []
        one.words = visible(row)
        memory.seen.known[name] = (_changed(item), one.words)
        return [row]


def _is_wanted(row: Record, settings: Settings) -> bool:
    return settings.bots or not row["bot"]


def _changed(item: object) -> int:
    """When it was last changed; 0 where it isn't said."""
    at = moment(item.get("updated_at")) if isinstance(item, dict) else None
    return int(at.timestamp()) if at else 0
