"""The posts of one account, asked of the application's open server: newest first, and down to what was read before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlencode

from accounts.outside.failures import Failure, Malformed, NotFound
from accounts.outside.statuses import failure_of
from monitoring.feeds.connectors.bluesky.record import VERSION, gone, of_view, visible
from monitoring.feeds.connectors.protocol import Batch, Context, Cursor, Record
from monitoring.feeds.connectors.rechecks import Rechecks
from monitoring.feeds.connectors.times import moment

API: Final = "https://public.api.bsky.app"
AT_ONCE: Final = 25  # posts by name in one question
_PAGE: Final = 100
_OVERLAP: Final = 600  # seconds: the server takes posts in a little out of order
_MOST_SEEN: Final = 500
_HIDDEN: Final = "Bluesky shows no such account: it was deleted, renamed or hidden."


@dataclass(slots=True)
class Memory:
    """`high`: up to when the server's own times are read (epoch seconds); `seen`: posts near it; `did`: whose they are."""

    did: str = ""
    high: float = 0.0
    seen: dict[str, float] = field(default_factory=dict)
    rechecks: Rechecks = field(default_factory=Rechecks)

    @classmethod
    def of(cls, cursor: Cursor) -> Memory:
        """From a cursor; {} and those of another version begin anew."""
        if cursor.get("v") != VERSION:
            return cls()
        return cls(cursor["did"], cursor["high"], dict(cursor["seen"]), Rechecks.of(cursor["watched"]))

    def to_json(self) -> dict[str, Any]:
        """A dict `json.dumps` takes as it is."""
        seen = sorted(self.seen.items(), key=lambda pair: pair[1])[-_MOST_SEEN:]
        return {"v": VERSION, "did": self.did, "high": self.high, "seen": seen, "watched": self.rechecks.to_json()}


class Account:
    """One reading of an account's posts. `most_pages` a reading; of an account that is new, `first_pages`."""

    def __init__(self, ctx: Context, api: str, *, most_pages: int, first_pages: int, most_looks: int) -> None:
        self._ctx, self._api = ctx, api
        self._most_pages, self._first_pages, self._most_looks = most_pages, first_pages, most_looks

    def newest(self, who: str) -> list[Record]:
        """The newest posts, newest first. Raises NotFound for an account that is not there."""
        return self._page(who, "")[0]

    def read(self, who: str, cursor: Cursor) -> Batch:
        """What is new, and what became of what was read: one batch, so that the place moves with all of it or not at all."""
        memory = Memory.of(cursor)
        rows, missed_until = self._new(memory.did or who, memory)
        since = datetime.fromtimestamp(memory.high, UTC) if memory.high else None
        for row in rows:
            at = _taken_in(row, self._ctx.now)
            memory.did = row["author"]["did"]
            memory.high = max(memory.high, at)
            memory.seen[row["id"]] = at
            memory.rechecks.add(row["id"], int(at), visible(row))
        memory.seen = {name: at for name, at in memory.seen.items() if at >= memory.high - _OVERLAP}
        notes: list[str] = []
        again = self._looked_at_again(memory, notes)
        memory.rechecks.forget(int(self._ctx.now.timestamp()))
        return Batch(
            records=(*rows[::-1], *again),
            cursor=memory.to_json(),
            title=f"{_name(rows) or who} on Bluesky",
            notes=tuple(notes),
            missed="More was posted since the last reading than can be read at once." if missed_until else "",
            missed_since=since if missed_until else None,
            missed_until=missed_until,
        )

    def posts(self, names: Sequence[str]) -> dict[str, Record]:
        """Posts by their names, at most 25; those that are gone or hidden are not among them."""
        answer = self._ask("app.bsky.feed.getPosts", [("uris", name) for name in names])
        rows = [row for view in _rows(answer, "posts") if (row := of_view(view, self._ctx.now))]
        return {row["id"]: row for row in rows}

    def _new(self, who: str, memory: Memory) -> tuple[list[Record], datetime | None]:
        """Newest first; and from when on, where older ones are out of reach."""
        found: list[Record] = []
        cursor, is_first = "", not memory.high
        for _ in range(self._first_pages if is_first else self._most_pages):
            page, cursor, oldest = self._page(who, cursor)
            found += [row for row in page if _taken_in(row, self._ctx.now) >= memory.high - _OVERLAP]
            if not cursor or (oldest is not None and oldest < memory.high - _OVERLAP):
                return [row for row in found if row["id"] not in memory.seen], None
        fresh = [row for row in found if row["id"] not in memory.seen]
        cut = None if is_first or not found else datetime.fromtimestamp(_taken_in(found[-1], self._ctx.now), UTC)
        return fresh, cut

    def _page(self, who: str, cursor: str) -> tuple[list[Record], str, float | None]:
        asked = [("actor", who), ("limit", str(_PAGE)), ("filter", "posts_with_replies")]
        answer = self._ask("app.bsky.feed.getAuthorFeed", [*asked, *([("cursor", cursor)] if cursor else [])])
        # With a reason it is what somebody else wrote and this account repeats, or what it keeps on top: no place in time.
        views = [one.get("post") for one in _rows(answer, "feed") if not one.get("reason")]
        rows = [row for view in views if (row := of_view(view, self._ctx.now))]
        further = answer.get("cursor")
        oldest = min((_taken_in(row, self._ctx.now) for row in rows), default=None)
        return rows, further if isinstance(further, str) else "", oldest

    def _ask(self, method: str, asked: Iterable[tuple[str, str]]) -> Mapping[str, Any]:
        url = f"{self._api}/xrpc/{method}?{urlencode(list(asked))}"
        answer = self._ctx.http.get(url, headers={"Accept": "application/json"})
        try:
            told = json.loads(answer.body)
        except (ValueError, RecursionError):
            told = None
        if answer.status == 400 and isinstance(told, dict) and _says_hidden(told):
            raise NotFound(_HIDDEN)
        failure = failure_of(answer, self._ctx.now)
        if failure:
            raise failure
        if answer.truncated or not isinstance(told, dict):
            raise Malformed("Bluesky sent something that can't be read.")
        return told

    def _looked_at_again(self, memory: Memory, notes: list[str]) -> list[Record]:
        """What became of posts whose next look has come."""
        due = dict(memory.rechecks.due(int(self._ctx.now.timestamp()), min(self._most_looks, AT_ONCE)))
        if not due:
            return []
        try:
            there = self.posts(list(due))
        except Failure as failure:
            notes.append(f"Posts could not be read again: {failure.sentence}")
            return []
        changed: list[Record] = []
        for name, one in due.items():
            row = there.get(name)
            if row is None:
                memory.rechecks.watched.pop(name)
                changed.append(gone(name, self._ctx.now))
                continue
            one.looks += 1
            words = visible(row)
            if words != one.words:
                one.words = words
                changed.append(row)
        return changed


def _says_hidden(told: Mapping[str, Any]) -> bool:
    if told.get("error") in ("AccountTakedown", "AccountDeactivated", "AccountSuspended", "BlockedActor"):
        return True
    return "not found" in str(told.get("message")).lower()


def _taken_in(row: Record, now: datetime) -> float:
    return (moment(row["at"]) or now).timestamp()


def _name(rows: Sequence[Record]) -> str:
    handle = str(rows[0]["author"].get("handle") or "") if rows else ""
    return f"@{handle}" if handle else ""


def _rows(answer: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = answer.get(name)
    if not isinstance(rows, list):
        raise Malformed("Bluesky sent something that is not a list of posts.")
    return [one for one in rows if isinstance(one, Mapping)]
