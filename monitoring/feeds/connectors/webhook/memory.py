"""What was sent of each post last, so that what comes late overwrites nothing: a list of bounded length in the cursor."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from monitoring.feeds.connectors.webhook.said import Said

VERSION: Final = 1
_MOST: Final = 1_000
_KEPT: Final = 14 * 86_400  # seconds; people correct for a week
_REPEATED: Final = 4 * 86_400  # the most patient senders try for three days: what comes after that is no repeat


@dataclass(slots=True)
class Known:
    """`at`: the newest word's time in ms, the sender's own where it gave one. `seen`: when it came, epoch seconds."""

    at: int
    own: bool
    gone: bool
    seen: int


@dataclass(slots=True)
class Memory:
    """By post; names are hashed, since some are as long as an address."""

    known: dict[str, Known] = field(default_factory=dict)

    @classmethod
    def of(cls, cursor: Mapping[str, Any]) -> Memory:
        """From what `to_json` wrote; of another version nothing."""
        if cursor.get("v") != VERSION:
            return cls()
        return cls({name: Known(at, bool(own), bool(gone), seen) for name, at, own, gone, seen in cursor["known"]})

    def to_json(self, now: datetime) -> dict[str, Any]:
        """Without what is long past, and without the oldest of too many."""
        since = int(now.timestamp()) - _KEPT
        rows = sorted((one.seen, name, one) for name, one in self.known.items() if one.seen >= since)[-_MOST:]
        return {"v": VERSION, "known": [[name, one.at, int(one.own), int(one.gone), seen] for seen, name, one in rows]}

    def takes(self, called: str, said: Said, now: datetime) -> str:
        """Nothing where it is news, and is remembered now; else why it is not."""
        name = hashlib.sha256(called.encode("utf-8", "replace")).hexdigest()[:16]
        told = said.updated or (None if said.action == "delete" else said.published)
        word = Known(_ms(told or now), told is not None, said.action == "delete", int(now.timestamp()))
        before = self.known.get(name)
        refusal = _late(said.action, word, before) if before else ""
        if not refusal:
            self.known[name] = word
        return refusal


def _late(action: str, word: Known, before: Known) -> str:
    older = word.at < before.at
    if action == "delete":
        # Without a time of the sender's own it is the newest there is.
        return "An older deletion than what was sent since." if word.own and before.own and older else ""
    if before.gone and action != "restore" and word.at <= before.at and word.seen - before.seen < _REPEATED:
        return "It was deleted before this came."
    # A deletion gave no time: that it came first says that this is the late one. Reviews that were hidden come back, too.
    if before.gone and action == "create" and word.seen - before.seen < _REPEATED:
        return "It was deleted before this came."
    # Its beginning, where what came after it has been told.
    if action == "create" and not word.own and not before.gone:
        return "It has been sent before."
    return "A newer state of it has been sent before." if older and not before.gone else ""


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
