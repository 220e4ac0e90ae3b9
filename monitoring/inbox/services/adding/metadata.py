"""What a page says of the post on it: schema.org's JSON-LD, oEmbed, Open Graph, then its title. Nothing of it is believed: a person
sees it, and changes it, before it counts."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.dammit import UnicodeDammit
from dateutil import parser

from accounts.outside.http import Fetched
from accounts.outside.plaintext import clean, line, plain, web_link

_MOST_PAGE = 1_000_000  # bytes
_MOST_TAGS = 300
_LONGEST_SCRIPT = 200_000
_MOST_NODES = 500
# Bounded: Python's parser of HTML takes minutes over a megabyte of unclosed tags, so it is given the tags of interest alone.
_TAGS = re.compile(
    r"<(?:meta|link|html)\b[^<>]{0,4000}>|<title\b[^<>]{0,200}>[^<]{0,2000}</title|"
    r"<script\b[^<>]{0,300}application/ld\+json[^<>]{0,300}>.{0,200000}?</script",
    re.IGNORECASE | re.DOTALL,
)
_TYPES = frozenset(
    [
        "article",
        "newsarticle",
        "blogposting",
        "socialmediaposting",
        "discussionforumposting",
        "reportagenewsarticle",
        "liveblogposting",
        "videoobject",
        "review",
        "question",
        "comment",
        "podcastepisode",
    ]
)
_OEMBED = "application/json+oembed"
_NO_DAY = datetime(1, 1, 1)  # noqa: DTZ001  # a page that names no zone is read as UTC below
_FIRST_YEAR = 1990


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was found; "" for what was not. `published_at` in ISO 8601."""

    url: str = ""
    title: str = ""
    text: str = ""
    author: str = ""
    author_url: str = ""
    published_at: str = ""
    site: str = ""

    def or_else(self, other: "Facts") -> "Facts":
        """These, and the other's where there are none."""
        mine = asdict(self)
        return Facts(**{name: mine[name] or word for name, word in asdict(other).items()})

    def to_json(self) -> dict[str, str]:
        """As it is kept."""
        return asdict(self)


def page_of(answer: Fetched) -> BeautifulSoup:
    """The tags of a page that say something of the post on it."""
    charset = re.search(r"charset=[\"']?([\w-]{1,40})", answer.headers.get("content-type", ""), re.IGNORECASE)
    known = [charset[1]] if charset else []
    text = UnicodeDammit(answer.body[:_MOST_PAGE], known_definite_encodings=known, is_html=True).unicode_markup or ""
    kept = [match.group() for _, match in zip(range(_MOST_TAGS), _TAGS.finditer(text), strict=False)]
    closed = [f"{tag}>" if tag.endswith(("</title", "</script")) else tag for tag in kept]
    return BeautifulSoup("".join(closed), "html.parser")


def facts_of(page: BeautifulSoup, url: str) -> Facts:
    """What the page says by itself, the most exact first."""
    return replace(_of_linked_data(page, url).or_else(_of_tags(page, url)), url=url)


def oembed_of(page: BeautifulSoup, url: str) -> str:
    """Where the page's oEmbed lies; "" where it names none."""
    for tag in page.find_all("link", href=True, type=re.compile(f"^{re.escape(_OEMBED)}", re.IGNORECASE)):
        return web_link(str(tag["href"]), url)
    return ""


def facts_of_oembed(body: bytes) -> Facts:
    """What an oEmbed answer says (https://oembed.com, 2.3.4); nothing where it is none."""
    try:
        said = json.loads(body[:_LONGEST_SCRIPT])
    except (ValueError, RecursionError):
        return Facts()
    if not isinstance(said, dict):
        return Facts()
    words = _text(said.get("html"))
    return Facts(
        title=line(_text(said.get("title"))),
        text=clean(plain(words)) if said.get("type") == "rich" else "",
        author=line(_text(said.get("author_name")), 200),
        author_url=web_link(_text(said.get("author_url"))),
        site=line(_text(said.get("provider_name")), 200),
    )


def _of_tags(page: BeautifulSoup, url: str) -> Facts:
    said: dict[str, str] = {}
    for tag in page.find_all("meta"):
        name = str(tag.get("property") or tag.get("name") or "").casefold()
        said.setdefault(name, str(tag.get("content") or ""))
    title = page.find("title")
    author = said.get("author", "") or said.get("twitter:creator", "") or said.get("article:author", "")
    return Facts(
        title=line(said.get("og:title", "") or (title.get_text() if isinstance(title, Tag) else "")),
        text=clean(said.get("og:description", "") or said.get("description", "")),
        author="" if web_link(author) else line(author, 200),
        author_url=web_link(author, url) if web_link(author) else "",
        published_at=_moment(said.get("article:published_time", "") or said.get("date", "")),
        site=line(said.get("og:site_name", ""), 200),
    )


def _of_linked_data(page: BeautifulSoup, url: str) -> Facts:
    for node in _nodes(page):
        types = node.get("@type")
        named = {str(one).casefold() for one in (types if isinstance(types, list) else [types])}
        if not named & _TYPES:
            continue
        author, author_url = _author(node.get("author") or node.get("creator"))
        words = node.get("articleBody") or node.get("reviewBody") or node.get("text") or node.get("description")
        return Facts(
            title=line(_text(node.get("headline") or node.get("name"))),
            text=clean(plain(_text(words))),
            author=line(author, 200),
            author_url=web_link(author_url, url) if author_url else "",
            published_at=_moment(_text(node.get("datePublished") or node.get("uploadDate"))),
        )
    return Facts()


def _nodes(page: BeautifulSoup) -> Iterator[Mapping[str, Any]]:
    """The objects of a page's JSON-LD: its own, those of lists and of `@graph`."""
    waiting: list[Any] = []
    for tag in page.find_all("script"):
        try:
            waiting.append(json.loads(tag.get_text()[:_LONGEST_SCRIPT]))
        except (ValueError, RecursionError):
            continue  # many pages have broken ones beside good ones
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node[:_MOST_NODES]
        elif isinstance(node, dict):
            yield node
            waiting += [
                node[name]
                for name in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(node.get(name), dict | list)
            ]


def _author(given: Any) -> tuple[str, str]:
    if isinstance(given, list):
        given = given[0] if given else ""
    if isinstance(given, dict):
        return _text(given.get("name")), _text(given.get("url"))
    return _text(given), ""


def _text(given: Any) -> str:
    return given if isinstance(given, str) else ""


def _moment(text: str) -> str:
    if not text:
        return ""
    try:
        moment = parser.parse(text[:60], default=_NO_DAY)
    except (ValueError, OverflowError, TypeError):  # dateutil raises each of them for what is no date
        return ""
    if moment.year < _FIRST_YEAR:
        return ""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
