"""RSS and Atom, by feedparser."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Mapping
from email.utils import parseaddr
from typing import Any, Final

import feedparser

from accounts.outside.failures import Malformed
from accounts.outside.plaintext import MOST_MARKUP, clean, line, plain, web_link
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

_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_REFERENCE: Final = re.compile(rb"&#([xX])?([0-9a-fA-F]{1,20});")
_CLOSED: Final = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>", re.IGNORECASE)
# CDATA and comments are matched to be passed over: there an ampersand is no slip.
_BARE: Final = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?!(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z]\w{1,31});)",
    re.DOTALL,
)
_DELETED: Final = re.compile(rb"<(?:[\w.-]{1,40}:)?deleted-entry\s([^<>]{1,3000}?)/?>")
_ATTRIBUTE: Final = re.compile(r"\b(ref|when)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
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
    letters = mended(body, content_type)
    headers = {"content-type": letters.content_type or "application/xml"}
    body = _legal(letters.body)
    try:
        parsed = _parsed(body, headers)
        broken_at = _broken_at(parsed)
        if broken_at is not None and b"&" in body:
            # "R&D" is the commonest of all slips, and feedparser's reader of last resort makes "R&D;" of it.
            again = _parsed(_BARE.sub(_escaped, body), headers)
            parsed = parsed if _broken_at(again) is not None else again
        if not parsed.get("version") and not parsed["entries"]:
            raise NotAFeed("There is no feed at this address.")
        entries, notes = _entries(parsed, broken_at, body, url)
        return _document(parsed, entries, [*letters.notes, *notes], body, url)
    except _PARSER_TROUBLE as error:
        raise Malformed("The feed can't be read.") from error


def _parsed(body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
    # BytesIO, because feedparser takes bare bytes for the name of a file to open.
    # Neither sanitised nor resolved: both walk all markup once more, and only its plain text is kept.
    parsed: Mapping[str, Any] = feedparser.parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    return parsed


def _escaped(match: re.Match[bytes]) -> bytes:
    return b"&amp;" if match.group() == b"&" else match.group()


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
    # XML 1.0, 2.2: what a document may hold.
    legal = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    return match.group() if legal else b""


def _document(parsed: Mapping[str, Any], entries: list[Entry], notes: list[str], body: bytes, url: str) -> Document:
    feed = parsed["feed"]
    return Document(
        title=line(plain(str(feed.get("title", "")))),
        kind="atom" if str(parsed.get("version", "")).startswith("atom") else "rss",
        entries=tuple(entries),
        language=line(str(feed.get("language", "") or ""), 35),
        home=web_link(str(feed.get("link", "") or ""), url),
        ttl=_minutes(feed.get("ttl")),  # RSS 2.0 counts minutes
        # RFC 5005: "next" of a feed in pages, "prev-archive" of one with archives.
        next_url=_linked(feed, url, "next", "prev-archive"),
        notes=tuple(notes),
        deleted=tuple(_deleted(body)),
        hub=_linked(feed, url, "hub"),
        own_url=_linked(feed, url, "self"),
    )


def _deleted(body: bytes) -> list[Entry]:
    """What the feed says is gone, by RFC 6721; feedparser does not know it."""
    if b"purl.org/atompub/tombstones" not in body:
        return []
    deleted = []
    for match in list(_DELETED.finditer(body))[:MOST_ENTRIES]:
        told = {
            name: html.unescape(one or other)
            for name, one, other in _ATTRIBUTE.findall(match.group(1).decode("utf-8", "replace"))
        }
        gone = {"guid": clean(told.get("ref", ""), 2048), **dated(told.get("when", ""), "", "deleted")}
        deleted.append(kept(gone))
    return [one for one in deleted if "guid" in one]


def _entries(parsed: Mapping[str, Any], broken_at: str | None, body: bytes, url: str) -> tuple[list[Entry], list[str]]:
    """The entries that can be read, and what to say about the others. Raises Malformed when none is left of some."""
    entries: list[Entry] = []
    notes: list[str] = []
    for entry in cut_to_bound(parsed["entries"], notes):
        try:
            entries.append(_xml_entry(entry, parsed, url))
        except _PARSER_TROUBLE:
            notes = ["Some entries could not be read and were left out."]
    if broken_at is None:
        return entries, notes
    if not _CLOSED.search(body[-2_000:]):
        # It was cut off, so the last entry may lack its guid and would become a post of its own.
        entries = entries[:-1]
    if not entries:
        raise Malformed(f"The feed is not well-formed XML{broken_at}, and no entry could be read.")
    return entries, [*notes, f"The feed is not well-formed XML{broken_at}; {len(entries)} entries could be read."]


def _broken_at(parsed: Mapping[str, Any]) -> str | None:
    """Where a document is no XML any more (" at line 3", or "" where that is not known); None for one that is whole."""
    # An override is harmless: what its encoding could have spoiled was mended before.
    harmless = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    trouble = parsed.get("bozo_exception")
    if not parsed.get("bozo") or not isinstance(trouble, Exception) or isinstance(trouble, harmless):
        return None
    where = getattr(trouble, "getLineNumber", lambda: None)()
    return f" at line {where}" if where else ""


def _xml_entry(entry: Mapping[str, Any], parsed: Mapping[str, Any], base: str) -> Entry:
    contents = [one for one in entry.get("content", ())[:MOST_PARTS] if isinstance(one, Mapping)]
    summary = entry.get("summary_detail") or {}
    best = max(contents, key=lambda one: len(str(one.get("value", ""))), default=None)
    detail = best if best and best.get("value") else summary
    author = _author(entry, parsed, base)
    language = str(detail.get("language", "") or parsed["feed"].get("language", "") or "")[:35]
    published = str(entry.get("published", "") or entry.get("created", "") or "")[:100]
    told: Entry = {
        "guid": clean(str(entry.get("id", "") or ""), 2048),
        "link": _entry_link(entry, base),
        "title": str((entry.get("title_detail") or {}).get("value", "") or entry.get("title", ""))[:10_000],
        "title_type": str((entry.get("title_detail") or {}).get("type", "") or ""),
        "body": str(detail.get("value", "") or "")[:MOST_MARKUP],
        "body_type": str(detail.get("type", "") or ""),
        "language": str(detail.get("language", "") or "")[:35],
        **author,
        "published": published,
        # As a plain dict: feedparser's own gives `published` where there is no `updated`.
        **dated(str(dict.get(dict(entry), "updated") or ""), language, "updated"),
        **dated(published, language, "published"),
        "tags": [line(str(tag.get("term", "") or ""), 100) for tag in entry.get("tags", ())[:MOST_PARTS]],
        "media": _enclosures(entry, base),
        "comments": _count(entry.get("slash_comments") or entry.get("thr_total")),
        "views": _count((entry.get("media_statistics") or {}).get("views")),
        "rating": rating(entry.get("im_rating")),
        "reply_to": str((entry.get("in-reply-to") or entry.get("thr_in-reply-to") or {}).get("ref", ""))[:2048],
        "video": bool(entry.get("yt_videoid")),
    }
    return kept(told)


def _author(entry: Mapping[str, Any], parsed: Mapping[str, Any], base: str) -> dict[str, str]:
    """Who wrote an entry; in Atom the feed's author where the entry names none (RFC 4287, 4.2.1)."""
    of = entry
    if not entry.get("author") and not entry.get("author_detail") and str(parsed.get("version", "")).startswith("atom"):
        of = parsed["feed"]
    detail = of.get("author_detail") or {}
    name = str(detail.get("name", "") or of.get("author", "") or "")
    raw = str(of.get("author", "") or "")
    if "@" in raw and "(" in raw:
        # feedparser cuts a mail address after the fourth letter of its last part: "ple (Author 5".
        name = parseaddr(raw)[0] or name
    return {"author": line(name, 200), "author_url": web_link(str(detail.get("href", "") or ""), base)}


