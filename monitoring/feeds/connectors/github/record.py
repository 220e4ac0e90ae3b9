"""From an issue, a pull request or a comment of the interface to a post. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from accounts.outside.plaintext import canonical, clean, handles_in, line, links_in, pictures_in, web_link
from monitoring.feeds.connectors.github.settings import PLATFORM
from monitoring.feeds.connectors.post import Media, Post, fingerprint
from monitoring.feeds.connectors.protocol import Ignored, Record, Tombstone
from monitoring.feeds.connectors.times import moment

VERSION: Final = 1
CANT_REPLY: Final = "Answers can't be sent to GitHub from here yet: open the post to answer it there."
_ISSUE_OF: Final = re.compile(r"/repos/([\w.-]{1,40}/[\w.-]{1,100})(?:/issues/(\d{1,12}))?\Z")
_PICTURE: Final = re.compile(r"!\[([^\]\n]{0,300})\]\((https?://[^\s)!\[]{1,2000})\)")


def of_item(item: Mapping[str, Any], *, parents: Mapping[str, str], now: datetime) -> Record | None:
    """A record of an issue, a pull request or a comment; None for what is none. `parents`: node ids by repository#number."""
    name, number = item.get("node_id"), item.get("number", item.get("id"))
    if not isinstance(name, str) or not name or not isinstance(number, int) or moment(item.get("created_at")) is None:
        return None
    is_comment = "issue_url" in item
    place = _ISSUE_OF.search(str(item.get("issue_url" if is_comment else "repository_url") or item.get("url") or ""))
    if not place or (is_comment and not place[2]):
        return None
    given, reactions = item.get("user"), item.get("reactions")
    user = given if isinstance(given, Mapping) else {}
    issue = f"{place[1]}#{place[2] if is_comment else number}"
    return {
        "v": VERSION, "id": name, "kind": "comment" if is_comment else "pull" if "pull_request" in item else "issue",
        "issue": issue, "number": number, "parent": parents.get(issue, "") if is_comment else "",
        "title": str(item.get("title") or ""), "text": str(item.get("body") or ""), "url": str(item.get("html_url") or ""),
        "at": str(item["created_at"]), "by": str(user.get("login") or ""), "by_id": str(user.get("id") or ""),
        "by_url": str(user.get("html_url") or ""), "bot": user.get("type") == "Bot" or str(user.get("login")).endswith("[bot]"),
        "likes": reactions.get("+1") if isinstance(reactions, Mapping) else None, "comments": item.get("comments"),
        "state": str(item.get("state") or ""), "fetched_at": now.isoformat(),
    }  # fmt: skip


def of_node(node: Mapping[str, Any], *, issue: str, parent: str, now: datetime) -> Record | None:
    """A record of a discussion, or with a `parent` of what was said in it, as GraphQL tells of them; None for what is none."""
    name, number = node.get("id"), node.get("number")
    if not isinstance(name, str) or not name or moment(node.get("createdAt")) is None:
        return None
    if not parent and not isinstance(number, int):
        return None
    given, comments = node.get("author"), node.get("comments")
    author = given if isinstance(given, Mapping) else {}
    return {
        "v": VERSION, "id": name, "kind": "comment" if parent else "discussion", "issue": issue, "number": number or 0, "parent": parent,
        "title": str(node.get("title") or ""), "text": str(node.get("body") or ""), "url": str(node.get("url") or ""),
        "at": str(node["createdAt"]), "by": str(author.get("login") or ""), "by_id": str(author.get("databaseId") or ""),
        "by_url": str(author.get("url") or ""), "bot": author.get("__typename") == "Bot", "likes": node.get("upvoteCount"),
        "comments": comments.get("totalCount") if isinstance(comments, Mapping) else None, "state": "", "fetched_at": now.isoformat(),
    }  # fmt: skip


def path_of(record: Record) -> str:
    """Where the interface tells of it alone."""
    repository, _, number = str(record["issue"]).partition("#")
    of_comment = f"comments/{record['number']}"
    return f"/repos/{repository}/issues/{of_comment if record['kind'] == 'comment' else number}"


def gone(name: str, state: str) -> Record:
    """A record of what is no longer there for us."""
    return {"v": VERSION, "id": name, "gone": state}


def visible(record: Record) -> str:
    """The fingerprint of what a reader sees of it."""
    return fingerprint(line(record["title"]), _text(record))


def to_post(record: Record) -> Post | Tombstone | Ignored:
    """The post of a record."""
    if "gone" in record:
        return Tombstone(PLATFORM, PLATFORM, record["id"], None, record["gone"])
    title, text = line(record["title"]), _text(record)
    if not title and not text:
        return Ignored("The post has neither a title nor a text.")
    published, fetched_at = moment(record["at"]), datetime.fromisoformat(record["fetched_at"])
    url, seen = web_link(record["url"]), f"{title}\n{text}"
    pictures = _pictures(text, url)
    counted = {"likes": record["likes"], "comments": record["comments"]}
    return Post(
        platform=PLATFORM,
        source=PLATFORM,
        external_id=record["id"],
        url=url,
        canonical_url=canonical(url) if url else "",
        kind="comment" if record["kind"] == "comment" else "post",
        author_external_id=record["by_id"],
        author_handle=record["by"],
        author_url=web_link(record["by_url"]),
        title=title,
        text=text,
        published_at=min(published, fetched_at) if published else None,
        published_from="source" if published else "fetched",
        in_reply_to=record["parent"],
        conversation=record["issue"],
        handles=handles_in(seen),
        links=tuple(one for one in links_in(text, url) if one not in {picture.url for picture in pictures}),
        media=pictures,
        engagement={what: count for what, count in counted.items() if isinstance(count, int)},
        can_reply=False,
        can_reply_reason=CANT_REPLY,
        raw={"v": record["v"], "kind": record["kind"], "state": record["state"], "bot": record["bot"]},
    )


def _text(record: Record) -> str:
    """Markdown as it was written, without what forms of a repository tell their authors in comments of HTML."""
    kept: list[str] = []
    rest: str = record["text"].replace("\r\n", "\n")
    while "<!--" in rest:
        before, _, after = rest.partition("<!--")
        kept.append(before)
        rest = after.partition("-->")[2]  # one that never ends hides the rest
    return clean(re.sub(r"\n{3,}", "\n\n", "".join([*kept, rest])))


def _pictures(text: str, base: str) -> tuple[Media, ...]:
    marked = [Media(url, "image", clean(alt, 300)) for alt, url in _PICTURE.findall(text)]
    known = {one.url for one in marked}
    return tuple([*marked, *(Media(url, "image") for url in pictures_in(text, base) if url not in known)][:50])
