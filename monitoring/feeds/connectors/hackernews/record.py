"""From a stored hit of the index, or an item of the site, to a post. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from accounts.outside.plaintext import canonical, handles_in, hashtags_in, line, links_in, plain, web_link
from monitoring.feeds.connectors.post import Post, fingerprint
from monitoring.feeds.connectors.protocol import Ignored, Record, Tombstone

PLATFORM: Final = "hackernews"
VERSION: Final = 1
SITE: Final = "https://news.ycombinator.com/item?id="
CANT_REPLY: Final = "Hacker News can be answered by hand only: open the post there."
_NUMBER: Final = re.compile(r"\d{1,12}")
_KINDS: Final = ("story", "comment", "poll", "job")


def of_hit(hit: Mapping[str, Any], now: datetime) -> Record | None:
    """A record of what the index found; None for what is no post."""
    name, created = str(hit.get("objectID", "")), hit.get("created_at_i")
    kind = next((tag for tag in hit.get("_tags") or () if tag in _KINDS), "")
    if not _NUMBER.fullmatch(name) or not isinstance(created, int) or not kind:
        return None
    return {
        "v": VERSION, "id": name, "kind": kind, "at": created, "by": str(hit.get("author") or ""),
        "title": str(hit.get("title") or ""), "text": str(hit.get("comment_text") or hit.get("story_text") or ""),
        "url": str(hit.get("url") or ""), "parent": _id(hit.get("parent_id")), "story": _id(hit.get("story_id")),
        "story_title": str(hit.get("story_title") or ""), "points": hit.get("points"), "comments": hit.get("num_comments"),
        "fetched_at": now.isoformat(),
    }  # fmt: skip


def of_item(item: Mapping[str, Any], before: Mapping[str, Any], now: datetime) -> Record:
    """A record of the site's own item, with what only the index says of it from `before`."""
    return {
        "v": VERSION, "id": str(item["id"]), "kind": str(item.get("type") or "comment"), "at": int(item.get("time") or 0),
        "by": str(item.get("by") or ""), "title": str(item.get("title") or ""), "text": str(item.get("text") or ""),
        "url": str(item.get("url") or ""), "parent": _id(item.get("parent")), "story": str(before.get("story", "")),
        "story_title": "", "points": item.get("score"), "comments": item.get("descendants"), "fetched_at": now.isoformat(),
    }  # fmt: skip


def gone(name: str, state: str) -> Record:
    """A record of what was deleted by its author, or withheld by the site."""
    return {"v": VERSION, "id": name, "gone": state}


def visible(record: Record) -> str:
    """The fingerprint of what a reader sees of it."""
    return fingerprint(line(plain(record["title"])), plain(record["text"]))


def to_post(record: Record) -> Post | Tombstone | Ignored:
    """The post of a record."""
    if "gone" in record:
        return Tombstone(PLATFORM, PLATFORM, record["id"], None, record["gone"])
    title, text = line(plain(record["title"])), plain(record["text"])
    if not title and not text:
        return Ignored("The post has neither a title nor a text.")
    at, fetched_at = datetime.fromtimestamp(record["at"], UTC), datetime.fromisoformat(record["fetched_at"])
    seen, name, by = f"{title}\n{text}", record["id"], record["by"]
    linked = web_link(record["url"])
    counted = {"likes": record["points"], "comments": record["comments"]}
    return Post(
        platform=PLATFORM,
        source=PLATFORM,
        external_id=name,
        url=SITE + name,
        canonical_url=canonical(SITE + name),
        kind="comment" if record["kind"] == "comment" else "post",
        author_external_id=by,
        author_handle=by,
        author_url=f"https://news.ycombinator.com/user?id={by}" if by else "",
        title=title,
        text=text,
        published_at=min(at, fetched_at),
        in_reply_to=record["parent"],
        conversation=record["story"],
        handles=handles_in(seen),
        hashtags=hashtags_in(seen),
        links=tuple(dict.fromkeys([*([linked] if linked else []), *links_in(record["text"], SITE + name)])),
        engagement={what: count for what, count in counted.items() if isinstance(count, int)},
        can_reply=False,
        can_reply_reason=CANT_REPLY,
        raw={"v": record["v"], "kind": record["kind"], "story_title": record["story_title"]},
    )


def _id(given: object) -> str:
    return str(given) if isinstance(given, int | str) and _NUMBER.fullmatch(str(given)) else ""
