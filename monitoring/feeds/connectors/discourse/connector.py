"""The connector for forums of Discourse, asked for posts by their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from accounts.outside.failures import AuthExpired, Failure, Forbidden, Gone, InvalidConfig, Malformed, NotFound
from accounts.outside.plaintext import line
from monitoring.feeds.connectors.discourse import settings as given
from monitoring.feeds.connectors.discourse.client import Forum
from monitoring.feeds.connectors.discourse.memory import Memory
from monitoring.feeds.connectors.discourse.record import VERSION, gone, of_post, to_post, visible, withdrawn
from monitoring.feeds.connectors.discourse.settings import CATEGORY, PLATFORM, POSTS, SEARCH, SPEC, TOPIC
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.protocol import Batch, CheckResult, Config, Context, Cursor, Ignored, Record, Tombstone
from monitoring.feeds.connectors.spec import Spec
from monitoring.feeds.connectors.times import moment

_STEP: Final = 50  # posts of a page; also how far down an empty one leads
_OF_TOPIC: Final = 20
_FIRST_OF_TOPIC: Final = 200
_DAY: Final = 86_400
_SAMPLE: Final = 10
_FIRST_HITS: Final = 2  # pages
_TOO_MANY: Final = "The search found more new posts than it shows: some may be missing."

Rows = list[Mapping[str, Any]]


class DiscourseConnector:
    """Goes down by numbers from the newest post to the last one it knows, at most `most_pages` pages a poll."""

    platform = PLATFORM
    version = VERSION

    def __init__(
        self, *, most_pages: int = 20, first_pages: int = 5, most_looks: int = 10, most_found: int = 20
    ) -> None:
        self._most_pages, self._first_pages = most_pages, first_pages
        self._most_looks, self._most_found = most_looks, most_found

    def spec(self) -> Spec:
        """A forum, what to watch there, and a key where it is not for everybody."""
        return SPEC

    def recognise(self, text: str) -> Config | None:
        """Addresses of forums whose host's name tells what they run on."""
        return given.recognise(text)

    def tidy(self, config: Config) -> Config:
        """The forum's front page. Raises InvalidConfig naming the field."""
        return given.tidy(config)

    def address(self, config: Config) -> str:
        """Where people see the same."""
        return given.address(given.read(config))

    def source_key(self, config: Config) -> str | None:
        """The forum, and what is watched there."""
        return given.source_key(given.read(config))

    def normalise(self, record: Record) -> Post | Tombstone | Ignored:
        """The post of one record of `poll`."""
        return to_post(record)

    def check(self, ctx: Context, config: Config) -> CheckResult:
        """Asks the forum what it is, and for the newest posts. Raises any Failure."""
        settings = given.read(config)
        forum, memory = Forum(ctx, settings), Memory()
        try:
            title = self._name(forum)
            rows = self._newest(forum, memory)
        except AuthExpired as failure:
            if ctx.secrets.get("key"):
                raise
            raise InvalidConfig(failure.sentence, field="key") from failure
        posts = [post for row in rows if isinstance(post := to_post(row), Post)]
        doubts = [] if posts else ["Nothing is shown there so far."]
        return CheckResult(title=title, posts_sample=tuple(posts[:_SAMPLE]), warnings=tuple(doubts))

    def poll(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        """What was written since `cursor`, a page a batch. Raises any Failure."""
        settings, memory = given.read(config), Memory.of(cursor)
        forum = Forum(ctx, settings)
        pages = {TOPIC: self._topic, SEARCH: self._search}.get(settings.watch, self._down)
        for fresh in pages(forum, memory):
            if fresh:
                yield Batch(records=tuple(fresh), cursor=memory.to_json(), complete=False)
        notes = [] if memory.is_all else ["Much was written: the rest is read next time."]
        again = self._looked_at_again(forum, memory, notes)
        memory.rechecks.forget(int(ctx.now.timestamp()))
        yield Batch(
            records=tuple(again),
            cursor=memory.to_json(),
            complete=memory.is_all,
            next_poll=None if memory.is_all else 1.0,
            title=memory.title,
            missed=memory.missed,
            notes=tuple(notes),
        )

    def _down(self, forum: Forum, memory: Memory) -> Iterator[list[Record]]:
        """Pages of all posts, from the newest down to what is known."""
        self._resolve(forum, memory)
        for _ in range(self._most_pages):
            rows = self._page(forum, memory.before)
            numbers = [one["id"] for one in rows]
            memory.top = max([memory.top, *numbers])
            if not memory.high:  # history, which was never promised whole
                memory.high = max(memory.top - self._first_pages * _STEP, 0)
            # A page without any was of posts that are not for us: further down there may be more.
            memory.before = min(numbers) if numbers else memory.before - _STEP
            fresh = self._fresh((one for one in rows if one["id"] > memory.high), forum, memory)
            if memory.before <= memory.high + 1:
                memory.close()
            yield fresh
            if memory.is_all:
                return

    def _page(self, forum: Forum, before: int) -> Rows:
        """Posts below a number, newest first; 0 for the newest there are."""
        answer = forum.get("/posts.json", {"before": before} if before else {})
        rows = answer.get("latest_posts") if isinstance(answer, dict) else None
        # Some releases give the post of that number again.
        return [one for one in _posts(rows) if not before or one["id"] < before]

    def _topic(self, forum: Forum, memory: Memory) -> Iterator[list[Record]]:
        """Posts of a topic that are new, oldest first."""
        topic = self._topic_itself(forum)
        new = sorted(one for one in topic["post_stream"]["stream"] if isinstance(one, int) and one > memory.high)
        new = new if memory.high else new[-_FIRST_OF_TOPIC:]
        memory.title = line(str(topic.get("title") or ""))
        for begin in range(0, min(len(new), self._most_pages * _OF_TOPIC), _OF_TOPIC):
            numbers = new[begin : begin + _OF_TOPIC]
            asked = [("post_ids[]", number) for number in numbers]
            answer = forum.get(f"/t/{forum.settings.term}/posts.json", asked)
            stream = answer.get("post_stream") if isinstance(answer, dict) else None
            memory.high = numbers[-1]
            yield self._fresh(
                _posts(stream.get("posts") if isinstance(stream, dict) else None), forum, memory, memory.title
            )
        memory.is_all = not new or memory.high == new[-1]

    def _topic_itself(self, forum: Forum) -> Mapping[str, Any]:
        answer = forum.get(f"/t/{forum.settings.term}.json")
        stream = answer.get("post_stream") if isinstance(answer, dict) else None
        if not isinstance(stream, dict) or not isinstance(stream.get("stream"), list):
            raise Malformed("The forum sent something that is not a topic.")
        return dict(answer)

    def _search(self, forum: Forum, memory: Memory) -> Iterator[list[Record]]:
        """Posts that a search finds now and did not find before. It shows no whole texts: each is asked for."""
        if not memory.queue:
            self._look(forum, memory)
        for name in [*memory.queue][: self._most_found]:
            title = memory.queue.pop(name)
            try:
                post = forum.post(name)
            except (Gone, NotFound, Forbidden):
                continue  # between the search and the question
            yield self._fresh(_posts([post]), forum, memory, title)
        memory.is_all = not memory.queue

    def _look(self, forum: Forum, memory: Memory) -> None:
        known, hits = set(memory.found), dict[str, str]()
        most = self._first_pages if memory.is_begun else _FIRST_HITS
        for number in range(1, most + 1):
            rows, titles, has_more = self._hits(forum, number)
            new = [one for one in rows if one["id"] not in known and str(one["id"]) not in hits]
            hits |= {str(one["id"]): titles.get(one.get("topic_id"), "") for one in new}
            if not new or not has_more:
                break
        else:
            memory.missed = _TOO_MANY if memory.is_begun else ""
        memory.queue = dict([*hits.items()][::-1])  # oldest first
        memory.found += [int(name) for name in memory.queue]

    @staticmethod
    def _hits(forum: Forum, number: int) -> tuple[Rows, dict[object, str], bool]:
        answer = forum.get("/search.json", {"q": f"{forum.settings.term} order:latest", "page": number})
        if not isinstance(answer, dict) or "grouped_search_result" not in answer:
            raise Malformed("The forum sent something that is not a search.")
        topics = answer.get("topics")
        rows = [one for one in topics if isinstance(one, dict)] if isinstance(topics, list) else []
        grouped = answer["grouped_search_result"]
        has_more = isinstance(grouped, dict) and bool(grouped.get("more_full_page_results"))
        return _posts(answer.get("posts") or []), {one.get("id"): str(one.get("title") or "") for one in rows}, has_more

    def _newest(self, forum: Forum, memory: Memory) -> list[Record]:
        """For a person who waits: what is there, newest first."""
        try:
            if forum.settings.watch == TOPIC:
                numbers = [one for one in self._topic_itself(forum)["post_stream"]["stream"] if isinstance(one, int)]
                memory.high = sorted(numbers)[-_SAMPLE - 1] if len(numbers) > _SAMPLE else 0
                return [row for rows in self._topic(forum, memory) for row in rows][::-1]
        except NotFound as failure:
            raise InvalidConfig("This forum shows no such topic.", field="term") from failure
        if forum.settings.watch == SEARCH:
            rows, titles, _ = self._hits(forum, 1)
            samples = [
                {**one, "cooked": one.get("blurb"), "topic_title": titles.get(one.get("topic_id"))} for one in rows
            ]
            return self._fresh(samples, forum, memory)[::-1]
        self._resolve(forum, memory)
        return self._fresh(self._page(forum, 0), forum, memory)[::-1]

    def _name(self, forum: Forum) -> str:
        """What is watched, in words. Raises InvalidConfig where nothing there speaks Discourse."""
        settings = forum.settings
        try:
            about = forum.get("/site/basic-info.json")
        except (NotFound, Malformed) as failure:
            raise InvalidConfig("There is no forum of Discourse at this address.", field="forum") from failure
        title = str(about.get("title") or "") if isinstance(about, dict) else ""
        what = {
            POSTS: "",
            CATEGORY: f": {settings.term}",
            TOPIC: f": topic {settings.term}",
            SEARCH: f": “{settings.term}”",
        }
        return f"{title or settings.source}{what[settings.watch]}"

    @staticmethod
    def _resolve(forum: Forum, memory: Memory) -> None:
        """The numbers of a category and of those in it, once a day: posts know no names."""
        now = int(forum.ctx.now.timestamp())
        if forum.settings.watch != CATEGORY or now - memory.resolved < _DAY:
            return
        answer = forum.get("/site.json")
        given_ = answer.get("categories") if isinstance(answer, dict) else None
        rows = [one for one in given_ if isinstance(one, dict)] if isinstance(given_, list) else []
        wanted = [one.get("id") for one in rows if forum.settings.term in (str(one.get("id")), one.get("slug"))]
        for _ in range(2):  # as deep as they go
            wanted += [one.get("id") for one in rows if one.get("parent_category_id") in wanted]
        memory.categories = sorted({one for one in wanted if isinstance(one, int)})
        if not memory.categories:
            raise InvalidConfig("This forum shows no such category.", field="term")
        memory.resolved = now

    @staticmethod
    def _fresh(rows: Iterable[Mapping[str, Any]], forum: Forum, memory: Memory, title: str = "") -> list[Record]:
        """Records of posts that were not read before, oldest first."""
        posts = [one for one in rows if not memory.categories or one.get("category_id") in memory.categories]
        by_place = {(one.get("topic_id"), one.get("post_number")): str(one["id"]) for one in posts}
        fresh: list[Record] = []
        for post in sorted(posts, key=lambda one: int(one["id"])):
            parent = by_place.get((post.get("topic_id"), post.get("reply_to_post_number")), "")
            row = of_post(post, forum.settings, title=title, parent=parent, now=forum.ctx.now)
            at = moment(row["at"]) if row else None
            if row and at:
                more = {"title": row["title"], "parent": parent}
                memory.rechecks.add(row["id"], int(at.timestamp()), visible(row), more)
                fresh.append(row)
        return fresh

    def _looked_at_again(self, forum: Forum, memory: Memory, notes: list[str]) -> list[Record]:
        """What became of posts whose next look has come: lists show neither edits nor deletions."""
        changed: list[Record] = []
        source = forum.settings.source
        for name, one in memory.rechecks.due(int(forum.ctx.now.timestamp()), self._most_looks):
            try:
                post = forum.post(name)
            except Gone as failure:
                memory.rechecks.watched.pop(name)
                changed.append(gone(name, source, "deleted" if "not_found" in failure.sentence else "unavailable"))
                continue
            except (NotFound, Forbidden):  # something before the forum says so
                one.looks += 1
                continue
            except Failure as failure:
                notes.append(f"Posts could not be read again: {failure.sentence}")
                break
            if post is None:
                continue
            one.looks += 1
            if state := withdrawn(post):
                changed += [] if one.withheld else [gone(name, source, state)]
                one.withheld = True  # moderators may show it again
                continue
            title, parent = one.more["title"], one.more["parent"]
            row = of_post(post, forum.settings, title=title, parent=parent, now=forum.ctx.now)
            if row and (one.withheld or visible(row) != one.words):
                one.words, one.withheld = visible(row), False
                changed.append(row)
        return changed


def _posts(rows: object) -> Rows:
    """Those that have a number, each once. Raises Malformed for what is no list."""
    if not isinstance(rows, list):
        raise Malformed("The forum sent something that is not a list of posts.")
    posts = [one for one in rows if isinstance(one, dict) and isinstance(one.get("id"), int) and one["id"] > 0]
    return [*{one["id"]: one for one in posts}.values()]
