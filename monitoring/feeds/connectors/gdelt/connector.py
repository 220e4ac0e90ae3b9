"""The connector for GDELT: one stretch of time a reading, halved where it does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from monitoring.feeds.connectors.gdelt import settings as given
from monitoring.feeds.connectors.gdelt.client import MOST, News
from monitoring.feeds.connectors.gdelt.record import VERSION, moment, of_article, to_post, visible
from monitoring.feeds.connectors.gdelt.settings import API, DOUBT, PLATFORM, SPEC
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.protocol import Batch, CheckResult, Config, Context, Cursor, Ignored, Record, Tombstone
from monitoring.feeds.connectors.seen import Seen
from monitoring.feeds.connectors.spec import Spec

GRID: Final = 900  # seconds: articles come in by quarters of an hour
OVERLAP: Final = 3_600
_FIRST: Final = 86_400
_LONGEST: Final = 7 * 86_400  # back in time; a longer silence is a gap
_NEXT: Final = 900.0
_SAMPLE: Final = 10
_CUT: Final = (
    f"Over {MOST} articles came in within a quarter of an hour; GDELT shows no more of them. Narrower words would help."
)
_SILENT: Final = "GDELT was not read for over a week; articles from before that are left out."


@dataclass(slots=True)
class _Memory:
    """`high`: up to where stretches were made; `rest`: those that are still to be read, the next one last (epoch seconds)."""

    high: int = 0
    seen: Seen = field(default_factory=Seen)
    rest: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, cursor: Cursor) -> _Memory:
        if cursor.get("v") != VERSION:
            return cls()
        rest = [(begin, end) for begin, end in cursor["rest"]]
        return cls(cursor["high"], Seen.of(cursor["seen"]), rest)

    def to_json(self) -> dict[str, Any]:
        rest = [list(one) for one in self.rest]
        return {"v": VERSION, "high": self.high, "seen": self.seen.to_json(), "rest": rest}


class GdeltConnector:
    """Asks once a poll: more than a request in five seconds is refused, and polls of all its feeds take turns."""

    platform = PLATFORM
    version = VERSION

    def __init__(self, *, api: str = API) -> None:
        self._api = api

    def spec(self) -> Spec:
        """Words, a language, and that one knows what one gets."""
        return SPEC

    def recognise(self, text: str) -> Config | None:
        """Nothing: who wants it chooses it."""
        return None

    def tidy(self, config: Config) -> Config:
        """With single blanks and straight quotes. Raises InvalidConfig naming the field."""
        return given.tidy(config)

    def address(self, config: Config) -> str:
        """The same search as a page."""
        return given.address(given.read(config))

    def source_key(self, config: Config) -> str | None:
        """The words, and the language."""
        return given.source_key(given.read(config))

    def normalise(self, record: Record) -> Post | Tombstone | Ignored:
        """The post of one record of `poll`."""
        return to_post(record)

    def check(self, ctx: Context, config: Config) -> CheckResult:
        """Shows the last articles of a day. Raises any Failure."""
        settings, now = given.read(config), int(ctx.now.timestamp())
        articles = News(ctx, self._api, settings).between(now - _FIRST, now)
        rows = [row for one in articles if (row := of_article(one, ctx.now))]
        posts = [post for row in rows if isinstance(post := to_post(row), Post)]
        doubts = [DOUBT, *([] if posts else ["No article of the last day has these words."])]
        if len(articles) >= MOST:
            doubts.append("These words are in very many articles: narrower ones would help.")
        title = f"GDELT: {settings.query}"
        return CheckResult(title=title, posts_sample=tuple(posts[:_SAMPLE]), warnings=tuple(doubts))

    def poll(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        """The articles of one stretch of time. Raises any Failure; the stretch is then asked for again."""
        settings, memory, now = given.read(config), _Memory.of(cursor), int(ctx.now.timestamp())
        missed = self._planned(memory, now)
        begin, end = memory.rest.pop()
        articles = News(ctx, self._api, settings).between(begin, end)
        notes: list[str] = []
        if len(articles) >= MOST and end - begin > GRID:
            middle = _on_grid((begin + end) // 2, begin, end)
            memory.rest += [(middle, end), (begin, middle)]
            notes.append("Many articles were found: the time is read in smaller stretches, one a reading.")
        elif len(articles) >= MOST:
            missed = missed or (_CUT, begin)
        fresh = self._fresh(articles, memory, ctx.now)
        memory.seen.forget(min([memory.high, *(one for one, _ in memory.rest)]) - 2 * OVERLAP)
        yield Batch(
            records=tuple(fresh),
            cursor=memory.to_json(),
            complete=not memory.rest,
            next_poll=1.0 if memory.rest else _NEXT,
            title=f"GDELT: {settings.query}",
            missed=missed[0] if missed else "",
            missed_since=datetime.fromtimestamp(missed[1], UTC) if missed else None,
            notes=tuple(notes),
        )

    @staticmethod
    def _planned(memory: _Memory, now: int) -> tuple[str, int] | None:
        """Adds the time since the last plan, where nothing is left of that; what is thereby given up, and since when."""
        if memory.rest:
            return None
        since = memory.high - OVERLAP if memory.high else now - _FIRST
        memory.rest, memory.high = [(max(since, now - _LONGEST), now)], now
        return (_SILENT, since) if since < now - _LONGEST else None

    @staticmethod
    def _fresh(articles: list[Any], memory: _Memory, now: datetime) -> list[Record]:
        """Records of articles that were not seen, oldest first."""
        fresh: list[Record] = []
        for article in reversed(articles):
            row = of_article(article, now)
            if row is None:
                continue
            at = moment(row["seen"]) or now
            if memory.seen.is_new(row["id"], int(at.timestamp()), visible(row)):
                fresh.append(row)
        return fresh


def _on_grid(middle: int, begin: int, end: int) -> int:
    """The quarter of an hour nearest below, where that is within."""
    snapped = middle - middle % GRID
    return snapped if begin < snapped < end else middle
