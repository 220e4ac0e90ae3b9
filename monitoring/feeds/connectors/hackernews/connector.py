"""The connector for Hacker News: what the index finds, and what the site itself says of it afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from accounts.outside.failures import Failure, InvalidConfig, Malformed
from monitoring.feeds.connectors.answers import get_json
from monitoring.feeds.connectors.hackernews.memory import OVERLAP, Memory
from monitoring.feeds.connectors.hackernews.record import PLATFORM, VERSION, gone, of_hit, of_item, to_post, visible
from monitoring.feeds.connectors.hackernews.words import MOST, Words, words_of
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
from monitoring.feeds.connectors.spec import Choice, Option, Spec, Text

INDEX: Final = "https://hn.algolia.com/api/v1/search_by_date"
ITEMS: Final = "https://hacker-news.firebaseio.com/v0"
_PAGE: Final = 1_000  # more the index gives for no question, whatever the page
_FIRST: Final = timedelta(days=30)
_STALE: Final = timedelta(minutes=15)
_GREW: Final = 200  # items that come in a quarter of an hour on the quietest night; so many more and nothing found: it stands still
_NEXT: Final = 90.0
_SAMPLE: Final = 10
_TAGS: Final = {"": "(story,comment,poll,job)", "stories": "(story,poll,job)", "comments": "comment"}
_SPEC: Final = Spec(
    platform=PLATFORM,
    name="Hacker News",
    about="Stories and comments with words of your choice, from all of Hacker News.",
    fields=(
        Text(
            name="query",
            label="Words to look for",
            help="All of them must be in a post. “Exact phrases” stand in quotes; -word leaves posts with it out.",
            required=True,
            in_key=True,
            missing="Enter the words to look for.",
        ),
        Choice(
            name="only",
            label="Where",
            options=(
                Option(value="", label="Stories and comments"),
                Option(value="stories", label="Stories"),
                Option(value="comments", label="Comments"),
            ),
            in_key=True,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class _Found:
    """The hits of a stretch of time, oldest first, and whether there are more than the index gives."""

    hits: list[Mapping[str, Any]]
    total: int

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.hits)


class HackerNewsConnector:
    """Reads the index in stretches of time, oldest first, and each found post again from the site for a day.

    `index` and `items` are the addresses of the two services. A poll asks the index at most `most_asks` times and leaves
    the rest of its time to the next.
    """

    platform = PLATFORM
    version = VERSION

    def __init__(self, *, index: str = INDEX, items: str = ITEMS, most_asks: int = 20, most_looks: int = 10) -> None:
        self._index, self._items = index, items
        self._most_asks, self._most_looks = most_asks, most_looks

    def spec(self) -> Spec:
        """Words, and where to look for them."""
        return _SPEC

    def recognise(self, text: str) -> Config | None:
        """A search of the site's own search page, or all that links to a site."""
        parts = urlsplit(text)
        asked = parse_qs(parts.query)
        if parts.hostname == "hn.algolia.com" and (queries := asked.get("query") or asked.get("q")):
            only = {"story": "stories", "comment": "comments"}.get(asked.get("type", [""])[0], "")
            return {"query": queries[0], **({"only": only} if only else {})}
        if parts.hostname == "news.ycombinator.com" and parts.path == "/from" and (site := asked.get("site")):
            return {"query": f'"{site[0]}"', "only": "stories"}
        return None

    def suggest(self, brand: Named) -> Sequence[Config]:
        """Its name, as it is written."""
        return [{"query": f'"{brand.name}"'}]

    def tidy(self, config: Config) -> Config:
        """With single blanks. Raises InvalidConfig where nothing is looked for."""
        query = " ".join(str(config.get("query") or "").split())
        words = words_of(query)
        if query and not words.wanted:
            raise InvalidConfig("Enter at least one word that posts must have.", field="query")
        if len(words.wanted) + len(words.unwanted) > MOST:
            raise InvalidConfig(f"At most {MOST} words.", field="query")
        return {**config, "query": query}

    def address(self, config: Config) -> str:
        """The same search on the site's own page."""
        kind = {"stories": "story", "comments": "comment"}.get(str(config.get("only", "")), "all")
        asked = {"dateRange": "all", "query": str(config["query"]), "sort": "byDate", "type": kind}
        return f"https://hn.algolia.com/?{urlencode(asked)}"

    def source_key(self, config: Config) -> str | None:
        """The words in any order, and where they are looked for."""
        return f"hackernews {config.get('only', '')} {words_of(str(config['query'])).said}"

    def normalise(self, record: Record) -> Post | Tombstone | Ignored:
        """The post of one record of `poll`."""
        return to_post(record)

    def check(self, ctx: Context, config: Config) -> CheckResult:
        """Shows the last posts found. Raises any Failure."""
        until = int(ctx.now.timestamp()) + 60
        words = words_of(str(config["query"]))
        answer = self._ask(ctx, config, 0, until, most=50)
        rows = [one for hit in answer.hits if (one := self._fits(hit, words, ctx.now))]
        posts = [post for one in reversed(rows) if isinstance(post := to_post(one), Post)]
        doubts = [] if posts else ["Nothing with these words has been found on Hacker News so far."]
        newest = self._newest(ctx)
        if newest and self._stands_still(ctx, *newest):
            doubts.append(_standing(newest[1]))
        return CheckResult(
            title=f"Hacker News: {config['query']}", posts_sample=tuple(posts[:_SAMPLE]), warnings=tuple(doubts)
        )

    def poll(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        """What is new since `cursor`, a stretch of time a batch. Raises any Failure of the index."""
        memory, now = Memory.of(cursor), int(ctx.now.timestamp())
        is_first = not memory.high
        memory.high = memory.high or now - int(_FIRST.total_seconds())
        since, words = memory.since(now), words_of(str(config["query"]))
        if since < memory.high - OVERLAP and not memory.rest:  # what is left over is read first
            memory.reread_at = now
        memory.rest = memory.rest or [(since, now + 60)]
        asks = newest = unlike = 0
        cut = False
        while memory.rest and asks < self._most_asks:
            begin, end = memory.rest.pop()
            answer = self._ask(ctx, config, begin, end)
            asks += 1
            if answer.is_cut and end - begin > 1:
                middle = (begin + end) // 2
                memory.rest += [(middle, end), (begin, middle)]
                continue
            fresh, missed = self._fresh(answer, words, memory, ctx.now)
            unlike, cut = unlike + missed, cut or answer.is_cut
            newest = max([newest, *map(_written, answer.hits)])
            # Up to its last hit, not to now: the index takes in late what was written meanwhile.
            memory.high = max(memory.high, end - 1 if memory.rest else newest)
            if memory.rest:
                if fresh:
                    yield Batch(records=tuple(fresh), cursor=memory.to_json(), complete=False)
                continue
            yield self._last(ctx, memory, fresh, newest=newest, is_first=is_first, notes=_notes(unlike, cut))
            return
        rest = "Much was found: the rest is read next time."
        yield Batch(records=(), cursor=memory.to_json(), complete=False, next_poll=1.0, notes=(rest,))

    def _last(
        self, ctx: Context, memory: Memory, fresh: list[Record], *, newest: int, is_first: bool, notes: list[str]
    ) -> Batch:
        """The last batch of a poll: what was deleted or edited, and whether the index moves at all."""
        now, since = int(ctx.now.timestamp()), None
        if newest >= now - _STALE.total_seconds():
            memory.moves_again(now)
        elif now - memory.looked_at >= _STALE.total_seconds():
            memory.looked_at = now
            since = self._standstill(ctx, memory, notes)
        again = self._looked_at_again(ctx, memory, notes)
        memory.forget(now)
        return Batch(
            records=(*fresh, *again),
            cursor=memory.to_json(),
            next_poll=_NEXT,
            title="Hacker News",
            missed=_standing(since) if since and not is_first else "",
            missed_since=datetime.fromtimestamp(since, UTC) if since and not is_first else None,
            notes=tuple(notes),
        )

    def _fresh(self, stretch: _Found, words: Words, memory: Memory, now: datetime) -> tuple[list[Record], int]:
        """What was not seen in these words, and how many hits only looked alike."""
        fresh, unlike = [], 0
        for hit in stretch.hits:
            row = self._fits(hit, words, now)
            if row is None:
                unlike += 1
                continue
            words_now = visible(row)
            if memory.is_new(row["id"], row["at"], words_now):
                fresh.append(row)
                memory.rechecks.add(row["id"], row["at"], words_now, {"story": row["story"]})
        return fresh, unlike

    @staticmethod
    def _fits(hit: Mapping[str, Any], words: Words, now: datetime) -> Record | None:
        row = of_hit(hit, now) if isinstance(hit, Mapping) else None
        if row is None:
            return None
        post = to_post(row)
        if not isinstance(post, Post):
            return None
        return row if words.are_in(post.title, post.text, row["url"], row["by"]) else None

    def _ask(self, ctx: Context, config: Config, begin: int, end: int, *, most: int = _PAGE) -> _Found:
        asked = {
            "query": words_of(str(config["query"])).said, "tags": _TAGS[str(config.get("only", ""))],
            "numericFilters": f"created_at_i>={begin},created_at_i<{end}", "hitsPerPage": str(most), "page": "0",
            "advancedSyntax": "true", "typoTolerance": "false", "queryType": "prefixNone",
        }  # fmt: skip
        answer, _ = get_json(ctx.http, f"{self._index}?{urlencode(asked)}", ctx.now, who="Hacker News' search")
        hits, total = (answer.get("hits"), answer.get("nbHits")) if isinstance(answer, dict) else (None, None)
        if not isinstance(hits, list) or not isinstance(total, int):
            raise Malformed("Hacker News' search sent an answer without hits.")
        return _Found(sorted(hits, key=_written), total)

    # Whether it moves: https://github.com/algolia/hn-search/issues/248, days of 200s with nothing new in them.

    def _newest(self, ctx: Context) -> tuple[int, int] | None:
        """Id and time of the newest post in the whole index."""
        asked = {"tags": _TAGS[""], "hitsPerPage": "1"}
        answer, _ = get_json(ctx.http, f"{self._index}?{urlencode(asked)}", ctx.now, who="Hacker News' search")
        hits = answer.get("hits") if isinstance(answer, dict) else None
        row = of_hit(hits[0], ctx.now) if isinstance(hits, list) and hits else None
        return (int(row["id"]), row["at"]) if row else None

    def _stands_still(self, ctx: Context, newest_id: int, at: int) -> bool:
        if at >= ctx.now.timestamp() - _STALE.total_seconds():
            return False
        largest, _ = get_json(ctx.http, f"{self._items}/maxitem.json", ctx.now, who="Hacker News")
        return isinstance(largest, int) and largest - newest_id > _GREW

    def _standstill(self, ctx: Context, memory: Memory, notes: list[str]) -> int | None:
        """Since when the index takes nothing in; None where it does, or can't be asked."""
        try:
            newest = self._newest(ctx)
            if newest is None:
                return None
            if not self._stands_still(ctx, *newest):
                memory.moves_again(int(ctx.now.timestamp()))
                return None
        except Failure as failure:
            notes.append(f"Whether the search is up to date could not be asked: {failure.sentence}")
            return None
        memory.stood_still(newest[1])
        notes.append(_standing(newest[1]))
        return newest[1]

    def _looked_at_again(self, ctx: Context, memory: Memory, notes: list[str]) -> list[Record]:
        """What became of posts whose next look has come: deleted, withheld, back, or in other words."""
        now, changed = int(ctx.now.timestamp()), []
        for name, one in memory.rechecks.due(now, self._most_looks):
            try:
                item, _ = get_json(ctx.http, f"{self._items}/item/{name}.json", ctx.now, who="Hacker News")
            except Failure as failure:
                notes.append(f"Posts could not be read again: {failure.sentence}")
                break
            if not isinstance(item, dict) or str(item.get("id")) != name:
                continue  # not there yet, they say of what is new: no word of a deletion
            one.looks += 1
            changed += self._became(name, one, item, memory, ctx.now)
        return changed

    @staticmethod
    def _became(name: str, one: Watched, item: Mapping[str, Any], memory: Memory, now: datetime) -> list[Record]:
        if item.get("deleted"):
            memory.rechecks.watched.pop(name)
            return [gone(name, "deleted")]
        if item.get("dead"):
            was, one.withheld = one.withheld, True
            return [] if was else [gone(name, "withheld")]
        row = of_item(item, one.more, now)
        words = visible(row)
        if words == one.words and not one.withheld:
            return []
        one.words, one.withheld = words, False
        memory.seen[name] = (one.at, words)
        return [row]


def _written(hit: object) -> int:
    """When a hit was written; 0 for what is none."""
    at = hit.get("created_at_i") if isinstance(hit, dict) else None
    return at if isinstance(at, int) else 0


def _standing(since: int) -> str:
    at = f"{datetime.fromtimestamp(since, UTC):%d %b %H:%M} UTC"
    return f"The search of Hacker News has taken nothing in since {at}: posts since then may be missing."


def _notes(unlike: int, cut: bool) -> list[str]:
    notes = []
    if unlike:
        hits = "1 hit was" if unlike == 1 else f"{unlike} hits were"
        notes.append(f"{hits} only similar to the words and left out.")
    if cut:
        notes.append("More than 1,000 posts of one second were found; the search gives no more of them.")
    return notes