def _entry_link(entry: Mapping[str, Any], base: str) -> str:
    link = str(entry.get("link", "") or "")
    # A guid that claims to be a permalink and is no address ("12345") leads nowhere.
    if link == entry.get("id") and not link.lower().startswith(("http://", "https://")):
        return ""
    return web_link(link, base)


def _enclosures(entry: Mapping[str, Any], base: str) -> list[dict[str, str]]:
    enclosures = []
    for one in [*entry.get("enclosures", ()), *entry.get("media_content", ())][:MOST_PARTS]:
        link = web_link(str(one.get("href", "") or one.get("url", "") or ""), base)
        if link:
            enclosures.append(
                {
                    "url": link,
                    "type": line(str(one.get("type", "") or one.get("medium", "") or ""), 100),
                }
            )
    return enclosures


def _linked(feed: Mapping[str, Any], base: str, *relations: str) -> str:
    for one in feed.get("links", ())[:MOST_PARTS]:
        if one.get("rel") in relations:
            return web_link(str(one.get("href", "") or ""), base)
    return ""


def _minutes(text: object) -> float | None:
    try:
        minutes = float(str(text).strip())
    except ValueError:
        return None
    return minutes * 60 if 0 < minutes <= 10_080 else None


def _count(text: object) -> int | None:
    digits = str(text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 12 else None
