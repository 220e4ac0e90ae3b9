"""A record of what was said of a post, and the post it stands for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Final

from accounts.outside.plaintext import (
    canonical,
    clean,
    handles_in,
    hashtags_in,
    line,
    links_in,
    plain,
    storable,
    web_link,
)
from monitoring.feeds.connectors.post import Post, PublishedFrom, fingerprint
from monitoring.feeds.connectors.protocol import Ignored, Record, Tombstone
from monitoring.feeds.connectors.webhook.said import Said
from monitoring.feeds.connectors.webhook.settings import PLATFORM

VERSION: Final = 1
CANT_REPLY: Final = "A webhook only brings posts: open the post to answer it there."
# Ids are a sender's own, and nobody else's: two senders' 17 are two posts.
_SOURCE: Final = "sent"
_LONGEST_ID: Final = 500
_MOST_RAW: Final = 20_000  # characters
_DEEPEST: Final = 12
_AHEAD: Final = timedelta(hours=1)


def of(said: Said, now: datetime, *, unproven: bool) -> Record:
    """A record of what was said; one without an id gets it of its link, else of its words and time."""
    kept = {name: value for name, value in asdict(said).items() if value not in ("", {}) and name != "item"}
    if said.action != "delete" and (item := _storable(said.item)) and len(json.dumps(item)) <= _MOST_RAW:
        kept["item"] = item
    return {"v": VERSION, "id": name_of(said), "said": kept, "received_at": now.isoformat(), "unproven": unproven}


def nothing(reason: str) -> Record:
    """A record of what says nothing of a post."""
    return {"v": VERSION, "nothing": reason}


def name_of(said: Said) -> str:
    """What names it at the sender; "" where nothing does."""
    if said.external_id:
        return _short(clean(said.external_id))
    if said.link:
        return f"link:{_hash(canonical(said.link))}"
    words = f"{said.title}\n{said.text}\n{said.published_at}"
    return f"words:{_hash(words)}" if words.strip() else ""


def to_post(record: Record) -> Post | Tombstone | Ignored:
    """The post of a record."""
    if "nothing" in record:
        return Ignored(record["nothing"])
    said = Said(**record["said"])
    platform = said.platform or PLATFORM
    if not record["id"]:
        return Ignored("It has neither an id nor a link nor words.")
    if said.action == "delete":
        return Tombstone(platform, _SOURCE, record["id"], said.updated)
    title, text = line(_readable(said.title)), _readable(said.text)
    if not title and not text:
        return Ignored("It has neither a title nor a text.")
    return _post(record, said, platform, title, text)


def _post(record: Record, said: Said, platform: str, title: str, text: str) -> Post:
    link, stars = web_link(said.link), said.stars
    came = datetime.fromisoformat(record["received_at"])
    published, told_by = _published(said, came)
    edited = said.updated if said.updated and published and said.updated > published else None
    return Post(
        platform=platform,
        source=_SOURCE,
        external_id=record["id"],
        url=link,
        canonical_url=canonical(link) if link else "",
        kind="review" if stars is not None and said.kind == "post" else said.kind,
        author_external_id=clean(said.author_id, 300),
        author_name=line(said.author, 300),
        author_url=web_link(said.author_url),
        title=title,
        text=text,
        language=_language(said.language),
        published_at=published,
        published_from=told_by,
        edited_at=min(edited, came) if edited else None,
        in_reply_to=clean(said.in_reply_to, 500),
        conversation=clean(said.conversation, 500),
        handles=handles_in(text),
        hashtags=hashtags_in(text),
        links=links_in(said.text, link),
        rating=stars,
        can_reply=False,
        can_reply_reason=CANT_REPLY,
        raw=_raw(record, said, told_by),
        # A review whose stars changed says something else, in the same words.
        fingerprint=fingerprint(title, text if stars is None else f"{text}\n({stars:g} of 5)"),
    )


def _published(said: Said, came: datetime) -> tuple[datetime | None, PublishedFrom]:
    moment = said.published or (said.updated if said.action != "update" else None)
    if moment is None:
        return None, "fetched"
    # A clock some minutes ahead is a clock; an hour ahead is a claim.
    return min(moment, came), "clamped" if moment > came + _AHEAD else "source"


def _raw(record: Record, said: Said, told_by: PublishedFrom) -> Mapping[str, Any]:
    raw: dict[str, Any] = {"v": record["v"], "unproven": record["unproven"]}
    if said.published_at and (told_by == "clamped" or said.published is None):
        raw["published"] = clean(said.published_at, 100)
    return {**raw, "item": dict(said.item)} if said.item else raw


def _storable(value: Any, depth: int = 0) -> Any:
    """Without what PostgreSQL's JSON can't hold (NUL, halves of surrogate pairs), and what lies too deep for anybody to read."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, Mapping):
        return {storable(str(name)): _storable(inner, depth + 1) for name, inner in value.items()}
    if isinstance(value, list):
        return [_storable(inner, depth + 1) for inner in value]
    return storable(value) if isinstance(value, str) else value


def _readable(text: str) -> str:
    # Most send plain text; "<3" and "a < b" are no markup, what has an end tag is.
    return plain(text) if "</" in text or "<br" in text else clean(text)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_ID else f"long:{_hash(name)}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:40]


def _language(code: str) -> str:
    primary = code.replace("_", "-").partition("-")[0].lower()
    return primary if primary.isascii() and primary.isalpha() and 2 <= len(primary) <= 3 else ""
