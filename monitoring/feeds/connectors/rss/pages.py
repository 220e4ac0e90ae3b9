"""What a web page that is no feed is instead, and which feeds it links to."""

from __future__ import annotations

import re
from typing import Final

from bs4 import BeautifulSoup, Tag

from accounts.outside.failures import Malformed
from accounts.outside.http import Fetched
from accounts.outside.plaintext import line, web_link
from accounts.outside.statuses import failure_of
from monitoring.feeds.connectors.failures import FoundFeed, NotAFeed
from monitoring.feeds.connectors.protocol import Context
from monitoring.feeds.connectors.rss.document import Document
from monitoring.feeds.connectors.rss.reading import read_document

_MOST_PAGE: Final = 1_000_000
_MOST_FOUND: Final = 20
_KINDS: Final = {
    "application/rss+xml": "rss",
    "application/rdf+xml": "rss",
    "application/atom+xml": "atom",
    "application/feed+json": "json",
    "application/json": "json",
}
_CHALLENGE: Final = re.compile(
    rb"challenge-platform|cf-chl|cf_chl|g-recaptcha|h-captcha|hcaptcha\.com|<title>\s*Just a moment|"
    rb"<title>\s*Attention Required|verify (?:that )?you are (?:a )?human|enable JavaScript and cookies to continue",
    re.IGNORECASE,
)
_PASSWORD: Final = re.compile(rb"<input\b[^<>]{0,500}\btype\s*=\s*[\"']?password", re.IGNORECASE)
_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
# Every repetition bounded: a megabyte of unclosed tags must not be read from each "<" to its end.
_LINKS: Final = re.compile(r"<(link|base|a)\b[^<>]{0,2000}>", re.IGNORECASE)
_LONGEST_LABEL: Final = 300
_MOST_TAGS: Final = 400
_LOOKS_LIKE_FEED: Final = re.compile(
    r"(?:/|\b)(?:rss|atom|feed)(?:\.xml|\.json|/|\b)|\.rss\b|feeds?\.xml\b",
    re.IGNORECASE,
)


def looks_like_page(answer: Fetched) -> bool:
    """Whether an answer is an HTML page by its first characters; XHTML with an XML declaration is one too."""
    start = answer.body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    return bool(_HTML.search(start)) and not re.search(rb"<(?:rss|feed|rdf:RDF)[\s>]", start)


def read_feed(answer: Fetched) -> Document:
    """The document of an answer. Raises what `read_document` does, with NotAFeed explained where it is a page."""
    if looks_like_page(answer):
        raise not_a_feed(answer)
    try:
        return read_document(answer.body, content_type=answer.headers.get("content-type", ""), url=answer.url)
    except NotAFeed:
        # A page may open with a screenful of comments, so look further before giving up.
        if _HTML.search(answer.body[:_MOST_PAGE]):
            raise not_a_feed(answer) from None
        raise


def wall_of(body: bytes) -> str:
    """Why a page is not shown to programs, in a sentence; "" where nothing says so."""
    if _CHALLENGE.search(body[:_MOST_PAGE]):
        return "This address shows a check for humans; it does not let programs in."
    return ""


def not_a_feed(answer: Fetched) -> NotAFeed:
    """The failure for an answer that is a page, saying what kind of page, with the feeds it links to."""
    feeds = feeds_linked(answer)
    if _CHALLENGE.search(answer.body[:_MOST_PAGE]):
        return NotAFeed("This address shows a check for humans instead of a feed; it does not let programs in.")
    if _PASSWORD.search(answer.body[:_MOST_PAGE]):
        return NotAFeed("This address shows a log-in page instead of a feed.", found=feeds)
    if feeds:
        return NotAFeed("This is a web page. It links to the feeds below.", found=feeds)
    return NotAFeed("This is a web page, and it links to no feed.")


def feeds_linked(answer: Fetched) -> tuple[FoundFeed, ...]:
    """The feeds a page announces in its head; if none, links in its text that look like feeds."""
    soup = BeautifulSoup(_tags_of_interest(answer.body[:_MOST_PAGE]), "html.parser")
    base = answer.url
    declared = soup.find("base", href=True)
    if isinstance(declared, Tag):
        base = web_link(str(declared["href"]), base) or base
    feeds: dict[str, FoundFeed] = {}
    for link in soup.find_all("link", href=True):
        kind = _KINDS.get(str(link.get("type", "")).partition(";")[0].strip().lower(), "")
        # HTML: `rel` is a set of words, in any case.
        relations = {str(one).lower() for one in link.get_attribute_list("rel")}
        address = web_link(str(link["href"]), base)
        if kind and address and relations & {"alternate", "feed"} and not _is_api(kind, address):
            feeds.setdefault(
                address,
                FoundFeed(address, line(str(link.get("title", "") or ""), 200), kind),
            )
    if not feeds:
        for link in soup.find_all("a", href=_LOOKS_LIKE_FEED):
            address = web_link(str(link["href"]), base)
            if address:
                feeds.setdefault(address, FoundFeed(address, line(link.get_text(" "), 200), "rss"))
    return tuple(feeds.values())[:_MOST_FOUND]


def _tags_of_interest(body: bytes) -> str:
    """The page's links alone. Python's HTML parser takes minutes over a megabyte of unclosed tags, so it is given
    at most a few hundred short ones."""
    text = body.decode("utf-8", "replace")
    kept: list[str] = []
    for match in _LINKS.finditer(text):
        if match.group(1).lower() != "a":
            kept.append(match.group())
        elif _LOOKS_LIKE_FEED.search(match.group()):
            closed = text.find("</a", match.end(), match.end() + _LONGEST_LABEL)
            kept.append(f"{match.group()}{text[match.end() : max(closed, match.end())]}</a>")
        if len(kept) >= _MOST_TAGS:
            break
    return "".join(kept)


def _is_api(kind: str, address: str) -> bool:
    # WordPress announces its REST API and oEmbed as alternates of type application/json.
    return kind == "json" and ("/wp-json" in address or "oembed" in address)


def discover(ctx: Context, url: str) -> list[FoundFeed]:
    """The feeds at or behind an address a person pasted: itself if it is one, else those its page links to.

    An empty list means the page was read and links to none. Raises the client's and the status's failures.
    """
    answer = ctx.http.get(url)
    failure = failure_of(answer, ctx.now)
    if failure:
        raise failure
    try:
        document = read_feed(answer)
    except NotAFeed as other:
        return list(other.found)
    except Malformed:
        return []
    return [FoundFeed(answer.url, document.title, document.kind)]
