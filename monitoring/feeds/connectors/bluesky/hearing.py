"""A turn of listening to the whole network: batches of posts, each with the place it reaches to, and no gap nobody is told of."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from accounts.outside.failures import Transient
from accounts.outside.websocket import WebSocket
from monitoring.feeds.connectors.bluesky import jetstream
from monitoring.feeds.connectors.bluesky.jetstream import Event, Place
from monitoring.feeds.connectors.bluesky.record import of_account, of_commit
from monitoring.feeds.connectors.failures import CursorExpired
from monitoring.feeds.connectors.protocol import Batch, Context, Cursor, Record

_TITLE: Final = "Bluesky"
_TOO_SLOW: Final = "ConsumerTooSlow"
_GAP: Final = "Bluesky's stream keeps what is said for some 36 hours, and it was not heard for longer than that."


class _Elsewhere(Exception):
    """The server counts otherwise than the one that was heard last: its numbers say nothing here."""


@dataclass(slots=True)
class _Heard:
    """What waits to be handed over."""

    records: list[Record] = field(default_factory=list)
    unread: int = 0
    begins: datetime | None = None
    reaches: datetime | None = None

    def notes(self) -> tuple[str, ...]:
        if not self.unread:
            return ()
        return (f"{'1 message' if self.unread == 1 else f'{self.unread} messages'} of the stream could not be read.",)


class Hearing:
    """Hears `server` from a cursor on. `window`: seconds for which what comes is gathered; `most`: posts of one batch."""

    def __init__(self, ctx: Context, server: str, cursor: Cursor, *, window: float, most: int, turn: float) -> None:
        self._ctx, self._server, self._place = ctx, server, Place.of(cursor)
        self._window, self._most = window, most
        self._began = time.monotonic()
        self._ends = self._began + turn
        self._heard = _Heard()
        self._told = False  # a batch was handed over
        self._missed_since: datetime | None = None
        self._first: Place | None = None  # the event that a server which goes on by number repeats

    def batches(self) -> Iterator[Batch]:
        """Until the turn is over, or the connection after something came. Raises any Failure."""
        if self._place.seq:
            self._first = replace(self._place)
            try:
                yield from self._from(self._place.seq)
                return
            except (_Elsewhere, CursorExpired):
                self._first = None
        if self._place.at:
            # By time any server goes on, and one that keeps less begins with the oldest it has.
            yield from self._from(self._place.by_time)
            return
        # Should nothing be said before the connection is lost, the next goes on from here.
        self._place.at = _micros(self._ctx.now)
        yield from self._from(0)

    def _from(self, cursor: int) -> Iterator[Batch]:
        with jetstream.opened(self._ctx, self._server, cursor) as stream:
            try:
                yield from self._listen(stream)
            except Transient:
                if self._heard.records:
                    yield self._batch()
                if not self._told:
                    raise

    def _listen(self, stream: WebSocket) -> Iterator[Batch]:
        due = time.monotonic() + self._window
        while (now := time.monotonic()) < self._ends:
            for message in stream.receive(max(due - now, 0.01)):
                self._take(jetstream.read(message))
                if len(self._heard.records) >= self._most:
                    yield self._batch()
            if time.monotonic() >= due:
                yield self._batch()
                due = time.monotonic() + self._window
        if self._heard.records:
            yield self._batch()

    def _take(self, event: Event | None) -> None:
        if event is None:
            self._heard.unread += 1
            return
        if event.error:
            lost = "we were too slow for it" if event.error == _TOO_SLOW else event.error
            raise Transient(f"The server ended the stream: {lost}.")
        if event.kind == "info":
            if event.payload.get("name") == "OutdatedCursor":
                self._missed_since = datetime.fromtimestamp(self._place.at / 1e6, UTC)
            return
        if not event.seq:
            self._heard.unread += 1
            return
        if self._first is not None:
            expected, self._first = self._first, None
            # The same number may stand for something else there: its time tells.
            if Place(event.seq, _micros(event.at)) != expected:
                raise _Elsewhere
            return
        self._add(event)

    def _add(self, event: Event) -> None:
        now = self._ctx.now + timedelta(seconds=time.monotonic() - self._began)
        record = of_commit(event.payload, now) if event.kind == "commit" else None
        record = of_account(event.payload) if event.kind == "account" else record
        if record is not None:
            self._heard.records.append(record)
        at = event.at
        self._place.seq = event.seq
        if at is not None:
            self._place.at = _micros(at)
            self._heard.begins, self._heard.reaches = self._heard.begins or at, at

    def _batch(self) -> Batch:
        heard, self._heard, self._told = self._heard, _Heard(), True
        since = self._missed_since if heard.reaches else None  # until something came, nobody knows how long the gap is
        if since:
            self._missed_since = None
        return Batch(
            records=tuple(heard.records),
            cursor=self._place.to_json(),
            title=_TITLE,
            notes=heard.notes(),
            reaches=heard.reaches,
            missed=_GAP if since else "",
            missed_since=since,
            missed_until=heard.begins if since else None,
        )


def _micros(at: datetime | None) -> int:
    return int(at.timestamp() * 1e6) if at else 0
