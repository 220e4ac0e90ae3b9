"""The one shape a feed is read into, whichever of the three languages it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from monitoring.connectors.plaintext import storable

MOST_ENTRIES: Final = 60_000
MOST_PARTS: Final = 20

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A feed that was read.

    `kind` is "rss", "atom" or "json". `entries` are in the feed's order. `ttl` is in seconds. `next_url` leads to
    older entries.
    """

    title: str
    kind: str
    entries: tuple[Entry, ...]
    language: str = ""
    home: str = ""
    ttl: float | None = None
    next_url: str = ""
    notes: tuple[str, ...] = ()


def kept(told: Entry) -> Entry:
    """The entry without empty parts, and its texts without characters that can't be stored."""
    clean = {name: storable(value) if isinstance(value, str) else value for name, value in told.items()}
    return {name: value for name, value in clean.items() if value not in ("", None, []) and value is not False}


def rating(value: object, best: object = 5) -> float | None:
    """A rating scaled to five; None when it is no number or out of its own bounds."""
    try:
        number, top = float(str(value)), float(str(best))
    except ValueError:
        return None
    return round(number / top * 5, 2) if top > 0 and 0 <= number <= top else None
