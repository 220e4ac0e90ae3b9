"""RSS and Atom, by feedparser."""

from __future__ import annotations

import calendar
import io
import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import feedparser

from monitoring.connectors.failures import Malformed, NotAFeed
from monitoring.connectors.plaintext import MOST_MARKUP, clean, line, plain, web_link
from monitoring.connectors.rss.document import MOST_ENTRIES, MOST_PARTS, Document, Entry, kept, rating

_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_REFERENCE: Final = re.compile(rb"&#([xX])?([0-9a-fA-F]{1,20});")
_CLOSED: Final = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>", re.IGNORECASE)
# What feedparser lets through of its own when a document is odd enough.
_PARSER_TROUBLE: Final = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    AssertionError,
)


def read_xml(body: bytes, content_type: str, url: str) -> Document:
    """The document of an RSS or Atom body, however long it takes (see `reading`)."""
    # No content-location: feedparser would resolve guids against it, and ids would change when a feed moves.
    headers = {"content-type": content_type or "application/xml"}
    body = _legal(body)
    # BytesIO, because feedparser takes bare bytes for the name of a file to open.
    try:
        found = feedparser.parse(
            io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
        if not found.get("version") and not found["entries"]:
            raise NotAFeed("What answers at this address is not a feed.")
        entries, notes = _entries(found, body, url)
        return _document(found, entries, notes, url)
    except _PARSER_TROUBLE as error:
        raise Malformed("The feed can't be read.") from error


def _legal(body: bytes) -> bytes:
    """The body without characters that XML has no place for: one NUL or one &#x1F; pasted into a title otherwise
    costs the whole feed. Bodies of two or four bytes a character are left as they are."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in body[:2]:
        return body
    if b"&#" in body:
        body = _REFERENCE.sub(_legal_reference, body)
    return _CONTROL.sub(b"", body)


def _legal_reference(match: re.Match[bytes]) -> bytes:
    digits = match.group(2)
    try:
        code = int(digits, 16 if match.group(1) else 10)
    except ValueError:
        return match.group()
    legal = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    return match.group() if legal else b""


def _document(found: Mapping[str, Any], entries: list[Entry], notes: list[str], url: str) -> Document:
    feed = found["feed"]
    return Document(
        title=line(plain(str(feed.get("title", "")))),
        kind="atom" if str(found.get("version", "")).startswith("atom") else "rss",
        entries=tuple(entries),
        language=line(str(feed.get("language", "") or ""), 35),
        home=web_link(str(feed.get("link", "") or ""), url),
        ttl=_minutes(feed.get("ttl")),
        next_url=_next_link(feed, url),
        notes=tuple(notes),
    )


def _entries(found: Mapping[str, Any], body: bytes, url: str) -> tuple[list[Entry], list[str]]:
    """The entries that can be read, and what to say about the others. Raises Malformed when none is left of some."""
    entries: list[Entry] = []
    notes: list[str] = []
    listed = found["entries"][:MOST_ENTRIES]
    for entry in listed:
        try:
            entries.append(_xml_entry(entry, url))
        except _PARSER_TROUBLE:
            notes = ["Some entries are too odd to be read and were left out."]
    if not _is_broken(found):
        return entries, notes
    if not _CLOSED.search(body[-2_000:]):
        # It was cut off, so the last entry may lack its guid and would become a post of its own.
        entries = entries[:-1]
    where = getattr(found["bozo_exception"], "getLineNumber", lambda: None)()
    place = f" at line {where}" if where else ""
    if not entries:
        raise Malformed(f"The feed is not well-formed XML{place}, and no entry could be read.")
    return entries, [*notes, f"The feed is not well-formed XML{place}; {len(entries)} entries could be read."]


def _is_broken(found: Mapping[str, Any]) -> bool:
    harmless = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    trouble = found.get("bozo_exception")
    return bool(found.get("bozo")) and isinstance(trouble, Exception) and not isinstance(trouble, harmless)


def _xml_entry(entry: Mapping[str, Any], base: str) -> Entry:
    contents = [one for one in entry.get("content", ())[:MOST_PARTS] if isinstance(one, Mapping)]
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
        "tags": [line(str(tag.get("term", "") or ""), 100) for tag in entry.get("tags", ())[:MOST_PARTS]],
        "media": _enclosures(entry, base),
        "comments": _count(entry.get("slash_comments") or entry.get("thr_total")),
        "views": _count((entry.get("media_statistics") or {}).get("views")),
        "rating": rating(entry.get("im_rating")),
        "reply_to": str((entry.get("in-reply-to") or entry.get("thr_in-reply-to") or {}).get("ref", ""))[:2048],
        "video": bool(entry.get("yt_videoid")),
    }
    return kept(found)


def _entry_link(entry: Mapping[str, Any], base: str) -> str:
    link = str(entry.get("link", "") or "")
    # A guid that claims to be a permalink and is no address ("12345") leads nowhere.
    if link == entry.get("id") and not link.lower().startswith(("http://", "https://")):
        return ""
    return web_link(link, base)


def _enclosures(entry: Mapping[str, Any], base: str) -> list[dict[str, str]]:
    found = []
    for one in [*entry.get("enclosures", ()), *entry.get("media_content", ())][:MOST_PARTS]:
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
    for one in feed.get("links", ())[:MOST_PARTS]:
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
