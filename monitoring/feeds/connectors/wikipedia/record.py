"""From a revision to a post. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

from accounts.outside.plaintext import canonical, line, links_in
from monitoring.feeds.connectors.post import Post, fingerprint
from monitoring.feeds.connectors.protocol import Ignored, Record, Tombstone
from monitoring.feeds.connectors.times import moment
from monitoring.feeds.connectors.wikipedia import words
from monitoring.feeds.connectors.wikipedia.settings import PLATFORM, Settings

VERSION: Final = 1
CANT_REPLY: Final = (
    "Wikipedia is answered on an article's discussion page, by hand: read its rules for people with an interest first."
)
_REVERTED: Final = "mw-reverted"
_REVERTS: Final = frozenset({"mw-undo", "mw-rollback", "mw-manual-revert"})
_HIDDEN: Final = ("userhidden", "commenthidden", "sha1hidden", "texthidden", "suppressed")


def of_revision(
    revision: Mapping[str, Any], settings: Settings, *, title: str, compared: Mapping[str, Any], views: int | None, now: datetime
) -> Record | None:  # fmt: skip
    """A record; None for what is none, or of which a part is hidden. `compared`: this revision beside the one before it.
    `views`: how often the article is read in a day."""
    number = revision.get("revid")
    if not isinstance(number, int) or number <= 0 or moment(revision.get("timestamp")) is None or is_hidden(revision):
        return None
    added, removed = words.changed(str(compared.get("body") or ""))
    before = 0 if revision.get("parentid") == 0 else compared.get("fromsize")
    after = revision.get("size")
    return {
        "v": VERSION, "id": str(number), "host": settings.host, "edition": settings.edition, "title": title,
        "at": str(revision["timestamp"]), "by": str(revision.get("user") or ""), "by_id": str(revision.get("userid") or ""),
        "comment": str(revision.get("comment") or ""), "added": added, "removed": removed,
        "change": after - before if isinstance(after, int) and isinstance(before, int) else None,
        "is_new": revision.get("parentid") == 0, "minor": revision.get("minor") is True, "tags": _tags(revision), "views": views,
        "fetched_at": now.isoformat(),
    }  # fmt: skip


def is_hidden(revision: Mapping[str, Any]) -> bool:
    """Whether administrators took the words, the reason or the author out of sight."""
    return any(revision.get(name) for name in _HIDDEN)


def is_reverted(revision: Mapping[str, Any]) -> bool:
    """Whether a later edit undid it."""
    return _REVERTED in _tags(revision)


def gone(name: str, host: str, state: str) -> Record:
    """A record of what is no longer shown."""
    return {"v": VERSION, "id": name, "host": host, "gone": state}


def visible(record: Record) -> str:
    """The fingerprint of what a reader sees of it."""
    return fingerprint(_title(record), _text(record))


def to_post(record: Record) -> Post | Tombstone | Ignored:
    """The post of a record."""
    if "gone" in record:
        return Tombstone(PLATFORM, record["host"], record["id"], None, record["gone"])
    published, fetched_at = moment(record["at"]), datetime.fromisoformat(record["fetched_at"])
    url, by = f"https://{record['host']}/w/index.php?diff={record['id']}", line(record["by"])
    edition = record["edition"].partition("-")[0]
    return Post(
        platform=PLATFORM,
        source=record["host"],
        external_id=record["id"],
        url=url,
        canonical_url=canonical(url),
        kind="post",
        author_external_id=record["by_id"] if record["by_id"] not in ("", "0") else by,
        author_handle=by,
        author_url=f"https://{record['host']}/wiki/Special:Contributions/{quote(by, safe='')}" if by else "",
        title=_title(record),
        text=_text(record),
        language=edition if len(edition) <= 3 else "",
        published_at=min(published, fetched_at) if published else None,
        published_from="source" if published else "fetched",
        conversation=record["title"],
        links=links_in(record["added"], url),
        engagement={"views": record["views"]} if record["views"] is not None else {},
        can_reply=False,
        can_reply_reason=CANT_REPLY,
        raw={"v": record["v"], "minor": record["minor"], "tags": record["tags"], "change": record["change"]},
    )


def _tags(revision: Mapping[str, Any]) -> list[str]:
    given = revision.get("tags")
    return [tag for tag in given if isinstance(tag, str)] if isinstance(given, list) else []


def _title(record: Record) -> str:
    what = "New article" if record["is_new"] else "Edit of"
    return line(f"{what} “{record['title']}”")


def _text(record: Record) -> str:
    parts = [
        words.reason(record["comment"]),
        f"Added: {record['added']}" if record["added"] else "",
        f"Removed: {record['removed']}" if record["removed"] else "",
        words.size(record["change"]),
        "This edit undid an earlier one." if _REVERTS & set(record["tags"]) else "",
        "This edit was undone." if _REVERTED in record["tags"] else "",
    ]
    return "\n".join(part for part in parts if part)
