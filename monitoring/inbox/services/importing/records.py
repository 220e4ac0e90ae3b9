"""A row of a file as a post, and what of it could not be read."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from accounts.outside.plaintext import clean, handles_in, hashtags_in, line, links_in, web_link
from monitoring.feeds.connectors.post import Kind, Post
from monitoring.inbox.services.importing.places import WEB, place_of
from monitoring.inbox.services.importing.tools import COUNTERS, Tool
from monitoring.inbox.services.importing.values import Dates, told, unquoted_id, whole

FILE = "file"
ROWS = "rows"  # an id that is only the file's own
_MOST_AUTHOR = 200
_MOST_COUNT = 2**31 - 1
_BEGINS: Mapping[str, Kind] = {"RT ": "repost", "QT ": "quote"}
_ARTICLES = frozenset({WEB})


@dataclass(frozen=True, slots=True)
class Amiss:
    """A cell that could not be read, or a row that says nothing. `column`: "" for the row. `taken`: it became a post all the same."""

    row: int
    column: str
    what: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one row: a post, or none; and what was amiss."""

    number: int
    post: Post | None = None
    amiss: tuple[Amiss, ...] = ()


@dataclass(slots=True)
class Records:
    """Reads rows by a mapping. `now` is when the file came: what its counters say was so then at the latest."""

    columns: Sequence[str]
    mapping: Mapping[str, str]
    dates: Dates
    tool: Tool | None
    now: datetime
    _at: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        places = {name: at for at, name in reversed(list(enumerate(self.columns)))}
        self._at = {name: places[column] for name, column in self.mapping.items() if column in places}

    def read(self, number: int, cells: Sequence[str]) -> Row:
        """The post of a row; none where it has neither words nor a link."""
        url, title, text = self._url(cells), line(self._cell(cells, "title")), self._text(cells)
        if not (url or title or text):
            return Row(number, amiss=(Amiss(number, "", "This row has neither a text nor a link.", taken=False),))
        amiss: list[Amiss] = []
        at = self._date(number, cells, amiss)
        return Row(number, self._post(number, cells, url, title, text, at, amiss), tuple(amiss))

    def _post(
        self, number: int, cells: Sequence[str], url: str, title: str, text: str, at: datetime | None, amiss: list[Amiss]
    ) -> Post:  # fmt: skip
        author, handle = line(self._cell(cells, "author"), _MOST_AUTHOR), self._cell(cells, "author_handle")
        if author.startswith("@") and not handle:
            author, handle = "", author
        platform, source, external_id = self._name(cells, url, f"{author}{handle}", at, f"{title}{text}")
        seen = f"{title}\n{text}"
        engagement = {
            name: count for name in COUNTERS if (count := self._count(number, cells, name, amiss)) is not None
        }
        return Post(
            platform=platform,
            source=source,
            external_id=external_id,
            url=url,
            kind=self._kind(cells, platform, text),
            author_handle=line(handle.lstrip("@"), _MOST_AUTHOR),
            author_name=author,
            author_url=web_link(self._cell(cells, "author_url")),
            author_followers=self._count(number, cells, "followers", amiss),
            title=title,
            text=text,
            language=self._language(cells),
            published_at=min(at, self.now) if at else None,
            published_from="fetched" if at is None else "source" if at <= self.now else "clamped",
            handles=handles_in(seen),
            hashtags=hashtags_in(seen),
            links=links_in(text, url),
            engagement=engagement,
            told=self._told(cells),
            can_reply=False,
            can_reply_reason="It was brought as a file: answer it where it was published.",
        )

    def _cell(self, cells: Sequence[str], name: str) -> str:
        at = self._at.get(name)
        return told(cells[at]) if at is not None and at < len(cells) else ""

    def _url(self, cells: Sequence[str]) -> str:
        address = self._cell(cells, "url")
        # A name of a site is no link of its own, and neither is Brand24's “Tweet-ID: 5”.
        return web_link(address) if "/" in address and urlsplit(address).scheme in ("http", "https") else ""

    def _text(self, cells: Sequence[str]) -> str:
        return clean(self._cell(cells, "text") or self._cell(cells, "text_else"))

    def _date(self, number: int, cells: Sequence[str], amiss: list[Amiss]) -> datetime | None:
        cell = self._cell(cells, "published_at")
        moment = self.dates.read(cell, self._cell(cells, "published_time"))
        if moment is None and "published_at" in self._at:
            what = "The date can't be read; it counts as of when it was brought." if cell else "There is no date."
            amiss.append(Amiss(number, self.mapping["published_at"], what, taken=True))
        return moment

    def _count(self, number: int, cells: Sequence[str], name: str, amiss: list[Amiss]) -> int | None:
        cell = self._cell(cells, name)
        count = whole(cell) if cell else None
        if cell and count is None:
            amiss.append(Amiss(number, self.mapping[name], "This is no number.", taken=True))
        return None if count is None else min(count, _MOST_COUNT)

    def _name(
        self, cells: Sequence[str], url: str, author: str, at: datetime | None, words: str
    ) -> tuple[str, str, str]:
        """(platform, source, external id): the platform's id in the link, the id's column, the link, else the words."""
        place = place_of(url) if url else None
        platform = place.platform if place else FILE
        if place is not None and place.external_id != place.canonical:
            return platform, platform, place.external_id
        own = unquoted_id(self._cell(cells, "external_id"))
        if own:
            # Before the address: comments under one article all have its address.
            return platform, ROWS, f"{self.tool.key if self.tool else ROWS}:{own}"[:500]
        if place is not None:
            return platform, platform, place.external_id
        minute = at.isoformat(timespec="minutes") if at else ""
        said = "\n".join((author.casefold(), minute, words))
        return FILE, ROWS, f"words:{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:40]}"

    def _kind(self, cells: Sequence[str], platform: str, text: str) -> Kind:
        named = self.tool.kinds.get(self._cell(cells, "kind").casefold(), "") if self.tool else ""
        for word in ("reply", "repost", "comment", "quote"):
            if named == word:
                return word
        begins = next((kind for start, kind in _BEGINS.items() if text.startswith(start)), None)
        return begins or ("article" if platform in _ARTICLES else "post")

    def _language(self, cells: Sequence[str]) -> str:
        word = self._cell(cells, "language").casefold()
        return word[:2] if len(word) == 2 or word[2:3] in ("-", "_") else ""

    def _told(self, cells: Sequence[str]) -> dict[str, str]:
        said = {"tool": self.tool.name if self.tool else "", "sentiment": self._cell(cells, "sentiment")[:40]}
        return {name: word for name, word in said.items() if word} | {"at": self.now.isoformat(timespec="seconds")}
