"""From one stored feed entry to a post: pure, so that stored records can be read again by a later version."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from accounts.outside.plaintext import (
    canonical,
    clean,
    handles_in,
    hashtags_in,
    line,
    links_in,
    pictures_in,
    plain,
)
from monitoring.feeds.connectors.post import Kind, Media, Post, PublishedFrom
from monitoring.feeds.connectors.protocol import Ignored, Record, Tombstone

VERSION: Final = 1
# No time is ever ahead of the fetch. Clocks differ by a little; what claims more than that is said to be clamped.
AHEAD: Final = timedelta(minutes=5)
# Feeds write 1970 or year 1 for "unknown"; nothing before the web can be a post.
_FIRST_YEAR: Final = 1990
_ESCAPED_TWICE: Final = re.compile(
    r"&lt;(?:/(?:a|b|i|p|em|li|ul|ol|h[1-6]|div|span|strong|blockquote)|br\s{0,5}/?)\s{0,5}&gt;", re.IGNORECASE
)
# Reddit ends every text with it, and a query for "comments" would match them all.
_REDDITS_TAIL: Final = re.compile(
    r"submitted by\s{1,9}/u/[\w-]{1,40}(?:\s{1,9}to\s{1,9}/?r/\w{1,40})?\s{1,9}\[link\]\s{1,9}\[comments\]\s{0,9}\Z"
)
_CANT_REPLY: Final = "A feed can be read, not answered; open the post to answer it there."


def to_post(record: Record) -> Post | Tombstone | Ignored:
    """The post of a record that `RssConnector.poll` made; Ignored with a reason when there is nothing to show."""
    entry: Mapping[str, Any] = record["entry"]
    if record.get("is_deleted"):
        at = entry.get("deleted_at")
        moment = datetime.fromisoformat(at) if at else None
        return Tombstone("rss", record["source"], record["id"], moment, record.get("state", "deleted"))
    title, text = _words(entry)
    media = _media(entry)
    if not title and not text and not entry.get("link") and not media:
        return Ignored("The entry has no title, no text and no link.")
    return _post(record, title, text, media)


def _post(record: Record, title: str, text: str, media: tuple[Media, ...]) -> Post:
    entry: Mapping[str, Any] = record["entry"]
    base = str(entry.get("link") or record.get("home", ""))
    fetched_at = datetime.fromisoformat(record["fetched_at"])
    published, came_from = _published(entry, fetched_at)
    body = entry.get("body", "")
    visible = f"{title}\n{text}"
    handle = _handle(entry)
    return Post(
        platform="rss",
        source=record["source"],
        external_id=record["id"],
        url=entry.get("link", ""),
        canonical_url=canonical(entry["link"]) if entry.get("link") else "",
        kind=_kind(record, entry, media),
        author_external_id=entry.get("author_url", "") or handle,
        author_handle=handle,
        author_name=entry.get("author", ""),
        author_url=entry.get("author_url", ""),
        title=title,
        text=text,
        language=_language(entry.get("language") or record.get("language", "")),
        published_at=published,
        published_from=came_from,
        edited_at=_edited(entry, published, fetched_at),
        in_reply_to=entry.get("reply_to", ""),
        handles=handles_in(visible),
        hashtags=tuple(dict.fromkeys([*hashtags_in(visible), *_tags(entry)])),
        links=tuple(link for link in links_in(body, base) if link != entry.get("link")),
        media=media,
        rating=entry.get("rating"),
        engagement={name: entry[name] for name in ("comments", "views") if name in entry},
        can_reply=False,
        can_reply_reason=_CANT_REPLY,
        raw=_raw(record, entry),
    )


def _words(entry: Mapping[str, Any]) -> tuple[str, str]:
    title, body = entry.get("title", ""), entry.get("body", "")
    # Feeds escape titles once, twice or not at all; a tag or an entity in a title is never meant to be read as such.
    title = line(_once(title)) if entry.get("title_type") != "text/plain" or "&" in title else line(title)
    text = _once(body) if entry.get("body_type") != "text/plain" else clean(body)
    tail = _REDDITS_TAIL.search(text)
    return title, text[: tail.start()].rstrip() if tail else text


def _once(markup: str) -> str:
    """Plain text, also where all the markup was escaped once too often: no tag of its own, and ends of tags in its words."""
    return plain(plain(markup)) if "<" not in markup and _ESCAPED_TWICE.search(markup) else plain(markup)


def _media(entry: Mapping[str, Any]) -> tuple[Media, ...]:
    media = {one["url"]: Media(one["url"], one.get("type", "")) for one in entry.get("media", ())}
    for address in pictures_in(entry.get("body", ""), entry.get("link", "")):
        media.setdefault(address, Media(address, "image"))
    return tuple(media.values())


def _kind(record: Record, entry: Mapping[str, Any], media: tuple[Media, ...]) -> Kind:
    chosen: Kind | None = record.get("kind")
    if chosen:
        return chosen
    if entry.get("rating") is not None:
        return "review"
    if entry.get("reply_to"):
        return "comment"
    types = [one.type for one in media]
    if entry.get("video") or any(kind.startswith("video") for kind in types):
        return "video"
    return "episode" if any(kind.startswith("audio") for kind in types) else "article"


def date_notes(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """What to say of claimed times that were not understood, or only half."""
    unread = [str(one["published"]) for one in entries if one.get("published") and not one.get("published_at")]
    zones = sum(1 for one in entries if one.get("zone_unknown"))
    notes = []
    if unread:
        have = "1 entry has" if len(unread) == 1 else f"{len(unread)} entries have"
        notes.append(
            f"{have} a date that is not understood (\u201c{unread[0][:40]}\u201d), and took the time of the fetch."
        )
    if zones:
        name = "1 entry names" if zones == 1 else f"{zones} entries name"
        notes.append(f"{name} a time zone that is not known; it was read as UTC.")
    return notes


def _published(entry: Mapping[str, Any], fetched_at: datetime) -> tuple[datetime | None, PublishedFrom]:
    # Of an Atom entry only `updated` is required (RFC 4287, 4.1.2).
    text = entry.get("published_at") or entry.get("updated_at")
    if not text:
        return None, "fetched"
    published = datetime.fromisoformat(text)
    if published.year < _FIRST_YEAR:
        return None, "fetched"
    # Alerts go by this time: one that lies ahead would have them wait for it.
    if published > fetched_at + AHEAD:
        return fetched_at, "clamped"
    return min(published, fetched_at), "source"


def _edited(entry: Mapping[str, Any], published: datetime | None, fetched_at: datetime) -> datetime | None:
    """When it was last changed: after it was published and not after it was fetched; else it is not believed."""
    if published is None or not entry.get("published_at") or not entry.get("updated_at"):
        return None
    edited = datetime.fromisoformat(entry["updated_at"])
    return min(edited, fetched_at) if published < edited <= fetched_at + AHEAD else None


def _handle(entry: Mapping[str, Any]) -> str:
    # Reddit's feeds name their authors "/u/name".
    name = str(entry.get("author", ""))
    return name[3:] if name.startswith("/u/") else ""


def _language(code: str) -> str:
    primary = code.replace("_", "-").partition("-")[0].strip().lower()
    return primary if primary.isalpha() and 2 <= len(primary) <= 3 else ""  # RFC 5646, 2.2.1


def _tags(entry: Mapping[str, Any]) -> list[str]:
    return [tag.lower().lstrip("#") for tag in entry.get("tags", ()) if tag.strip("# ")]


def _raw(record: Record, entry: Mapping[str, Any]) -> dict[str, Any]:
    names = ("guid", "published", "published_at", "updated_at", "zone_unknown")
    kept = {name: entry[name] for name in names if name in entry}
    return {**kept, "id_from": record.get("id_from", ""), "v": record.get("v", VERSION)}
