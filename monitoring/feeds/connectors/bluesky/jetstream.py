"""The wire of Jetstream, version 2: how a stream is asked for, and what its messages say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from accounts.outside.failures import Failure, Malformed, NotFound, Transient
from accounts.outside.http import Fetched
from accounts.outside.statuses import failure_of
from accounts.outside.websocket import NotUpgraded, WebSocket
from monitoring.feeds.connectors.bluesky.record import POSTS, VERSION
from monitoring.feeds.connectors.failures import CursorExpired
from monitoring.feeds.connectors.protocol import Context, Cursor
from monitoring.feeds.connectors.times import moment

PATH: Final = "/xrpc/network.bsky.jetstream.subscribeEvents"
_NAMES: Final = "network.bsky.jetstream.subscribeEvents#"
_SUBPROTOCOL: Final = "xrpc.v1.json"
_MOST: Final = 1_000_000  # bytes of one message; a post has some thousand
_A_TIME: Final = 10**15  # a cursor from here on is a time in microseconds, below it a place in one server's own order
OVERLAP: Final = (
    5_000_000  # microseconds: two servers' clocks, and the order in which events reach them, need not agree
)


@dataclass(slots=True)
class Place:
    """Up to where a stream was stored: the server's own number of the last event, and its time in microseconds. 0: nowhere."""

    seq: int = 0
    at: int = 0

    @classmethod
    def of(cls, cursor: Cursor) -> Place:
        """From a cursor; {} and those of another version begin anew."""
        return cls(cursor["seq"], cursor["at"]) if cursor.get("v") == VERSION else cls()

    def to_json(self) -> dict[str, Any]:
        """A dict `json.dumps` takes as it is."""
        return {"v": VERSION, "seq": self.seq, "at": self.at}

    @property
    def by_time(self) -> int:
        """The cursor that any server understands."""
        return max(self.at - OVERLAP, _A_TIME)


@dataclass(frozen=True, slots=True)
class Event:
    """One message: `kind` is commit, account, identity, sync or info; of an error its name stands in `error`."""

    kind: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""

    @property
    def seq(self) -> int:
        """The server's own number; 0 where it has none."""
        return int(self.payload.get("seq") or 0)

    @property
    def at(self) -> datetime | None:
        """When the server took it in."""
        return moment(self.payload.get("time"))


def opened(ctx: Context, server: str, cursor: int) -> WebSocket:
    """A stream of posts and accounts from `cursor` on; 0: from now. Raises CursorExpired where it is too old, and any Failure."""
    asked = [("kinds", "commit"), ("kinds", "account"), ("collections", POSTS), ("maxMessageSizeBytes", str(_MOST))]
    asked += [("cursor", str(cursor))] if cursor else []
    try:
        return ctx.http.websocket(f"{server}{PATH}?{urlencode(asked)}", subprotocol=_SUBPROTOCOL, most=_MOST)
    except NotUpgraded as refused:
        raise _refusal(refused, ctx.now) from refused


def read(message: str | bytes) -> Event | None:
    """The event of a message; None for what can't be read."""
    try:
        told = json.loads(message)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    if told.get("$type") == "error":
        return Event("error", error=str(told.get("error") or "unnamed")[:100])
    payload = told.get("payload")
    if told.get("$type") != "message" or not isinstance(payload, dict):
        return None
    seq = payload.get("seq")
    if seq is not None and (isinstance(seq, bool) or not isinstance(seq, int) or not 0 < seq < _A_TIME):
        return None
    return Event(str(payload.get("$type") or "").removeprefix(_NAMES), payload)


def _refusal(refused: NotUpgraded, now: datetime) -> Failure:
    try:
        said = json.loads(refused.body)
    except ValueError:
        said = None
    name = said.get("error") if isinstance(said, dict) else None
    if refused.status == 400 and name == "CursorTooOld":
        return CursorExpired("The stream no longer keeps what was said since it was last heard.")
    answer = Fetched(status=refused.status, headers=refused.headers, body=refused.body, url="")
    failure = failure_of(answer, now)
    if isinstance(failure, NotFound) or failure is None:
        return NotFound("This server does not speak version 2 of Jetstream.")
    if isinstance(failure, Malformed):
        return Transient(f"The server does not open the stream ({name or f'HTTP {refused.status}'}).")
    return failure
