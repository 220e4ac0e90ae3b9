"""From the bytes of a feed to one shape: its title, its entries as small JSON records, and what was wrong with it."""

from __future__ import annotations

import calendar
import io
import json
import re
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import feedparser
from dateutil import parser as wild_dates

from monitoring.connectors.failures import Malformed, NotAFeed, TooLarge
from monitoring.connectors.plaintext import MOST_MARKUP, clean, line, plain, web_link

MOST_ENTRIES: Final = 60_000
MOST_XML: Final = 16_000_000
_MOST_PARTS: Final = 20
_JSON_FEED: Final = re.compile(r"\Ahttps?://(?:www\.)?jsonfeed\.org/version/1", re.IGNORECASE)
_ITEMS: Final = re.compile(r'"items"\s*:\s*\[')

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A feed that was read. `kind` is "rss", "atom" or "json". `entries` are in the feed's order; `ttl` is in seconds; `next_url` leads to older ones."""

    title: str
    kind: str
    entries: tuple[Entry, ...]
    language: str = ""
    home: str = ""
    ttl: float | None = None
    next_url: str = ""
    notes: tuple[str, ...] = ()


def read_document(body: bytes, *, content_type: str, url: str) -> Document:
    """Raises NotAFeed for something else, Malformed when nothing can be saved, TooLarge."""
    body = _ungzipped(body)
    start = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if start[:1] == b"{":
        return _read_json(body, url)
    return _read_xml(body, content_type, url)


def _ungzipped(body: bytes) -> bytes:
    # Some servers hand out feed.xml.gz as it lies on their disk, without saying that it is packed.
    if body[:2] != b"\x1f\x8b":
        return body
    machine = zlib.decompressobj(31)
    try:
        plain = machine.decompress(body, MOST_XML + 1)
    except zlib.error as error:
        raise Malformed("The feed's compression is broken.") from error
    if len(plain) > MOST_XML:
        raise TooLarge(f"The feed unpacks to more than {MOST_XML // 1_000_000} MB.")
    return plain


# --- RSS and Atom


def _read_xml(body: bytes, content_type: str, url: str) -> Document:
    if len(body) > MOST_XML:
        raise TooLarge(f"The feed is larger than {MOST_XML // 1_000_000} MB.")
    # No content-location: feedparser would resolve guids against it, and ids would change when a feed moves.
    headers = {"content-type": content_type or "application/xml"}
    # BytesIO, because feedparser takes bare bytes for the name of a file to open.
    try:
        found = feedparser.parse(
            io.BytesIO(body),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        AssertionError,
    ) as error:
        raise Malformed("The feed can't be read.") from error
    if not found.get("version") and not found["entries"]:
        raise NotAFeed("What answers at this address is not a feed.")
    feed = found["feed"]
    notes = []
    entries = tuple(_xml_entry(entry, url) for entry in found["entries"][:MOST_ENTRIES])
    if found.get("bozo") and isinstance(found.get("bozo_exception"), Exception) and _is_broken(found):
        where = getattr(found["bozo_exception"], "getLineNumber", lambda: None)()
        place = f" at line {where}" if where else ""
        notes.append(f"The feed is not well-formed XML{place}; {len(entries)} entries could be read.")
    return Document(
        title=line(plain(str(feed.get("title", "")))),
        kind="atom" if str(found.get("version", "")).startswith("atom") else "rss",
        entries=entries,
        language=str(feed.get("language", "") or "")[:35],
        home=web_link(str(feed.get("link", "") or ""), url),
        ttl=_minutes(feed.get("ttl")),
        next_url=_next_link(feed, url),
        notes=tuple(notes),
    )


def _is_broken(found: Mapping[str, Any]) -> bool:
    harmless = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    return not isinstance(found["bozo_exception"], harmless)


def _xml_entry(entry: Mapping[str, Any], base: str) -> Entry:
    contents = [one for one in entry.get("content", ())[:_MOST_PARTS] if isinstance(one, Mapping)]
    summary = entry.get("summary_detail") or {}
    best = max(contents, key=lambda one: len(str(one.get("value", ""))), default=None)
    detail = best if best and best.get("value") else summary
    author = entry.get("author_detail") or {}
    found: Entry = {
        "guid": clean(str(entry.get("id", "") or ""), 2048),
        "link": _entry_link(entry, base),
        "title": str((entry.get("title_detail") or {}).get("value", "") or entry.get("title", ""))[:10_000],
        "title_type": str((entry.get("title_detail") or {}).get("type", "") or ""),
        "body": str(detail.get("value", "") or "")[:MOST_MARKUP],
        "body_type": str(detail.get("type", "") or ""),
        "language": str(detail.get("language", "") or "")[:35],
        "author": line(str(author.get("name", "") or entry.get("author", "") or ""), 200),
        "author_url": web_link(str(author.get("href", "") or ""), base),
        "published": str(entry.get("published", "") or entry.get("created", "") or "")[:100],
        "published_at": _utc(entry.get("published_parsed") or entry.get("created_parsed")),
        "updated_at": _utc(dict.get(dict(entry), "updated_parsed")),
        "tags": [line(str(tag.get("term", "") or ""), 100) for tag in entry.get("tags", ())[:_MOST_PARTS]],
        "media": _enclosures(entry, base),
        "comments": _count(entry.get("slash_comments") or entry.get("thr_total")),
        "rating": _rating(entry.get("im_rating")),
        "reply_to": str((entry.get("in-reply-to") or entry.get("thr_in-reply-to") or {}).get("ref", ""))[:2048],
        "video": bool(entry.get("yt_videoid")),
    }
    return {name: value for name, value in found.items() if value not in ("", None, [], False)}


