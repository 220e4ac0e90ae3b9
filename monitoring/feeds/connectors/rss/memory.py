"""What a feed's cursor remembers, so that only what is new or changed is handed over.

The cursor is JSON: `v`; `at` (which address it belongs to); `etag` and `modified`, verbatim; `hash` of the body;
`full_at` (last time a body was read); `seen` (28 characters for each entry as last read: 8 for its id, 12 for its content,
and of the newest 4 for its author, 4 for the time it claims; 20 and 16 in cursors of earlier versions); `size`
(entries of the last listing, which are the first of `seen`); `shared` (keys that don't tell entries apart); `whole_at` (up to when nothing was missed); and, while older pages are
still to be read, `older` (the next page), `floor` (the ids known before), `since` (`whole_at` when it opened), `pages`
and `tries`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final, Self

from monitoring.feeds.connectors.protocol import Record
from monitoring.feeds.connectors.rss.document import MOST_ENTRIES
from monitoring.feeds.connectors.rss.identity import has_enough_words, mark, short
from monitoring.feeds.connectors.rss.overlap import reaches_back

_VERSION: Final = 1
_MOST_SEEN: Final = 5_000
_MOST_BY: Final = 500  # of older entries it is not kept who wrote them, and when
_MOST_FLOOR: Final = 500
_MOST_SHARED: Final = 1_000
_LONGEST_VALIDATOR: Final = 1_024  # a stranger's header, stored with every poll
_NEVER: Final = datetime(1, 1, 1, tzinfo=UTC)
_ID: Final = 8
_MARK: Final = 12
_WHO: Final = 4
_EARLIER_MARK: Final = 8
# So many different texts at once under new ids are an archive; one text again and again is a campaign.
_MANY_TEXTS: Final = 5
_CLOCK: Final = re.compile(r"(?<![+\-\d:])\d{1,2}:\d{2}(?::\d{2})?")  # and no offset ("+02:00")
_DELETED: Final = "deleted"


class Memory:
    """One poll's working copy of the cursor; `to_json` gives the cursor to store. It is what `identity` calls Known."""

    def __init__(self, at: str) -> None:
        self._at = at
        self._etag = ""
        self._modified = ""
        self._floor: list[str] = []
        self._handed: dict[str, str] = {}
        self._size = 0
        self.body_hash = ""
        self.full_at = _NEVER
        self.whole_at: datetime | None = None
        self.gap_since: datetime | None = None
        self.seen: dict[str, str] = {}
        self.shared: Mapping[str, None] = {}
        self.older = ""
        self.pages = 0
        self.tries = 0

    @classmethod
    def of(cls, cursor: Mapping[str, Any], url: str) -> Self:
        """The memory a cursor holds; an empty one for {} and for a cursor of another version.

        For another address (the feed moved) the entries are kept, and what belongs to the old address is not.
        """
        memory = cls(short(url))
        if cursor.get("v") != _VERSION:
            return memory
        memory.seen = {one[:_ID]: one[_ID:] for one in cursor.get("seen", ())}
        memory.shared = dict.fromkeys(cursor.get("shared", ()))
        memory._size = cursor.get("size", 0)
        memory.whole_at = _time(cursor.get("whole_at"))
        if cursor.get("at") == memory._at:
            memory._etag = cursor.get("etag", "")
            memory._modified = cursor.get("modified", "")
            memory.body_hash = cursor.get("hash", "")
            memory.full_at = _time(cursor.get("full_at")) or _NEVER
            memory.older = cursor.get("older", "")
            memory._floor = list(cursor.get("floor", ()))
            memory.gap_since = _time(cursor.get("since"))
            memory.pages, memory.tries = cursor.get("pages", 0), cursor.get("tries", 0)
        return memory

    def to_json(self) -> dict[str, Any]:
        """The cursor, at most some 100 KB; of a feed with more than 5,000 entries at once as many times more."""
        most = min(max(_MOST_SEEN, self._size), MOST_ENTRIES)
        kept = enumerate(list(self.seen.items())[:most])
        seen = [f"{name}{content if at < _MOST_BY else content[:_MARK]}" for at, (name, content) in kept]
        cursor: dict[str, Any] = {
            "v": _VERSION,
            "at": self._at,
            "etag": self._etag,
            "modified": self._modified,
            "hash": self.body_hash,
            "full_at": "" if self.full_at == _NEVER else self.full_at.isoformat(),
            "whole_at": self.whole_at.isoformat() if self.whole_at else "",
            "seen": seen,
            "size": self._size,
            "shared": list(self.shared)[:_MOST_SHARED],
        }
        if self.older:
            cursor |= {"older": self.older, "floor": self._floor, "pages": self.pages, "tries": self.tries}
            cursor["since"] = self.gap_since.isoformat() if self.gap_since else ""
        return {name: value for name, value in cursor.items() if value not in ("", [], 0)}

    def validators(self) -> dict[str, str]:
        """The headers of a conditional request, exactly as the server gave them."""
        headers = {"If-None-Match": self._etag, "If-Modified-Since": self._modified}
        return {name: value for name, value in headers.items() if value}

    def keep_validators(self, headers: Mapping[str, str], now: datetime) -> None:
        """Remember an answer's validators, and that its body was read."""
        etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
        self._etag = etag if len(etag) <= _LONGEST_VALIDATOR else ""
        self._modified = modified if len(modified) <= _LONGEST_VALIDATOR else ""
        self.full_at = now

    def settle(self, headers: Mapping[str, str], body_hash: str, now: datetime) -> None:
        """A body was read to its end; with empty arguments: it was not, so ask for all of it again."""
        self.keep_validators(headers, now)
        self.body_hash = body_hash

    @staticmethod
    def marked(record: dict[str, Any]) -> dict[str, Any]:
        """The record with `id_short`, `mark` and `by`: what the memory keeps of it."""
        entry = record["entry"]
        content, by = (_DELETED, "") if record.get("is_deleted") else (mark(entry), _by(entry))
        return {**record, "id_short": short(record["id"])[:_ID], "mark": content, "by": by}

    def holds(self, external_id: str) -> bool:
        """Whether an entry was read under this id."""
        return short(external_id)[:_ID] in self.seen

    def holds_as_it_is(self, external_id: str, entry: Mapping[str, Any]) -> bool:
        """Whether this entry, in these words, was read under this id."""
        content = self.seen.get(short(external_id)[:_ID], "")[:_MARK]
        return bool(content) and content == (_earlier_mark(entry) if len(content) == _EARLIER_MARK else mark(entry))

    def lists(self, external_id: str) -> bool:
        """Whether the last whole page showed it."""
        return short(external_id)[:_ID] in list(self.seen)[: self._size]

    def is_gone(self, external_id: str) -> bool:
        """Whether it was handed over as deleted."""
        return self.seen.get(short(external_id)[:_ID]) == _DELETED

    def _is_unchanged(self, record: Record) -> bool:
        content = self.seen.get(record["id_short"], "")[:_MARK]
        return content == (_earlier_mark(record["entry"]) if len(content) == _EARLIER_MARK else record["mark"])

    def handed_over(self, external_id: str) -> str:
        """The mark of what this poll has already handed over under this id, else ""."""
        return self._handed.get(short(external_id)[:_ID], "")

    def ids(self) -> list[str]:
        """The short ids known, newest first."""
        return list(self.seen)

    def changed(self, records: Iterable[Record]) -> list[Record]:
        """Those records that are new, or not what they were."""
        return [record for record in records if not self._is_unchanged(record)]

    def returned(self, fresh: Iterable[Record], records: Iterable[Record]) -> list[Record]:
        """Those of `fresh` that are known in the same words by the same author under an id that is gone from the feed, and
        claim the same time of day, or are most of the page: posts that were given a new id. Two people may say the same, and
        one person twice: what is left out here is lost, so that all else is handed over, and its age judged where it is stored.
        """
        shown = list(records)
        here = {record["id_short"] for record in shown}
        gone: dict[str, list[str]] = {}
        for name, kept in self.seen.items():
            if name not in here:
                gone.setdefault(kept[:_MARK], []).append(kept[_MARK:])
        sure: list[Record] = []
        likely: list[Record] = []
        for record in fresh:
            left = gone.get(record["mark"], [])
            # Of older entries it is not kept who wrote them: there any author will do.
            by = next((one for one in left if not one or one[:_WHO] == record["by"][:_WHO]), None)
            if by is None or record["id_short"] in self.seen or not self._is_old(record["entry"]):
                continue
            left.remove(by)  # one old post answers for one new: what is said twice is two posts
            (sure if by == record["by"] and _has_clock(record["entry"]) else likely).append(record)
        texts = {record["mark"] for record in (*sure, *likely)}
        is_archive = len(texts) >= _MANY_TEXTS and 2 * (len(sure) + len(likely)) > len(shown)
        return [*sure, *likely] if is_archive else sure

    def _is_old(self, entry: Mapping[str, Any]) -> bool:
        published = _time(entry.get("published_at"))
        return published <= self.full_at if published else has_enough_words(entry)  # few words are said again by chance

    def newly_gone(self, deleted: Iterable[Record]) -> list[Record]:
        """Of what a feed says is deleted that which was read, and not said to be so before."""
        return [record for record in deleted if self.seen.get(record["id_short"]) not in (None, _DELETED)]

    def remember(self, records: Iterable[Record], *, in_front: bool = True) -> None:
        """These entries were handed over as they are now."""
        kept = list(records)
        self._handed |= {record["id_short"]: record["mark"] for record in kept}
        marks = {record["id_short"]: f"{record['mark']}{record['by']}" for record in kept}
        rest = {name: content for name, content in self.seen.items() if name not in marks}
        self.seen = {**marks, **rest} if in_front else {**rest, **marks}

    def learn_shared(self, split: Iterable[str]) -> None:
        """Keys that were seen on different entries never again name one alone."""
        self.shared = {**dict.fromkeys(split), **self.shared}

    def reached_by(self, records: Iterable[Record]) -> bool:
        """Whether a first page reaches back to the last one, so that nothing can lie between them."""
        shown = [record["id_short"] for record in records]
        before = list(self.seen)[: self._size or len(shown)]
        return reaches_back(shown, before)

    def listed(self, records: Iterable[Record]) -> None:
        """This was the whole first page, in its order."""
        self._size = len(list(records))

    def open_gap(self, older: str, known: list[str]) -> None:
        """The first page does not reach back: entries may lie between it and `known`."""
        if not self.older:
            self._floor, self.gap_since = known[:_MOST_FLOOR], self.whole_at
            self.pages = self.tries = 0
        self.older = older

    def follow_gap(self, older: str) -> None:
        """The next page to read; "" when the gap is closed or given up."""
        self.older = older
        self.tries = 0
        self.pages = self.pages + 1 if older else 0
        self._floor = self._floor if older else []

    @property
    def has_floor(self) -> bool:
        """Whether something was known before the gap."""
        return bool(self._floor)

    def floor_met(self, records: Iterable[Record]) -> bool:
        """Whether a page reaches what was known before the gap; an empty one reaches nothing."""
        shown = [record["id_short"] for record in records]
        return self.has_floor and bool(shown) and reaches_back(shown, self._floor)


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _by(entry: Mapping[str, Any]) -> str:
    """Who says it, and when they claim to have said it: 4 characters each."""
    told = (entry.get("author") or entry.get("author_url", ""), entry.get("published_at") or entry.get("published", ""))
    return "".join(short(str(one))[:_WHO] for one in told)


def _has_clock(entry: Mapping[str, Any]) -> bool:
    """Whether it claims more than a day: on one day the same may be said twice."""
    told = _CLOCK.search(str(entry.get("published") or entry.get("published_at") or ""))
    return told is not None and bool(told[0].strip("0:"))


def _earlier_mark(entry: Mapping[str, Any]) -> str:
    """The mark as cursors of an earlier version hold it: compared once, then replaced."""
    told = [str(entry.get(name, "")) for name in ("title", "body", "link", "updated_at", "rating", "comments")]
    return hashlib.blake2b("\0".join(told).encode("utf-8", "replace"), digest_size=_EARLIER_MARK // 2).hexdigest()
