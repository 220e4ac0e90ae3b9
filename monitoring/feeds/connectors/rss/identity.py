"""What names an entry: two with different words are two posts, and one that changed its address is still the same.

The id is the guid, else the link, else the words. Where that does not tell the entries of a feed apart, more is added,
just as much as tells them apart: the link, the part of it after "#", the date, the words. An id that was given stays:
an entry that was read before, or under another spelling of its address, keeps the id it has.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from accounts.outside.plaintext import canonical, settled

_LONGEST_ID: Final = 500  # as the arrivals' column takes
_ENOUGH_WORDS: Final = 40
_MARK: Final = 12
_WEB: Final = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)

Entry = Mapping[str, Any]


class Known(Protocol):
    """What was read before."""

    shared: Mapping[str, None]

    def holds(self, external_id: str) -> bool:
        """Whether an entry was read under this id."""
        ...

    def holds_as_it_is(self, external_id: str, entry: Entry) -> bool:
        """Whether this entry, in these words, was read under this id."""
        ...

    def handed_over(self, external_id: str) -> str:
        """The mark of what this poll has already handed over under this id, else ""."""
        ...


class Nothing:
    """Nothing was read before."""

    shared: Mapping[str, None] = {}

    def holds(self, external_id: str) -> bool:
        """No."""
        return False

    def holds_as_it_is(self, external_id: str, entry: Entry) -> bool:
        """No."""
        return False

    def handed_over(self, external_id: str) -> str:
        """Nothing."""
        return ""


@dataclass(frozen=True, slots=True)
class Identified:
    """`entries` are (external id, what it was made from, entry), each id once. `split`: what was found not to tell
    entries apart, as `short` names; it never does again."""

    entries: list[tuple[str, str, Entry]]
    split: list[str]


@dataclass(slots=True)
class _Name:
    key: str
    made_from: str
    entry: Entry
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    name: str
    part: Callable[[Entry], str]


def identified(entries: Iterable[Entry], known: Known | None = None) -> Identified:
    """The ids of a feed's entries. Of several with one id and the same words the first is kept."""
    known = known or Nothing()
    names = [_base(entry, known) for entry in entries]
    split: list[str] = []
    for level in _LEVELS:
        groups: dict[str, list[_Name]] = {}
        for name in names:
            if not name.is_settled:
                groups.setdefault(name.key, []).append(name)
        for key, members in groups.items():
            tag = short(key if level.name == "link" else f"{level.name} {key}")
            if _tells_apart(level, key, members, known):
                split.append(tag)
            elif tag not in known.shared:
                continue
            for name in members:
                _extend(name, level, known)
    by_id: dict[str, tuple[str, str, Entry]] = {}
    # Where a feed lists an address both with http and https, it means two entries: neither takes the other's id.
    taken = {_bounded(name.key) for name in names}
    for name in names:
        external_id = _as_known(_bounded(name.key), known, taken)
        by_id.setdefault(external_id, (external_id, name.made_from, name.entry))
    return Identified(list(by_id.values()), split)


