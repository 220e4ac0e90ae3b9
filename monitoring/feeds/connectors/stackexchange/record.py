"""From a question, an answer or a comment of the interface to a post. Pure."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from accounts.outside.plaintext import canonical, handles_in, line, links_in, plain, web_link
from monitoring.feeds.connectors.post import Kind, Post, fingerprint
from monitoring.feeds.connectors.protocol import Ignored, Record, Tombstone
from monitoring.feeds.connectors.stackexchange.settings import PLATFORM

VERSION: Final = 1
CANT_REPLY: Final = "Stack Exchange can be answered by hand only: open the post there."
QUESTION, ANSWER, COMMENT = "question", "answer", "comment"
_ID_OF: Final = {QUESTION: "question_id", ANSWER: "answer_id", COMMENT: "comment_id"}
_KINDS: Final[dict[str, Kind]] = {QUESTION: "post", ANSWER: "reply", COMMENT: "comment"}


def of_item(
    item: Mapping[str, Any], kind: str, *, site: str, question: str = "", parent: str = "", now: datetime
) -> Record | None:
    """A record of an item; None for what is none. `question` and `parent` are ids, of an answer or a comment."""
    number, at = item.get(_ID_OF[kind]), item.get("creation_date")
    if not _is_count(number) or not _is_count(at):
        return None
    given = item.get("owner")
    owner = given if isinstance(given, Mapping) else {}
    return {
        "v": VERSION, "id": f"c{number}" if kind == COMMENT else str(number), "kind": kind, "site": site, "at": at,
        "edited": item["last_edit_date"] if _is_count(item.get("last_edit_date")) else None,
        "title": str(item.get("title") or "") if kind == QUESTION else "", "text": str(item.get("body") or ""),
        "link": str(item.get("link") or ""), "question": str(number) if kind == QUESTION else question, "parent": parent,
        "tags": [str(tag) for tag in item.get("tags") or () if isinstance(tag, str)] if kind == QUESTION else [],
        "score": item.get("score"), "views": item.get("view_count"), "answers": item.get("answer_count"),
        "by": str(owner.get("user_id") or ""), "by_name": str(owner.get("display_name") or ""),
        "by_link": str(owner.get("link") or ""), "fetched_at": now.isoformat(),
    }  # fmt: skip


def gone(name: str, site: str) -> Record:
    """A record of what the site no longer shows."""
    return {"v": VERSION, "id": name, "site": site, "gone": "deleted"}


def visible(record: Record) -> str:
    """The fingerprint of what a reader sees of it."""
    return fingerprint(_title(record), plain(record["text"]))


def active(item: Mapping[str, Any]) -> int:
    """When something last happened to a question or an answer; 0 where it isn't said."""
    at = item.get("last_activity_date")
    return at if isinstance(at, int) and at > 0 else 0


def to_post(record: Record) -> Post | Tombstone | Ignored:
    """The post of a record."""
    if "gone" in record:
        return Tombstone(PLATFORM, record["site"], record["id"], None, record["gone"])
    title, text = _title(record), plain(record["text"])
    if not title and not text:
        return Ignored("The post has neither a title nor a text.")
    fetched_at, url = datetime.fromisoformat(record["fetched_at"]), _url(record)
    edited = _moment(record["edited"], fetched_at) if record["edited"] else None
    counted = {"likes": record["score"], "views": record["views"], "replies": record["answers"]}
    seen = f"{title}\n{text}"
    return Post(
        platform=PLATFORM,
        source=record["site"],
        external_id=record["id"],
        url=url,
        canonical_url=canonical(url),
        kind=_KINDS[record["kind"]],
        author_external_id=record["by"],
        author_handle=line(html.unescape(record["by_name"])),
        author_name=line(html.unescape(record["by_name"])),
        author_url=web_link(record["by_link"]),
        title=title,
        text=text,
        published_at=_moment(record["at"], fetched_at),
        edited_at=edited,
        in_reply_to=record["parent"],
        conversation=record["question"],
        handles=handles_in(seen),
        hashtags=tuple(tag.casefold() for tag in record["tags"]),
        links=links_in(record["text"], url),
        engagement={what: count for what, count in counted.items() if _is_count(count)},
        can_reply=False,
        can_reply_reason=CANT_REPLY,
        raw={"v": record["v"], "kind": record["kind"], "licence": "CC BY-SA"},
    )


def _title(record: Record) -> str:
    return line(html.unescape(record["title"]))


def _url(record: Record) -> str:
    """The link the site gives; of a comment, which has none, its place below the question."""
    base = f"https://{record['site']}"
    if record["kind"] == COMMENT:
        return f"{base}/questions/{record['question']}#comment{record['id'][1:]}_{record['parent']}"
    return web_link(record["link"]) or f"{base}/{'a' if record['kind'] == ANSWER else 'q'}/{record['id']}"


def _moment(seconds: int, fetched_at: datetime) -> datetime:
    try:
        return min(datetime.fromtimestamp(seconds, UTC), fetched_at)
    except (ValueError, OverflowError, OSError):
        return fetched_at


def _is_count(given: object) -> bool:
    return isinstance(given, int) and not isinstance(given, bool) and given >= 0
