"""From what the stream or an answer says of a post to a record, and from a record to a post. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from accounts.outside.plaintext import MOST_LINKS, clean, handles_in, hashtags_in, line, web_link
from monitoring.feeds.connectors.post import Kind, Media, Post, PublishedFrom, fingerprint
from monitoring.feeds.connectors.protocol import AuthorGone, Ignored, Record, Tombstone
from monitoring.feeds.connectors.times import moment

VERSION: Final = 1
PLATFORM: Final = "bluesky"
POSTS: Final = "app.bsky.feed.post"
CANT_REPLY: Final = "Answers can't be sent to Bluesky from here yet: open the post to answer it there."
_KEPT: Final = ("text", "createdAt", "langs", "reply", "facets", "embed", "tags")
_URI: Final = re.compile(r"at://(did:[a-z]+:[A-Za-z0-9._:%-]{1,250})/([A-Za-z0-9.-]{1,200})/([A-Za-z0-9._~:-]{1,200})")
# What an account's standing means for its posts. The others (desynchronized, throttled) say nothing of them.
_STANDINGS: Final = {
    "deleted": "deleted",
    "takendown": "withheld",
    "suspended": "unavailable",
    "deactivated": "unavailable",
}
_COUNTS: Final = {"replies": "replyCount", "shares": "repostCount", "likes": "likeCount", "quotes": "quoteCount"}
_IMAGES: Final = "https://cdn.bsky.app/img/feed_fullsize/plain"


def of_commit(payload: Mapping[str, Any], now: datetime) -> Record | None:
    """A record of what was written, changed or deleted; None for what is no post, or not in its form."""
    did, name, at = payload.get("did"), payload.get("rkey"), payload.get("time")
    if payload.get("collection") != POSTS or not isinstance(at, str):
        return None
    uri = f"at://{did}/{POSTS}/{name}"
    if not _URI.fullmatch(uri):
        return None
    operation, post = payload.get("operation"), payload.get("record")
    if operation == "delete":
        return {"v": VERSION, "id": uri, "gone": "deleted", "at": at}
    if operation not in ("create", "update") or not isinstance(post, Mapping):
        return None
    return {
        "v": VERSION, "id": uri, "at": at, "edited": operation == "update", "author": {"did": did},
        "post": {kept: post[kept] for kept in _KEPT if kept in post}, "fetched_at": now.isoformat(),
    }  # fmt: skip


def of_account(payload: Mapping[str, Any]) -> Record | None:
    """A record of an account that is gone, with all it wrote; None where nothing of it is gone."""
    account, did = payload.get("account"), payload.get("did")
    if not isinstance(account, Mapping) or account.get("active") is not False or not isinstance(did, str):
        return None
    state = _STANDINGS.get(str(account.get("status")))
    return {"v": VERSION, "account": did, "gone": state, "at": payload.get("time")} if state else None


def of_view(view: object, now: datetime) -> Record | None:
    """A record of a post as the application's server shows it; None for what is none."""
    if not isinstance(view, Mapping):
        return None
    author, post, uri = view.get("author"), view.get("record"), view.get("uri")
    if not isinstance(author, Mapping) or not isinstance(post, Mapping) or not isinstance(uri, str):
        return None
    match = _URI.fullmatch(uri)
    if not match or match[2] != POSTS or author.get("did") != match[1]:
        return None
    return {
        "v": VERSION, "id": uri, "at": view.get("indexedAt"), "edited": False,
        "author": {name: author[name] for name in ("did", "handle", "displayName") if isinstance(author.get(name), str)},
        "post": {kept: post[kept] for kept in _KEPT if kept in post}, "fetched_at": now.isoformat(),
        "counts": {ours: view[theirs] for ours, theirs in _COUNTS.items() if _is_count(view.get(theirs))},
    }  # fmt: skip


def gone(uri: str, now: datetime) -> Record:
    """A record of a post that can no longer be asked for."""
    return {"v": VERSION, "id": uri, "gone": "deleted", "at": now.isoformat()}


def visible(record: Record) -> str:
    """The fingerprint of what a reader sees of it."""
    return fingerprint("", _text(record["post"]))


