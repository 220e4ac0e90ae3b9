"""From a stored status to a post. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from accounts.outside.plaintext import canonical, clean, handles_in, line, links_in, plain, web_link
from monitoring.feeds.connectors.post import Kind, Media, Post, fingerprint
from monitoring.feeds.connectors.protocol import Ignored, Record, Tombstone
from monitoring.feeds.connectors.times import moment

VERSION: Final = 1
PLATFORM: Final = "mastodon"
CANT_REPLY: Final = "Answers can't be sent to Mastodon from here yet: open the post to answer it there."
# Repeats the address of the post it quotes, for servers that show no quotes (Mastodon 4.5).
_QUOTE_INLINE: Final = re.compile(
    r'<(p|span)\s[^>]{0,200}class="[^"]{0,100}quote-inline[^"]{0,100}"[^>]{0,200}>.{0,500}?</\1>', re.DOTALL
)
_KEPT: Final = (
    "id", "uri", "url", "created_at", "edited_at", "in_reply_to_id", "visibility", "language", "spoiler_text", "content", "tags",
    "mentions", "media_attachments", "replies_count", "reblogs_count", "favourites_count", "quote",
)  # fmt: skip
_KEPT_OF_ACCOUNT: Final = ("acct", "display_name", "url", "uri", "followers_count", "bot")


def of_status(status: object, server: str, now: datetime) -> Record | None:
    """A record of a status, of a repost what is reposted; None for what is none, or not for everybody."""
    if not isinstance(status, Mapping):
        return None
    inner = status.get("reblog") if isinstance(status.get("reblog"), Mapping) else status
    assert isinstance(inner, Mapping)
    account = inner.get("account")
    if not isinstance(account, Mapping) or not all(
        isinstance(inner.get(name), str) for name in ("id", "uri", "created_at")
    ):
        return None
    if inner.get("visibility") not in ("public", "unlisted"):
        return None
    kept = {name: inner[name] for name in _KEPT if name in inner}
    kept["account"] = {name: account[name] for name in _KEPT_OF_ACCOUNT if name in account}
    return {"v": VERSION, "id": inner["uri"], "server": server, "status": kept, "fetched_at": now.isoformat()}


def gone(uri: str) -> Record:
    """A record of what is no longer there for us."""
    return {"v": VERSION, "id": uri, "gone": "deleted"}


def visible(record: Record) -> str:
    """The fingerprint of what a reader sees of it."""
    return fingerprint("", _text(record["status"]))


def written(record: Record) -> datetime | None:
    """When it was published; None where the server gives no time."""
    return moment(record["status"].get("created_at"))


def to_post(record: Record) -> Post | Tombstone | Ignored:
    """The post of a record."""
    if "gone" in record:
        return Tombstone(PLATFORM, PLATFORM, record["id"], None, record["gone"])
    status: Mapping[str, Any] = record["status"]
    account, text, media = status["account"], _text(status), _media(status)
    if not text and not media:
        return Ignored("The post has neither a text nor a picture.")
    url = web_link(str(status.get("url") or status["uri"]))
    fetched_at, published = datetime.fromisoformat(record["fetched_at"]), written(record)
    edited, acct = moment(status.get("edited_at")), str(account.get("acct") or "")
    followers = account.get("followers_count")
    return Post(
        platform=PLATFORM,
        source=PLATFORM,
        external_id=record["id"],
        url=url,
        canonical_url=canonical(url) if url else "",
        kind=_kind(status),
        author_external_id=str(account.get("uri") or account.get("url") or acct),
        author_handle=acct if "@" in acct or not acct else f"{acct}@{record['server']}",
        author_name=line(str(account.get("display_name") or "")),
        author_url=web_link(str(account.get("url") or "")),
        author_followers=followers if isinstance(followers, int) and followers >= 0 else None,
        text=text,
        language=_language(status.get("language")),
        published_at=min(published, fetched_at) if published else None,
        published_from="source" if published else "fetched",
        edited_at=min(edited, fetched_at) if edited else None,
        handles=handles_in(text),
        hashtags=tuple(dict.fromkeys(str(one["name"]).casefold() for one in _rows(status, "tags") if one.get("name"))),
        links=_links(status, url),
        media=media,
        engagement=_counts(status),
        can_reply=False,
        can_reply_reason=CANT_REPLY,
        raw={"v": record["v"], "id": status["id"], "in_reply_to": str(status.get("in_reply_to_id") or ""), "bot": account.get("bot") is True},
    )  # fmt: skip


def _text(status: Mapping[str, Any]) -> str:
    warning, body = clean(str(status.get("spoiler_text") or "")), str(status.get("content") or "")
    text = plain(_QUOTE_INLINE.sub("", body))
    return "\n".join(part for part in (warning, text) if part)


def _kind(status: Mapping[str, Any]) -> Kind:
    quote = status.get("quote")
    if isinstance(quote, Mapping) and quote.get("state") == "accepted":
        return "quote"
    return "reply" if status.get("in_reply_to_id") else "post"


def _media(status: Mapping[str, Any]) -> tuple[Media, ...]:
    attachments = [
        (web_link(str(one.get("url") or one.get("remote_url") or "")), one)
        for one in _rows(status, "media_attachments")
    ]
    return tuple(
        Media(url, str(one.get("type") or ""), clean(str(one.get("description") or ""), 1_000))
        for url, one in attachments
        if url
    )


def _links(status: Mapping[str, Any], url: str) -> tuple[str, ...]:
    """Those of the text that are no hashtag and no person."""
    named = {str(one.get("url")) for name in ("tags", "mentions") for one in _rows(status, name)}
    body = _QUOTE_INLINE.sub("", str(status.get("content") or ""))
    # A hashtag's link leads to the server of whoever reads it, or of whoever wrote it.
    return tuple(one for one in links_in(body, url) if one not in named and "/tags/" not in one and "/@" not in one)


def _counts(status: Mapping[str, Any]) -> dict[str, int]:
    names = {"replies": "replies_count", "shares": "reblogs_count", "likes": "favourites_count"}
    return {ours: status[theirs] for ours, theirs in names.items() if isinstance(status.get(theirs), int)}


def _rows(status: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = status.get(name)
    return [one for one in rows if isinstance(one, Mapping)] if isinstance(rows, list) else []


def _language(code: object) -> str:
    primary = str(code or "").partition("-")[0].lower()
    return primary if primary.isalpha() and 2 <= len(primary) <= 3 else ""
