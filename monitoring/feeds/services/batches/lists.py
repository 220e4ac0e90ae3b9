"""Lists of sources as people have them: a line for each, or OPML (http://opml.org/spec2.opml). Pure."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

import listparser
from django.utils.http import http_date
from django.utils.xmlutils import SimplerXMLGenerator

from accounts.cleaning import clean_text
from accounts.errors import Invalid
from accounts.outside.plaintext import line

MOST_LINES = 300
MOST_LETTERS = 1_000_000
LONGEST = 2_000  # characters of a line
FIELD = "text"
_NO_FEEDS = "This list names no feed. In OPML, each outline needs an xmlUrl."


@dataclass(frozen=True, slots=True)
class Wanted:
    """One source as somebody wrote it, and what the list calls it."""

    text: str
    name: str = ""


def wanted(text: str) -> list[Wanted]:
    """What a list asks for, each once, in its order. Raises Invalid at `text`: nothing, too much, a line that is too long."""
    text = clean_text(FIELD, text, most=MOST_LETTERS, required=False)
    found = _from_opml(text) if "<opml" in text[:2_000].casefold() else _from_lines(text)
    once: dict[str, Wanted] = {}
    for one in found:
        once.setdefault(one.text, one)
    if not once:
        raise Invalid.field(FIELD, "Paste at least one line: an address, a handle, a hashtag.", code="required")
    if len(once) > MOST_LINES:
        message = f"These are {len(once):,} sources; {MOST_LINES} at most can be added at once. Split the list."
        raise Invalid.field(FIELD, message, code="too_many", data={"most": MOST_LINES})
    return list(once.values())


def _from_lines(text: str) -> list[Wanted]:
    found = []
    for number, one in enumerate(text.splitlines(), 1):
        if len(one.strip()) > LONGEST:
            message = f"Line {number} is longer than {LONGEST:,} characters."
            raise Invalid.field(FIELD, message, code="too_long", data={"line": number})
        if one.strip():
            found.append(Wanted(one.strip()))
    return found


def _from_opml(text: str) -> list[Wanted]:
    # Bytes: text that begins with http:// would be fetched. Its reader knows no entities but HTML's, so none can grow.
    read: Any = listparser.parse(text.encode())
    found = [
        Wanted(str(feed.url).strip(), line(str(feed.title or ""), 200))
        for feed in read.feeds
        if 0 < len(str(feed.url).strip()) <= LONGEST
    ]
    if not found:
        raise Invalid.field(FIELD, _NO_FEEDS, code="no_feeds")
    return found


def as_opml(title: str, feeds: Iterable[tuple[str, str]], now: datetime) -> bytes:
    """A list that feed readers take, of (name, address)."""
    out = io.BytesIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement("opml", AttributesImpl({"version": "2.0"}))
    xml.startElement("head", AttributesImpl({}))
    xml.addQuickElement("title", title)
    xml.addQuickElement("dateCreated", http_date(now.timestamp()))
    xml.endElement("head")
    xml.startElement("body", AttributesImpl({}))
    for name, address in feeds:
        xml.addQuickElement("outline", None, {"type": "rss", "text": name, "title": name, "xmlUrl": address})
    xml.endElement("body")
    xml.endElement("opml")
    xml.endDocument()
    return out.getvalue()
