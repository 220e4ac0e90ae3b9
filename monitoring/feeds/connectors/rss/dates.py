"""Dates as feeds write them: the standards', then the usual other forms, then month names of other languages.

Nothing is guessed: what names no full day, or could be two different days, is not understood.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from dateutil import parser as wild_dates

_LONGEST: Final = 100
_MONTHS: Final = {
    name: number
    for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1)
}  # fmt: skip
_RFC: Final = re.compile(
    r"\A(?:[A-Za-z]{2,9}\.?,?\s*)?(\d{1,2})[\s-]([A-Za-z]{3})[a-z]*\.?[\s-](\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(.*)\Z"
)
_OFFSET: Final = re.compile(r"\A(?:UTC|GMT|Z)?\s*([+-−])(\d{1,2})(?::?(\d{2}))?(?:\s*\([^()]*\))?\Z", re.IGNORECASE)
# "UTC+03:00" and "Z+02:00" mean the offset; by their names they would be hours off.
_OFFSET_AT_END: Final = re.compile(r"\s*(?:\bUTC|\bGMT|(?<=\d)Z)\s*([+-]\d{1,2}(?::?\d{2})?)\Z", re.IGNORECASE)
_ZONE_AT_END: Final = re.compile(r"(?<=[\d\s])\(?([A-Z]{1,5})\)?\Z")
_PLACE_AT_END: Final = re.compile(r"(?<=[\d\s])\[?([A-Z][A-Za-z]{1,20}/[A-Z][A-Za-z_/+-]{1,30})\]?\Z")
_EPOCH: Final = re.compile(r"\A(\d{10})(?:\.\d{1,9}|\d{3})?\Z")
_EAST_ASIAN: Final = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_SLASHED: Final = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/-])")
_DOTTED: Final = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\b")
_NO_DATE: Final = re.compile(r"\d{9}")
_WORD: Final = re.compile(r"[^\W\d_]+\.?")
_CLOCK: Final = re.compile(r"(\d{1,2})\s*h\s*(\d{2})\b")  # "14 h 30", as French feeds have it
_KEPT_WORDS: Final = frozenset({"am", "pm", "t", "z"})
# Names are not unique in the world: these are the readings that feeds mean by them.
_HOURS: Final = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MET": 1, "MEZ": 1, "WAT": 1,
    "CEST": 2, "MEST": 2, "MESZ": 2, "EET": 2, "CAT": 2, "SAST": 2, "IDT": 3, "EEST": 3, "MSK": 3, "EAT": 3, "TRT": 3,
    "MSD": 4, "GST": 4, "SAMT": 4, "PKT": 5, "YEKT": 5, "IST": 5.5, "NPT": 5.75, "OMST": 6, "ICT": 7, "WIB": 7,
    "KRAT": 7, "HKT": 8, "SGT": 8, "PHT": 8, "MYT": 8, "AWST": 8, "IRKT": 8, "JST": 9, "KST": 9, "WIT": 9, "ACST": 9.5,
    "AEST": 10, "VLAT": 10, "ACDT": 10.5, "AEDT": 11, "NZST": 12, "NZDT": 13, "NDT": -2.5, "ART": -3, "BRT": -3,
    "CLST": -3, "ADT": -3, "NST": -3.5, "AST": -4, "CLT": -4, "EDT": -4, "COT": -5, "PET": -5, "EST": -5, "CDT": -5,
    "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8, "AKDT": -8, "AKST": -9, "HST": -10,
}  # fmt: skip
_MONTH_FIRST: Final = frozenset({"en", "en-us", "en-ca", "en-ph"})
_LANGUAGES: Final = ["it", "fr", "pt", "de", "es", "nl", "pl", "cs", "sk", "hu", "ro", "sv", "da", "nb", "fi", "et", "lv", "lt", "el", "tr", "ru", "uk", "bg", "sr", "hr", "sl", "mk", "sq", "ca", "gl", "eu", "is", "ga", "cy", "id", "ms", "vi"]  # fmt: skip
# Two days of which no part is equal: what a text leaves open differs between readings filled up from them.
_FILLED: Final = (datetime(2000, 1, 1), datetime(2001, 2, 2))  # noqa: DTZ001  (parts to fill with, no moments)
_PROBLEMS: Final = (ValueError, OverflowError, TypeError, IndexError, AttributeError)  # dateutil raises all of them


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as read, aware UTC. `zone_known` False: it names a zone nobody knows, and was read as UTC."""

    at: datetime
    zone_known: bool = True


def read_date(text: str, language: str = "") -> Moment | None:
    """The time a text tells; None where it is not understood. Without a zone it is taken as UTC.

    `language` is the feed's code; it decides between 3 April and March 4.
    """
    text = _digits(" ".join(text.split()))
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _standard(text) or _usual(text, language) or _translated(text, language)
    except _PROBLEMS:
        return None


def _digits(text: str) -> str:
    if text.isascii():  # others write their own digits: Arabic, Persian, Hindi
        return text
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)