def mark(entry: Entry) -> str:
    """12 characters naming what an entry says: equal means nothing a reader would notice changed. Counters, the
    entry's address and the time it claims to have been edited at are no part of it."""
    title, body = settled(str(entry.get("title", ""))), settled(str(entry.get("body", "")))
    told = [title, body, str(entry.get("rating", ""))]
    if len(title) + len(body) < _ENOUGH_WORDS:
        # So few words are said again and again: where they stand tells them apart, but for the host.
        told += [_path(entry), *(_WEB.sub("", str(one.get("url", ""))) for one in entry.get("media", ())[:3])]
    return hashlib.blake2b("\0".join(told).encode("utf-8", "replace"), digest_size=_MARK // 2).hexdigest()


def has_enough_words(entry: Entry) -> bool:
    """Whether nobody says this twice by chance."""
    return len(str(entry.get("title", ""))) + len(str(entry.get("body", ""))) >= _ENOUGH_WORDS


def variants(external_id: str) -> list[str]:
    """Other spellings of the web addresses in an id: http or https, with or without "www." and a slash at the end."""
    if not _WEB.search(external_id):
        return []
    ends = [external_id, external_id[:-1] if external_id.endswith("/") else f"{external_id}/"]
    starts = ("http://", "https://", "http://www.", "https://www.")
    spellings = dict.fromkeys(_WEB.sub(start, end) for end in ends for start in starts)
    spellings.pop(external_id, None)
    return list(spellings)


def short(text: str) -> str:
    """12 hex characters standing for a text in a cursor."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=6).hexdigest()


def _base(entry: Entry, known: Known) -> _Name:
    guid, link = entry.get("guid", ""), entry.get("link", "")
    if guid:
        tidy = _without_tracking(guid)
        return _Name(guid if tidy == guid or known.holds(_bounded(guid)) else tidy, "guid", entry)
    if link:
        return _Name(canonical(link), "link", entry)
    title, body, published = (str(entry.get(name, "")) for name in ("title", "body", "published"))
    whole = _hashed(title, body, published)
    if title and published and not known.holds(whole):
        # Without its text: then an edit of it is an edit.
        return _Name(_hashed(title, published), "hash", entry)
    return _Name(whole, "hash", entry)


def _without_tracking(guid: str) -> str:
    if not _WEB.match(guid) or "?" not in guid:
        return guid
    tidy = canonical(guid)
    before, _, fragment = guid.partition("#")
    if tidy.count("&") + tidy.count("?") == before.count("&") + before.count("?"):
        return guid  # nothing was dropped, so no letter of it is changed
    return f"{tidy}#{fragment}" if fragment else tidy


def _tells_apart(level: _Level, key: str, members: list[_Name], known: Known) -> bool:
    """Whether several things go by this key, and this level tells them apart."""
    if level.name == "link":
        links = {_WEB.sub("", canonical(str(name.entry.get("link", "")))) for name in members}
        return members[0].made_from == "guid" and len(links) > 1
    before = known.handed_over(_bounded(key))
    if len(members) == 1 and not before:
        return False
    said = {mark(name.entry) for name in members} | ({before} if before else set())
    parts = {level.part(name.entry) for name in members}
    return len(said) > 1 and (len(parts) > 1 or (bool(before) and parts != {""}))


def _extend(name: _Name, level: _Level, known: Known) -> None:
    if level.name == "link" and name.made_from != "guid":
        return
    if known.holds_as_it_is(_bounded(name.key), name.entry):
        name.is_settled = True
        return
    part = level.part(name.entry)
    if part:
        name.key = f"{name.key}{'' if level.name == 'fragment' else ' '}{part}"
        name.made_from = f"{name.made_from}+{level.name}"


def _as_known(external_id: str, known: Known, taken: set[str]) -> str:
    if known.holds(external_id):
        return external_id
    for other in variants(external_id):
        if other not in taken and known.holds(_bounded(other)):
            return _bounded(other)
    return external_id


def _link(entry: Entry) -> str:
    return canonical(str(entry.get("link", "")))


def _fragment(entry: Entry) -> str:
    fragment = str(entry.get("link", "")).partition("#")[2]
    return f"#{fragment}" if fragment else ""


def _date(entry: Entry) -> str:
    return str(entry.get("published_at") or entry.get("published") or "")


def _path(entry: Entry) -> str:
    try:
        parts = urlsplit(canonical(str(entry.get("link", ""))))
    except ValueError:
        return ""
    return f"{parts.path.rstrip('/')}?{parts.query}"


def _hashed(*parts: str) -> str:
    return "hash:" + hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:40]


def _bounded(external_id: str) -> str:
    if len(external_id) <= _LONGEST_ID:
        return external_id
    digest = hashlib.sha256(external_id.encode("utf-8", "replace")).hexdigest()
    return f"{external_id[: _LONGEST_ID - 41]}#{digest[:40]}"


_LEVELS: Final = (
    _Level("link", _link),
    _Level("fragment", _fragment),
    _Level("date", _date),
    _Level("words", mark),
)
