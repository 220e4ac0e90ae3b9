"""From an article of a search to a post. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from accounts.outside.plaintext import canonical, line, plain, web_link
from monitoring.feeds.connectors.gdelt.settings import PLATFORM
from monitoring.feeds.connectors.post import Media, Post, fingerprint
from monitoring.feeds.connectors.protocol import Ignored, Record, Tombstone

VERSION: Final = 1
CANT_REPLY: Final = "News articles can't be answered: write to the editors."
_CODES: Final = {
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "dutch": "nl", "polish": "pl",
    "portuguese": "pt", "swedish": "sv", "danish": "da", "norwegian": "no", "czech": "cs", "turkish": "tr", "ukrainian": "uk",
    "russian": "ru", "arabic": "ar", "chinese": "zh", "japanese": "ja", "korean": "ko", "finnish": "fi", "greek": "el",
    "hungarian": "hu", "romanian": "ro", "hebrew": "he", "hindi": "hi", "vietnamese": "vi", "indonesian": "id", "thai": "th",
}  # fmt: skip
# The titles' tokens stand apart: "Acme ' s jars , recalled".
_APART: Final = re.compile(r" {1,4}([,.;:!?%)\]\u2019])|([(\[\u2018]) {1,4}")
_APOSTROPHE: Final = re.compile(r"(\w) ' (s|t|re|ve|ll|d|m)\b")


def of_article(article: Mapping[str, Any], now: datetime) -> Record | None:
    """A record; None for what has no address or no headline."""
    url, title = web_link(str(article.get("url") or "")), str(article.get("title") or "").strip()
    if not url or not title:
        return None
    return {
        "v": VERSION, "id": canonical(url), "url": url, "title": title, "seen": str(article.get("seendate") or ""),
        "domain": str(article.get("domain") or ""), "language": str(article.get("language") or ""),
        "country": str(article.get("sourcecountry") or ""), "picture": str(article.get("socialimage") or ""),
        "fetched_at": now.isoformat(),
    }  # fmt: skip


def visible(record: Record) -> str:
    """The fingerprint of what a reader sees of it."""
    return fingerprint(_title(record), "")


def to_post(record: Record) -> Post | Tombstone | Ignored:
    """The post of a record."""
    title = _title(record)
    if not title:
        return Ignored("The article has no headline.")
    seen, fetched_at = moment(record["seen"]), datetime.fromisoformat(record["fetched_at"])
    picture, domain = web_link(record["picture"]), line(record["domain"])
    return Post(
        platform=PLATFORM,
        source=PLATFORM,
        external_id=record["id"],
        url=record["url"],
        canonical_url=record["id"],
        kind="article",
        author_external_id=domain,
        author_name=domain,
        author_url=web_link(f"https://{domain}/") if domain else "",
        title=title,
        language=_CODES.get(record["language"].casefold(), ""),
        published_at=min(seen, fetched_at) if seen else None,
        published_from="source" if seen else "fetched",
        media=(Media(picture, "image"),) if picture else (),
        can_reply=False,
        can_reply_reason=CANT_REPLY,
        raw={"v": record["v"], "country": record["country"], "published": record["seen"]},
    )


def moment(text: object) -> datetime | None:
    """When GDELT saw an article, by quarters of an hour; None for what is no time."""
    try:
        return datetime.strptime(str(text), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _title(record: Record) -> str:
    return line(_APOSTROPHE.sub(r"\1'\2", _APART.sub(r"\1\2", plain(record["title"]))))