def _standard(text: str) -> Moment | None:
    """RFC 822 and its kin, ISO 8601, seconds or milliseconds since 1970."""
    match = _RFC.match(text)
    if match and match.group(2).lower() in _MONTHS:
        day, month, year, hour, minute, second, rest = match.groups()
        zone = _zone(rest.strip())
        # "3:05 PM" looks like a zone of two letters: `_usual` knows better.
        if zone is None or rest.strip().upper() in ("AM", "PM"):
            return None
        seconds = min(int(second or 0), 59)  # a leap second
        naive = datetime(int(year), _MONTHS[month.lower()], int(day), int(hour), int(minute), seconds)  # noqa: DTZ001
        return _moment(naive, *zone)
    epoch = _EPOCH.match(text)
    if epoch:
        return Moment(datetime.fromtimestamp(int(epoch.group(1)), UTC))
    if not text[0].isdigit():
        return None
    try:
        return _moment(datetime.fromisoformat(_OFFSET_AT_END.sub(r"\1", text)), UTC)
    except ValueError:
        return None


def _usual(text: str, language: str) -> Moment | None:
    """Other spellings in digits and English words."""
    if _NO_DATE.search(text):
        return None
    text, zone, known = _without_zone(_EAST_ASIAN.sub(r"\1-\2-\3 ", text))
    day_first = bool(_DOTTED.search(text))  # whoever writes points writes the day first
    slashed = _SLASHED.search(text)
    if slashed and max(int(slashed.group(1)), int(slashed.group(3))) <= 12:
        code = language.lower().replace("_", "-")
        if not code and int(slashed.group(1)) != int(slashed.group(3)):
            return None
        day_first = code not in _MONTH_FIRST
    unknown: list[str] = []

    # dateutil only warns of a zone it does not know, and drops it: the time would be hours off and nobody told.
    def told(name: str | None, offset: int | None) -> tzinfo | None:
        if offset is not None:
            return timezone(timedelta(seconds=offset))
        if not name:
            return None
        named_zone = _zone(name)
        if named_zone is None or not named_zone[1]:
            unknown.append(name)
        return named_zone[0] if named_zone else UTC

    try:
        readings = [
            wild_dates.parse(text, default=filled, dayfirst=day_first, tzinfos=told) for filled in _FILLED
        ]  # fmt: skip
    except _PROBLEMS:
        return None
    if readings[0] != readings[1]:
        return None
    return _moment(readings[0], zone, known and not unknown)


def _translated(text: str, language: str) -> Moment | None:
    """Month names of other languages made English ones; other words (days of the week, "at", "o'clock") left out."""
    own = language.lower().replace("_", "-").partition("-")[0]
    base, zone, known = _without_zone(_CLOCK.sub(r"\1:\2", text))
    months = 0

    def english(match: re.Match[str]) -> str:
        nonlocal months
        word = match.group().rstrip(".").casefold()
        number = _month_number(word, own)
        if number is None:
            return f" {word} " if word in _KEPT_WORDS else " "
        months += 1
        return f" {list(_MONTHS)[number - 1]} "

    # The weekday stands first and before a comma; "mar." is Tuesday there, and March elsewhere.
    base = re.sub(r"\A[^\d,]*,", "", base)
    plain = " ".join(re.sub(r"(?<=\d)\.(?=\s)|[,()]", " ", _WORD.sub(english, base)).split())
    if months != 1:
        return None
    moment = _usual(plain, "")
    return moment and _moment(moment.at.replace(tzinfo=None), zone, known)


def _month_number(word: str, language: str) -> int | None:
    if len(word) < 3:
        return None
    if language in _LANGUAGES and word in _month_names(language):
        return _month_names(language)[word]
    numbers = {_month_names(other).get(word) for other in ("en", *_LANGUAGES)} - {None}
    return numbers.pop() if len(numbers) == 1 else None  # "listopad" is October in Croatian, November in Polish


@functools.cache
def _month_names(language: str) -> dict[str, int]:
    months = Locale.parse(language).months
    names = [
        (name.rstrip(".").casefold(), number)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in months[context][width].items()
    ]
    return {name: number for name, number in names if len(name) >= 3}


def _without_zone(text: str) -> tuple[str, tzinfo, bool]:
    """The text without a zone's name at its end, the zone, and whether it is known; UTC where none is named."""
    text = _OFFSET_AT_END.sub(r" \1", text)
    place = _PLACE_AT_END.search(text)
    if place:
        known = _place(place.group(1))
        return text[: place.start()].strip(), known or UTC, known is not None
    match = _ZONE_AT_END.search(text)
    if not match or match.group(1) in ("AM", "PM"):
        return text, UTC, True
    zone = _zone(match.group(1))
    return text[: match.start()].strip(), zone[0] if zone else UTC, bool(zone and zone[1])


def _place(name: str) -> tzinfo | None:
    """The zone of a place, as "Europe/Berlin"."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _zone(text: str) -> tuple[tzinfo, bool] | None:
    """The zone a text names, and whether it is a known one; None where it is no zone at all."""
    if not text:
        return UTC, True
    offset = _OFFSET.match(text)
    if offset:
        sign, hours, minutes = offset.groups()
        if len(hours) == 1 or int(hours) <= 14:  # no zone is further ahead than Kiribati's +14
            ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
            return timezone(ahead if sign == "+" else -ahead), True
        return None
    name = text.strip("()").upper()
    if name in _HOURS:
        return timezone(timedelta(hours=_HOURS[name])), True
    return (UTC, False) if re.fullmatch(r"[A-Z]{1,5}", name) else None


def _moment(moment: datetime, zone: tzinfo, known: bool = True) -> Moment:
    aware = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment
    return Moment(aware.astimezone(UTC), known)