def _entry_link(entry: Mapping[str, Any], base: str) -> str:
    link = str(entry.get("link", "") or "")
    # A guid that claims to be a permalink and is no address ("12345") leads nowhere.
    if link == entry.get("id") and not link.lower().startswith(("http://", "https://")):
        return ""
    return web_link(link, base)


def _enclosures(entry: Mapping[str, Any], base: str) -> list[dict[str, str]]:
    found = []
    for one in [*entry.get("enclosures", ()), *entry.get("media_content", ())][:_MOST_PARTS]:
        link = web_link(str(one.get("href", "") or one.get("url", "") or ""), base)
        if link:
            found.append(
                {
                    "url": link,
                    "type": line(str(one.get("type", "") or one.get("medium", "") or ""), 100),
                }
            )
    return found


def _next_link(feed: Mapping[str, Any], base: str) -> str:
    for one in feed.get("links", ())[:_MOST_PARTS]:
        if one.get("rel") in ("next", "prev-archive"):
            return web_link(str(one.get("href", "") or ""), base)
    return ""


def _utc(moment: time.struct_time | None) -> str | None:
    if moment is None:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(moment), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _minutes(text: object) -> float | None:
    try:
        minutes = float(str(text).strip())
    except ValueError:
        return None
    return minutes * 60 if 0 < minutes <= 10_080 else None


def _count(text: object) -> int | None:
    digits = str(text or "").strip()
    return int(digits) if digits.isdigit() and len(digits) < 12 else None


def _rating(value: object, best: object = 5) -> float | None:
    try:
        number, top = float(str(value)), float(str(best))
    except ValueError:
        return None
    return round(number / top * 5, 2) if top > 0 and 0 <= number <= top else None


# --- JSON Feed


def _read_json(body: bytes, url: str) -> Document:
    text = body.decode("utf-8-sig", "replace")
    notes: list[str] = []
    try:
        found = json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        found = _salvaged(text)
        if found is None:
            raise Malformed("The feed is not well-formed JSON.") from error
        notes.append(f"The feed is not well-formed JSON; {len(found['items'])} entries could be read.")
    if not isinstance(found, dict) or not _JSON_FEED.match(str(found.get("version", ""))):
        raise NotAFeed("What answers at this address is JSON, but not a JSON Feed.")
    items = found.get("items")
    items = items[:MOST_ENTRIES] if isinstance(items, list) else []
    language = str(found.get("language", "") or "")[:35]
    authors = found.get("authors") or found.get("author")
    return Document(
        title=line(str(found.get("title", "") or "")),
        kind="json",
        entries=tuple(_json_entry(item, url, authors) for item in items if isinstance(item, dict)),
        language=language,
        home=web_link(str(found.get("home_page_url", "") or ""), url),
        next_url=web_link(str(found.get("next_url", "") or ""), url),
        notes=tuple(notes),
    )


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


def _json_entry(item: Mapping[str, Any], base: str, feed_authors: object) -> Entry:
    author = _json_author(item.get("authors") or item.get("author") or feed_authors)
    markup, text = _text(item.get("content_html")), _text(item.get("content_text"))
    review = item.get("_review")
    review = review if isinstance(review, dict) else {"rating": item.get("_rating")}
    found: Entry = {
        "guid": clean(_text(item.get("id")), 2048),
        "link": web_link(_text(item.get("url")), base) or web_link(_text(item.get("external_url")), base),
        "title": _text(item.get("title"))[:10_000],
        "title_type": "text/plain",
        "body": (markup or text or _text(item.get("summary")))[:MOST_MARKUP],
        "body_type": "text/html" if markup else "text/plain",
        "language": _text(item.get("language"))[:35],
        "author": line(_text(author.get("name")), 200),
        "author_url": web_link(_text(author.get("url")), base),
        "published": _text(item.get("date_published"))[:100],
        "published_at": _json_date(item.get("date_published")),
        "updated_at": _json_date(item.get("date_modified")),
        "tags": [line(_text(tag), 100) for tag in _list(item.get("tags"))],
        "media": _attachments(item, base),
        "rating": _rating(review.get("rating"), review.get("best", 5)),
    }
    return {name: value for name, value in found.items() if value not in ("", None, [])}


def _json_author(value: object) -> Mapping[str, Any]:
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, dict) else {}


def _attachments(item: Mapping[str, Any], base: str) -> list[dict[str, str]]:
    found = [one for one in _list(item.get("attachments")) if isinstance(one, dict)]
    media = [
        {
            "url": web_link(_text(one.get("url")), base),
            "type": line(_text(one.get("mime_type")), 100),
        }
        for one in found
    ]
    picture = web_link(_text(item.get("image")), base)
    return [one for one in [*media, {"url": picture, "type": "image"}] if one["url"]]


def _json_date(value: object) -> str | None:
    text = _text(value)[:100]
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = wild_dates.parse(text)
        except (ValueError, OverflowError):
            return None
    try:
        return (found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)).isoformat()
    except (ValueError, OverflowError):
        return None


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _list(value: object) -> list[Any]:
    return value[:_MOST_PARTS] if isinstance(value, list) else []
