"""JSON Feed, versions 1 and 1.1. Of a document that breaks off, the whole items at its start are saved.

Beyond the standard, an item's `_review` ({"rating", "best"}) or `_rating` (out of five) is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from accounts.outside.failures import Malformed
from accounts.outside.plaintext import MOST_MARKUP, clean, line, web_link
from monitoring.feeds.connectors.failures import NotAFeed
from monitoring.feeds.connectors.rss.document import (
    MOST_ENTRIES,
    MOST_PARTS,
    Document,
    Entry,
    cut_to_bound,
    dated,
    kept,
    rating,
)
from monitoring.feeds.connectors.rss.letters import mended

_JSON_FEED: Final = re.compile(r"\Ahttps?://(?:www\.)?jsonfeed\.org/version/1", re.IGNORECASE)
_ITEMS: Final = re.compile(r'"items"\s*:\s*\[')


def read_json(body: bytes, url: str) -> Document:
    """Raises NotAFeed for other JSON, Malformed when not one item can be saved."""
    letters = mended(body, "")
    # RFC 8259, 8.1 allows no byte order mark; some servers send one.
    text = letters.body.decode("utf-8-sig", "replace")
    notes = list(letters.notes)
    try:
        # NaN and Infinity are no JSON, and PostgreSQL's jsonb refuses them.
        feed = json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:  # brackets nested by the thousand
        feed = _salvaged(text)
        if feed is None:
            raise Malformed("The feed is not well-formed JSON.") from error
        notes.append(f"The feed is not well-formed JSON; {len(feed['items'])} entries could be read.")
    if not isinstance(feed, dict) or not _JSON_FEED.match(str(feed.get("version", ""))):
        raise NotAFeed("This address returns JSON, but not a JSON Feed.")
    items = feed.get("items")
    items = cut_to_bound(items, notes) if isinstance(items, list) else []
    language = line(str(feed.get("language", "") or ""), 35)
    authors = feed.get("authors") or feed.get("author")  # version 1 has the one, 1.1 the others
    return Document(
        title=line(str(feed.get("title", "") or "")),
        kind="json",
        # An empty one says nothing, and a million of them cost what a million posts would.
        entries=tuple(_json_entry(item, url, authors, language) for item in items if isinstance(item, dict) and item),
        language=language,
        home=web_link(str(feed.get("home_page_url", "") or ""), url),
        next_url=web_link(str(feed.get("next_url", "") or ""), url),
        notes=tuple(notes),
        hub=_hub(feed.get("hubs"), url),
        own_url=web_link(str(feed.get("feed_url", "") or ""), url),
    )


def _hub(told: object, base: str) -> str:
    rows = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    found = (web_link(str(one.get("url", "") or ""), base) for one in rows if str(one.get("type")).lower() == "websub")
    return next(filter(None, found), "")


def _salvaged(text: str) -> dict[str, Any] | None:
    """The whole items at the start of a JSON Feed that breaks off; None when there is none."""
    start = _ITEMS.search(text)
    if not start or "jsonfeed.org/version/1" not in text[: start.start()]:
        return None
    decoder = json.JSONDecoder()
    items: list[Any] = []
    at = start.end()
    while at < len(text) and len(items) < MOST_ENTRIES:
        at = _skip(text, at)
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        items.append(item)
    return {"version": "https://jsonfeed.org/version/1", "items": items} if items else None


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in ", \t\r\n":
        at += 1
    return at


def _json_entry(item: Mapping[str, Any], base: str, feed_authors: object, language: str) -> Entry:
    author = _json_author(item.get("authors") or item.get("author") or feed_authors)
    markup, text = _text(item.get("content_html")), _text(item.get("content_text"))
    review = item.get("_review")
    review = review if isinstance(review, dict) else {"rating": item.get("_rating")}
    entry: Entry = {
        "guid": clean(_text(item.get("id")), 2048),
        "link": web_link(_text(item.get("url")), base) or web_link(_text(item.get("external_url")), base),
        "title": _text(item.get("title"))[:10_000],
        "title_type": "text/plain",  # JSON Feed has no markup in titles
        "body": (markup or text or _text(item.get("summary")))[:MOST_MARKUP],
        "body_type": "text/html" if markup else "text/plain",
        "language": _text(item.get("language"))[:35],
        "author": line(_text(author.get("name")), 200),
        "author_url": web_link(_text(author.get("url")), base),
        "published": _text(item.get("date_published"))[:100],
        **dated(_text(item.get("date_modified"))[:100], language, "updated"),
        **dated(_text(item.get("date_published"))[:100], language, "published"),
        "tags": [line(_text(tag), 100) for tag in _list(item.get("tags"))],
        "media": _attachments(item, base),
        "rating": rating(review.get("rating"), review.get("best", 5)),
    }
    return kept(entry)


def _json_author(value: object) -> Mapping[str, Any]:
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, dict) else {}


def _attachments(item: Mapping[str, Any], base: str) -> list[dict[str, str]]:
    attachments = [one for one in _list(item.get("attachments")) if isinstance(one, dict)]
    media = [
        {
            "url": web_link(_text(one.get("url")), base),
            "type": line(_text(one.get("mime_type")), 100),
        }
        for one in attachments
    ]
    picture = web_link(_text(item.get("image")), base)
    return [one for one in [*media, {"url": picture, "type": "image"}] if one["url"]]


def _text(value: object) -> str:
    # JSON Feed 1.1: an id that was written as a number is read as its text.
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _list(value: object) -> list[Any]:
    return value[:MOST_PARTS] if isinstance(value, list) else []