def to_post(record: Record) -> Post | Tombstone | AuthorGone | Ignored:
    """The post of a record."""
    if "gone" in record:
        return _over(record)
    post, author = record["post"], record["author"]
    text, did = _text(post), str(author["did"])
    key = record["id"].rpartition("/")[2]
    canon = f"https://bsky.app/profile/{did}/post/{key}"
    quoted, media, links = _embedded(post.get("embed"), did, canon)
    if not text and not media and not links:
        return Ignored("The post has neither a text nor a picture.")
    came, published, known_from = _published(record)
    reply = post.get("reply") if isinstance(post.get("reply"), Mapping) else {}
    handle = str(author.get("handle") or "")
    features = list(_features(post))
    return Post(
        platform=PLATFORM,
        source=PLATFORM,
        external_id=record["id"],
        url=f"https://bsky.app/profile/{handle or did}/post/{key}",
        canonical_url=canon,
        kind=_kind(reply, quoted),
        author_external_id=did,
        author_handle=handle,
        author_name=line(str(author.get("displayName") or "")),
        author_url=f"https://bsky.app/profile/{handle or did}",
        text=text,
        language=_language(post.get("langs")),
        published_at=published,
        published_from=known_from,
        edited_at=came if record["edited"] else None,
        in_reply_to=_uri_of(reply, "parent"),
        conversation=_uri_of(reply, "root"),
        handles=handles_in(text),
        hashtags=tuple(dict.fromkeys([*hashtags_in(text), *_tags(post, features)]))[:MOST_LINKS],
        links=tuple(dict.fromkeys([*_links(features), *links]))[:MOST_LINKS],
        media=media,
        engagement=record.get("counts") or {},
        can_reply=False,
        can_reply_reason=CANT_REPLY,
        raw={"v": record["v"], "published": str(post.get("createdAt") or "")[:60], "quotes": quoted},
    )


def _over(record: Record) -> Tombstone | AuthorGone:
    at = moment(record["at"])
    if "account" in record:
        return AuthorGone(PLATFORM, PLATFORM, record["account"], at, record["gone"])
    return Tombstone(PLATFORM, PLATFORM, record["id"], at, record["gone"])


def _published(record: Record) -> tuple[datetime, datetime, PublishedFrom]:
    """When the server took it in, when it was published, and how that is known: nobody writes after it came."""
    came = moment(record["at"]) or datetime.fromisoformat(record["fetched_at"])
    written = moment(record["post"].get("createdAt"))
    if written is None:
        return came, came, "fetched"
    return (came, written, "source") if written <= came else (came, came, "clamped")


def _text(post: Mapping[str, Any]) -> str:
    text = post.get("text")
    return clean(text) if isinstance(text, str) else ""


def _kind(reply: Mapping[str, Any], quoted: str) -> Kind:
    return "reply" if reply else "quote" if quoted else "post"


def _language(langs: object) -> str:
    first = langs[0] if isinstance(langs, list) and langs else ""
    primary = first.partition("-")[0].lower() if isinstance(first, str) else ""
    return primary if primary.isalpha() and 2 <= len(primary) <= 3 else ""


def _uri_of(holder: Mapping[str, Any], name: str) -> str:
    one = holder.get(name)
    uri = one.get("uri") if isinstance(one, Mapping) else None
    return uri if isinstance(uri, str) and _URI.fullmatch(uri) else ""


def _features(post: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for facet in _rows(post.get("facets")):
        yield from _rows(facet.get("features"))


def _tags(post: Mapping[str, Any], features: list[Mapping[str, Any]]) -> list[str]:
    beside = post.get("tags")
    said = [*(one.get("tag") for one in features), *(beside if isinstance(beside, list) else ())]
    return [tag.casefold()[:100] for tag in said if isinstance(tag, str) and tag]


def _links(features: list[Mapping[str, Any]]) -> list[str]:
    return [link for one in features if (link := web_link(_string(one.get("uri"))))]


def _embedded(embed: object, did: str, place: str) -> tuple[str, tuple[Media, ...], list[str]]:
    """What is shown below the text: the post it quotes, pictures and films, and links."""
    if not isinstance(embed, Mapping):
        return "", (), []
    inner, quoted = embed.get("record"), ""
    if isinstance(inner, Mapping):
        # Of a quote with media the reference lies one deeper.
        quoted = _uri_of(embed, "record") or _uri_of(inner, "record")
    shown = embed.get("media") if isinstance(embed.get("media"), Mapping) else embed
    assert isinstance(shown, Mapping)
    card = shown.get("external")
    link = web_link(_string(card.get("uri"))) if isinstance(card, Mapping) else ""
    media = [one for image in _rows(shown.get("images")) if (one := _picture(image, did))]
    if isinstance(shown.get("video"), Mapping):
        # A film has no address but for players: the post is where it is seen.
        media.append(Media(place, "video", clean(_string(shown.get("alt")), 1_000)))
    return quoted, tuple(media[:MOST_LINKS]), [link] if link else []


def _picture(image: Mapping[str, Any], did: str) -> Media | None:
    held = image.get("image")
    ref = held.get("ref") if isinstance(held, Mapping) else None
    cid = ref.get("$link") if isinstance(ref, Mapping) else None
    if not isinstance(cid, str) or not cid.isalnum():
        return None
    return Media(f"{_IMAGES}/{did}/{cid}@jpeg", "image", clean(_string(image.get("alt")), 1_000))


def _rows(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
