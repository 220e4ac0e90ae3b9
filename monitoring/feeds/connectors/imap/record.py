"""A record of a mail or of what an alert mail tells of, and the post it stands for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from accounts.outside.plaintext import canonical, hashtags_in, line, links_in, plain, storable, web_link
from monitoring.feeds.connectors.imap.alerts import Item
from monitoring.feeds.connectors.imap.mime import Mail
from monitoring.feeds.connectors.imap.settings import PLATFORM, REVIEWS, Settings
from monitoring.feeds.connectors.post import Post, PublishedFrom, fingerprint
from monitoring.feeds.connectors.protocol import Ignored, Record

VERSION: Final = 1
CANT_REPLY: Final = "An email is answered from the mailbox itself."
CANT_REPLY_THERE: Final = "Open the post to answer it there."
_STARS: Final = re.compile(r"([★⭐]{1,5})\ufe0f?(☆{0,4})")
_OF_FIVE: Final = re.compile(
    r"(?<![\d.,/])([1-5](?:[.,]\d)?) ?(?:/|out of|von|sur|de|su|van) ?5(?![\d/%])", re.IGNORECASE
)
_WORDED: Final = re.compile(r"(?<![\d.,])([1-5])[ -](?:stars?|Sterne?|étoiles?|estrellas?|stelle)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Came:
    """When: taken in by the server (aware UTC), and read by us."""

    taken_at: datetime
    read_at: datetime


def name_of(mail: Mail) -> str:
    """What a mail is known by wherever it lies: its Message-ID, else what it says."""
    told = mail.message_id or f"{mail.sent_at}\n{mail.sender}\n{words_of(mail)}"
    return f"mail:{short(told)}"


def words_of(mail: Mail) -> str:
    """The fingerprint of what a reader sees of it."""
    return fingerprint(f"{mail.sender}\n{mail.subject}", _text(mail))


def name_of_link(link: str) -> str:
    """What a post is known by that only its link tells of."""
    return f"link:{short(canonical(link))}"


def short(told: str) -> str:
    """24 hex characters."""
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:24]


def of_mail(name: str, mail: Mail, settings: Settings, came: Came) -> Record:
    """A record of a whole mail."""
    if mail.is_report:
        return nothing("A report on what became of an email.")
    text = _text(mail)
    parent, root = (f"mail:{short(one)}" if one else "" for one in (mail.in_reply_to, mail.thread or mail.in_reply_to))
    return _storable({
        **_common(name, mail, settings, came), "subject": line(mail.subject), "text": text, "kind": settings.kind,
        "parent": parent, "root": root, "links": list(links_in(mail.markup or mail.text, "")),
        "rating": rating_in(f"{mail.subject}\n{text}") if settings.kind == REVIEWS else None,
    })  # fmt: skip


def of_item(name: str, item: Item, mail: Mail, settings: Settings, came: Came, *, tool: str, vouched: bool) -> Record:
    """A record of a post that an alert mail tells of."""
    told = {"link": item.link, "title": item.title, "text": item.text, "by": item.by, "tool": tool, "vouched": vouched}
    return _storable({**_common(name, mail, settings, came), "item": told})


def nothing(reason: str) -> Record:
    """A record of what is no post."""
    return {"v": VERSION, "nothing": reason}


def _common(name: str, mail: Mail, settings: Settings, came: Came) -> dict[str, Any]:
    return {
        "v": VERSION, "id": name, "source": settings.source, "sender": mail.sender, "sender_name": line(mail.sender_name),
        "sent_at": mail.sent_at.isoformat() if mail.sent_at else "", "taken_at": came.taken_at.isoformat(),
        "fetched_at": came.read_at.isoformat(),
    }  # fmt: skip


def _storable(record: dict[str, Any]) -> Record:
    return {name: storable(value) if isinstance(value, str) else value for name, value in record.items()}


def _text(mail: Mail) -> str:
    """As a person reads it; the plain form where there is one."""
    return plain(mail.markup) if mail.markup and not mail.text.strip() else plain(_escaped(mail.text))


def _escaped(text: str) -> str:
    """Plain text has no tags, whatever stands in it between < and >."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def rating_in(text: str) -> float | None:
    """Out of five, as far as the first that looks like one tells it."""
    for stars in _STARS.finditer(text):
        full, empty = len(stars[1]), len(stars[2])
        if full + empty == 5 or not empty:
            return float(full)
    match = _OF_FIVE.search(text) or _WORDED.search(text)
    rating = float(match[1].replace(",", ".")) if match else 0.0
    return rating if 1 <= rating <= 5 else None


def to_post(record: Record) -> Post | Ignored:
    """The post of a record."""
    if "nothing" in record:
        return Ignored(record["nothing"])
    return _told_of(record, record["item"]) if "item" in record else _mail(record)


def _mail(record: Record) -> Post | Ignored:
    title, text = line(record["subject"]), record["text"]
    if not title and not text:
        return Ignored("The email has neither a subject nor a text.")
    published, told_by = _published(record)
    return Post(
        platform=PLATFORM,
        source=record["source"],
        external_id=record["id"],
        kind=record["kind"],
        author_external_id=record["sender"][:255],
        author_handle=line(record["sender"])[:255],
        author_name=record["sender_name"],
        title=title,
        text=text,
        published_at=published,
        published_from=told_by,
        in_reply_to=record["parent"],
        conversation=record["root"],
        hashtags=hashtags_in(text),
        links=tuple(record["links"]),
        rating=record["rating"],
        can_reply=False,
        can_reply_reason=CANT_REPLY,
        raw={"v": record["v"], "published": record["sent_at"] or record["taken_at"]},
    )


def _told_of(record: Record, item: Mapping[str, Any]) -> Post | Ignored:
    link = web_link(item["link"])
    if not link:
        return Ignored("Its link is none of the web.")
    published, told_by = _published(record)
    return Post(
        platform=PLATFORM,
        source=record["source"],
        external_id=record["id"],
        url=link,
        canonical_url=canonical(link),
        kind="article",
        author_name=line(item["by"]),
        title=line(item["title"]),
        text=plain(_escaped(item["text"])),
        published_at=published,
        published_from=told_by,
        links=(link,),
        told={"tool": item["tool"]},
        can_reply=False,
        can_reply_reason=CANT_REPLY_THERE,
        # When the tool told of it: when it was written no alert mail says.
        raw={"v": record["v"], "published": record["sent_at"] or record["taken_at"], "vouched": item["vouched"]},
    )


def _published(record: Record) -> tuple[datetime, PublishedFrom]:
    """When it was sent, as far as that can be: never after our server had it, nor after we read it."""
    taken, read = (datetime.fromisoformat(record[name]) for name in ("taken_at", "fetched_at"))
    latest = min(taken, read)
    sent = datetime.fromisoformat(record["sent_at"]) if record["sent_at"] else None
    if sent is None:
        return latest, "source"
    return (sent, "source") if sent <= latest else (latest, "clamped")
