"""From a post of a forum's interface to a post. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

from accounts.outside.plaintext import canonical, handles_in, line, links_in, pictures_in, plain, web_link
from monitoring.feeds.connectors.discourse.settings import PLATFORM, Settings
from monitoring.feeds.connectors.post import Media, Post, fingerprint
from monitoring.feeds.connectors.protocol import Ignored, Record, Tombstone
from monitoring.feeds.connectors.times import moment

VERSION: Final = 1
CANT_REPLY: Final = "Answers can't be sent to this forum from here yet: open the post to answer it there."
_BY_PEOPLE: Final = (1, 2)  # what is said, and what moderators say; not "closed this topic", not whispers
_LIKE: Final = 2


def of_post(post: Mapping[str, Any], settings: Settings, *, title: str, parent: str, now: datetime) -> Record | None:
    """A record; None for what is none, or is not shown to everybody. `title` is the topic's, `parent` the post it answers."""
    number, topic = post.get("id"), post.get("topic_id")
    if not _is_number(number) or not _is_number(topic) or moment(post.get("created_at")) is None:
        return None
    if post.get("post_type", 1) not in _BY_PEOPLE or withdrawn(post):
        return None
    return {
        "v": VERSION, "id": str(number), "forum": settings.forum, "source": settings.source, "topic": str(topic),
        "number": post["post_number"] if _is_number(post.get("post_number")) else 0, "slug": str(post.get("topic_slug") or "-"),
        "title": title or str(post.get("topic_title") or ""), "text": str(post.get("cooked") or ""), "parent": parent,
        "at": str(post["created_at"]), "edited": str(post.get("updated_at") or ""), "revision": post.get("version"),
        "by": str(post.get("username") or ""), "by_name": str(post.get("name") or ""), "by_id": str(post.get("user_id") or ""),
        "likes": _likes(post), "replies": post.get("reply_count"), "reads": post.get("reads"), "fetched_at": now.isoformat(),
    }  # fmt: skip


def withdrawn(post: Mapping[str, Any]) -> str:
    """How a post that is still in the list was taken back; "" where it was not."""
    if post.get("user_deleted") or post.get("deleted_at"):
        return "deleted"
    return "withheld" if post.get("hidden") else ""


def gone(name: str, source: str, state: str) -> Record:
    """A record of what is no longer there for everybody."""
    return {"v": VERSION, "id": name, "source": source, "gone": state}


def visible(record: Record) -> str:
    """The fingerprint of what a reader sees of it."""
    return fingerprint(_title(record), plain(record["text"]))


def to_post(record: Record) -> Post | Tombstone | Ignored:
    """The post of a record."""
    if "gone" in record:
        return Tombstone(PLATFORM, record["source"], record["id"], None, record["gone"])
    title, text, fetched_at = _title(record), plain(record["text"]), datetime.fromisoformat(record["fetched_at"])
    forum, published, edited = record["forum"], moment(record["at"]), moment(record["edited"])
    url = f"{forum}/t/{quote(record['slug'])}/{record['topic']}/{record['number'] or 1}"
    pictures = pictures_in(record["text"], url)
    if not title and not text and not pictures:
        return Ignored("The post has neither a text nor a picture.")
    counted = {"likes": record["likes"], "replies": record["replies"], "views": record["reads"]}
    was_edited = edited and isinstance(record["revision"], int) and record["revision"] > 1
    return Post(
        platform=PLATFORM,
        source=record["source"],
        external_id=record["id"],
        url=url,
        canonical_url=canonical(url),
        kind="post" if record["number"] == 1 else "reply",
        author_external_id=record["by_id"] or record["by"],
        author_handle=record["by"],
        author_name=line(record["by_name"]),
        author_url=web_link(f"{forum}/u/{quote(record['by'], safe='')}") if record["by"] else "",
        title=title,
        text=text,
        published_at=min(published, fetched_at) if published else None,
        published_from="source" if published else "fetched",
        edited_at=min(edited, fetched_at) if edited and was_edited else None,
        in_reply_to=record["parent"],
        conversation=record["topic"],
        handles=handles_in(text),
        links=tuple(one for one in links_in(record["text"], url) if "/u/" not in one),
        media=tuple(Media(one, "image") for one in pictures if "/images/emoji/" not in one),
        engagement={what: count for what, count in counted.items() if _is_number(count)},
        can_reply=False,
        can_reply_reason=CANT_REPLY,
        raw={"v": record["v"], "topic_title": line(record["title"]), "revision": record["revision"]},
    )


def _title(record: Record) -> str:
    """The topic's, of the post that opened it."""
    return line(plain(record["title"])) if record["number"] == 1 else ""


def _likes(post: Mapping[str, Any]) -> int | None:
    given = post.get("actions_summary")
    rows = [one for one in given if isinstance(one, Mapping)] if isinstance(given, list) else []
    counts = [one.get("count", 0) for one in rows if one.get("id") == _LIKE]
    return counts[0] if counts and isinstance(counts[0], int) else None


def _is_number(given: object) -> bool:
    return isinstance(given, int) and not isinstance(given, bool) and given >= 0
