"""The interface of GDELT: errors come as text, also with 200, and its JSON is not always JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from accounts.outside.failures import Failure, InvalidConfig, Malformed, RateLimited, Transient
from accounts.outside.plaintext import line
from accounts.outside.statuses import failure_of
from monitoring.feeds.connectors.gdelt.settings import Settings
from monitoring.feeds.connectors.protocol import Context

MOST: Final = 250
_PAUSE: Final = timedelta(minutes=15)  # nothing new is there before
# A backslash that begins no escape, and control characters within strings.
_ESCAPE: Final = re.compile(rb'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|\\')
# What it says in words, and what that means.
_SAID: Final[tuple[tuple[str, str], ...]] = (
    ("timespan", "nothing"), ("no articles", "nothing"),
    ("limit requests", "busy"), ("too many requests", "busy"), ("rate limit", "busy"), ("high load", "busy"), ("overload", "busy"), ("busy", "busy"),
    ("too short", "query"), ("too long", "query"), ("too common", "query"), ("query", "query"), ("phrase", "query"), ("keyword", "query"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class News:
    """Asks for one reading."""

    ctx: Context
    api: str
    settings: Settings

    def between(self, begin: int, end: int) -> list[Mapping[str, Any]]:
        """Articles seen from `begin` to `end` (epoch seconds), the newest 250. Raises any Failure."""
        asked = {
            "query": self.settings.said, "mode": "artlist", "format": "json", "maxrecords": MOST, "sort": "datedesc",
            "startdatetime": _stamp(begin), "enddatetime": _stamp(end),
        }  # fmt: skip
        answer = self.ctx.http.get(f"{self.api}?{urlencode(asked)}", headers={"Accept": "application/json"})
        failure = failure_of(answer, self.ctx.now)
        if isinstance(failure, RateLimited) and failure.reset_at is None:
            raise _busy(self.ctx.now)
        if failure is not None and not isinstance(failure, Malformed):
            raise failure
        if answer.truncated:
            raise Malformed("The response of GDELT was cut off.")
        body = answer.body.strip()
        if body[:1] != b"{":
            return self._said(body)
        found = _lenient(body)
        rows = found.get("articles", []) if isinstance(found, dict) else None
        if not isinstance(rows, list):
            raise Malformed("GDELT sent something that is not a list of articles.")
        return [one for one in rows if isinstance(one, dict)]

    def _said(self, body: bytes) -> list[Mapping[str, Any]]:
        """Nothing, where it says so in words, or says nothing; else the failure it tells of."""
        text = line(body[:500].decode("utf-8", "replace"))
        if not text:
            return []
        if text.startswith("<"):
            raise Malformed("GDELT sent a page instead of articles.")
        meant = next((what for words, what in _SAID if words in text.casefold()), "")
        if meant == "nothing":
            return []
        raise _failure(meant, text, self.ctx.now)


def _failure(meant: str, text: str, now: datetime) -> Failure:
    if meant == "busy":
        return _busy(now)
    if meant == "query":
        return InvalidConfig(f"GDELT does not accept these words: {text[:200]}", field="query")
    return Transient(f"GDELT says: {text[:200]}")


def _busy(now: datetime) -> RateLimited:
    return RateLimited("GDELT is overloaded and refuses requests.", reset_at=now + _PAUSE)


def _lenient(body: bytes) -> Any:
    mended = _ESCAPE.sub(lambda match: match[0] if len(match[0]) > 1 else b"\\\\", body.replace(b"\\'", b"'"))
    try:
        return json.loads(mended, strict=False)
    except (ValueError, RecursionError) as error:
        raise Malformed("GDELT sent something that is not JSON.") from error


def _stamp(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y%m%d%H%M%S}"
