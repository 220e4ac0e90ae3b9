"""From one stored feed entry to a post: pure, so that stored records can be read again by a later version."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from monitoring.connectors.plaintext import (
    canonical,
    clean,
    handles_in,
    hashtags_in,
    line,
    links_in,
    pictures_in,
    plain,
)
from monitoring.connectors.post import Kind, Media, Post, PublishedFrom
from monitoring.connectors.protocol import Ignored, Record

VERSION: Final = 1
AHEAD: Final = timedelta(hours=1)
# Feeds write 1970 or year 1 for "unknown"; nothing before the web can be a post.
_FIRST_YEAR: Final = 1990
_LONGEST_ID: Final = 500
_CANT_REPLY: Final = "A feed can be read, not answered; open the post to answer it there."


def identified(
    entries: Iterable[Mapping[str, Any]], shared: frozenset[str]
) -> list[tuple[str, str, Mapping[str, Any]]]:
    """(external id, what it was made from, entry) of each entry, each id once.

    The id is the guid, else the link, else a hash of the text. A guid that several entries with different links
    carry, now or earlier (`shared`, by `short`), does not tell them apart: they get guid + link.
    """
    listed = list(entries)
    links: dict[str, set[str]] = {}
    for entry in listed:
        links.setdefault(entry.get("guid", ""), set()).add(entry.get("link", ""))
    found: dict[str, tuple[str, str, Mapping[str, Any]]] = {}
    for entry in listed:
        guid, link = entry.get("guid", ""), entry.get("link", "")
        if guid and (len(links[guid]) > 1 or short(guid) in shared):
            made = (f"{guid} {canonical(link)}", "guid+link")
        elif guid:
            made = (guid, "guid")
        elif link:
            made = (canonical(link), "link")
        else:
            made = (_content_hash(entry), "hash")
        external_id = _bounded(made[0])
        found.setdefault(external_id, (external_id, made[1], entry))
    return list(found.values())


def repeated_guids(entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """The `short` of each guid that entries with different links share."""
    pairs = {(entry["guid"], entry.get("link", "")) for entry in entries if entry.get("guid")}
    return [short(guid) for guid, times in Counter(guid for guid, _ in pairs).items() if times > 1]


def short(text: str) -> str:
    """12 hex characters standing for a text in a cursor."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=6).hexdigest()


def to_post(record: Record) -> Post | Ignored:
    """The post of a record that `RssConnector.poll` made; Ignored with a reason when there is nothing to show."""
    entry: Mapping[str, Any] = record["entry"]
    title, text = _words(entry)
    media = _media(entry)
    if not title and not text and not entry.get("link") and not media:
        return Ignored("The entry has no title, no text and no link.")
    base = str(entry.get("link") or record.get("home", ""))
    published, came_from = _published(entry, datetime.fromisoformat(record["fetched_at"]))
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
        edited_at=_edited(entry, published),
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
    title = line(plain(title)) if entry.get("title_type") != "text/plain" or "&" in title else line(title)
    text = plain(body) if entry.get("body_type") != "text/plain" else clean(body)
    return title, text


def _media(entry: Mapping[str, Any]) -> tuple[Media, ...]:
    found = {one["url"]: Media(one["url"], one.get("type", "")) for one in entry.get("media", ())}
    for address in pictures_in(entry.get("body", ""), entry.get("link", "")):
        found.setdefault(address, Media(address, "image"))
    return tuple(found.values())


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


def _published(entry: Mapping[str, Any], fetched_at: datetime) -> tuple[datetime | None, PublishedFrom]:
    text = entry.get("published_at") or entry.get("updated_at")
    if not text:
        return None, "fetched"
    found = datetime.fromisoformat(text)
    if found.year < _FIRST_YEAR:
        return None, "fetched"
    if found > fetched_at + AHEAD:
        return fetched_at, "clamped"
    return found, "source"


def _edited(entry: Mapping[str, Any], published: datetime | None) -> datetime | None:
    if published is None or not entry.get("published_at") or not entry.get("updated_at"):
        return None
    edited = datetime.fromisoformat(entry["updated_at"])
    return edited if edited > published else None


def _handle(entry: Mapping[str, Any]) -> str:
    # Reddit's feeds name their authors "/u/name".
    name = str(entry.get("author", ""))
    return name[3:] if name.startswith("/u/") else ""


def _language(code: str) -> str:
    primary = code.replace("_", "-").partition("-")[0].strip().lower()
    return primary if primary.isalpha() and 2 <= len(primary) <= 3 else ""


def _tags(entry: Mapping[str, Any]) -> list[str]:
    return [tag.lower().lstrip("#") for tag in entry.get("tags", ()) if tag.strip("# ")]


def _raw(record: Record, entry: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: entry[name] for name in ("guid", "published", "published_at", "updated_at") if name in entry}
    return {**kept, "id_from": record.get("id_from", ""), "v": record.get("v", VERSION)}


def _content_hash(entry: Mapping[str, Any]) -> str:
    parts = [entry.get("title", ""), entry.get("body", ""), entry.get("published", "")]
    return "hash:" + hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:40]


def _bounded(external_id: str) -> str:
    if len(external_id) <= _LONGEST_ID:
        return external_id
    digest = hashlib.sha256(external_id.encode("utf-8", "replace")).hexdigest()
    return f"{external_id[: _LONGEST_ID - 41]}#{digest[:40]}"
