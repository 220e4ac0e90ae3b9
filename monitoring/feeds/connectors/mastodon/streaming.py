"""What a server says as it happens: its streaming interface over one WebSocket. It repeats nothing, so every turn also reads pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from accounts.outside.websocket import WebSocket
from monitoring.feeds.connectors.mastodon.settings import HASHTAG, MENTIONS, Settings
from monitoring.feeds.connectors.protocol import Context

WATCHED: Final = (HASHTAG, MENTIONS)
_PATH: Final = "/api/v1/streaming"
_MOST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: a status that was written or changed, or the server's id of one that was deleted."""

    status: object = None
    deleted: str = ""


def opened(ctx: Context, settings: Settings, instance: Mapping[str, Any], *, scheme: str) -> WebSocket:
    """The stream of what is watched. Raises any Failure."""
    asked = (
        {"stream": "user:notification"} if settings.watch == MENTIONS else {"stream": "hashtag", "tag": settings.term}
    )
    url = f"{_host(settings, instance, scheme)}{_PATH}?{urlencode(asked)}"
    return ctx.http.websocket(url, headers={"Authorization": f"Bearer {ctx.secrets['token']}"}, most=_MOST)


def read(message: str | bytes, settings: Settings) -> Event | None:
    """What a message tells; None for what concerns nothing that is watched, or can't be read."""
    told = _parsed(message)
    if not isinstance(told, dict):
        return None
    event, payload = told.get("event"), told.get("payload")
    if event == "delete":
        # A bare id; of servers that wrap it nobody knows.
        return Event(deleted=payload) if isinstance(payload, str) and payload.isalnum() else None
    if event == "notification":
        notice = _parsed(payload)
        is_mention = isinstance(notice, dict) and notice.get("type") == "mention"
        return Event(status=notice.get("status")) if is_mention and settings.watch == MENTIONS else None
    if event in ("update", "status.update") and settings.watch == HASHTAG:
        return Event(status=_parsed(payload))
    return None


def _host(settings: Settings, instance: Mapping[str, Any], scheme: str) -> str:
    """Where the server says it streams, often at a host of its own; never in the clear where the server itself is not."""
    value: Any = instance
    for name in ("configuration", "urls", "streaming"):
        value = value.get(name) if isinstance(value, Mapping) else None
    ws = "wss" if scheme == "https" else "ws"
    if isinstance(value, str) and urlsplit(value).scheme in ("wss", ws) and urlsplit(value).netloc:
        return value.rstrip("/")
    return f"{ws}://{settings.server}"


def _parsed(text: object) -> Any:
    """What a payload holds: JSON in a string, as a rule."""
    if isinstance(text, dict):
        return text
    try:
        return json.loads(text) if isinstance(text, str | bytes) else None
    except (ValueError, RecursionError):
        return None
