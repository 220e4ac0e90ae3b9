"""The one shape a feed is read into, whichever of the three languages it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from accounts.outside.plaintext import storable
from monitoring.feeds.connectors.rss.dates import read_date

MOST_ENTRIES: Final = 20_000
MOST_PARTS: Final = 20  # of an entry: a stranger's may list a million tags

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A feed that was read.

    `kind` is "rss", "atom" or "json". `entries` are in the feed's order. `ttl` is in seconds. `next_url` leads to
    older entries. `deleted` are those it says are gone: {"guid", "at"}. `hub`: who pushes it, by its own word; `own_url`: what it
    calls itself.
    """

    title: str
    kind: str
    entries: tuple[Entry, ...]
    language: str = ""
    home: str = ""
    ttl: float | None = None
    next_url: str = ""
    notes: tuple[str, ...] = ()
    deleted: tuple[Entry, ...] = ()
    hub: str = ""
    own_url: str = ""


def kept(told: Entry) -> Entry:
    """The entry without empty parts, and its texts without characters that can't be stored."""
    clean = {name: storable(value) if isinstance(value, str) else value for name, value in told.items()}
    # `is`: 0 equals False, and no stars and no comments are figures too.
    return {name: value for name, value in clean.items() if value not in ("", None, []) and value is not False}


def cut_to_bound(listed: list[Any], notes: list[str]) -> list[Any]:
    """The first entries of a list that is longer than is ever read; says so."""
    if len(listed) > MOST_ENTRIES:
        notes.append(f"The feed has {len(listed):,} entries; only the first {MOST_ENTRIES:,} are read.")
    return listed[:MOST_ENTRIES]


def dated(told: str, language: str, name: str) -> Entry:
    """The parts of an entry that hold a claimed time: `<name>_at`, and `zone_unknown` where its zone was read as UTC."""
    moment = read_date(told, language)
    if moment is None:
        return {}
    return {f"{name}_at": moment.at.isoformat(), **({} if moment.zone_known else {"zone_unknown": True})}


def rating(value: object, best: object = 5) -> float | None:
    """A rating scaled to five; None when it is no number or out of its own bounds."""
    try:
        number, top = float(str(value)), float(str(best))
    except ValueError:
        return None
    return round(number / top * 5, 2) if top > 0 and 0 <= number <= top else None
