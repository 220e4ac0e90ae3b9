"""Cells as what they mean: times, counts, ids. What can't be read is None, never a guess."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil import parser

_NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "none", "null", "nan", "unknown", "#n/a"})
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d{1,15})?")  # days since 1899-12-30, as Excel counts: 1954 to 2118
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")  # seconds or milliseconds, 2001 to 2033
_EXCEL_BEGINS = datetime(1899, 12, 30)  # noqa: DTZ001  # the file's own zone is put on it later
_NO_DAY = datetime(1, 1, 1)  # noqa: DTZ001  # as above
# Two numbers of which either may be the month, and a year on one side.
_TWO_WAYS = re.compile(r"\s{0,4}(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\b")
_GROUPED = re.compile(r"\d{1,3}(?:[.,'\s\u00a0\u202f]\d{3}){1,7}")
_PLAIN = re.compile(r"(\d{1,20})(?:[.,](\d{1,20}))?\s?(k|m|b|tsd|mio)?%?")
_TIMES = {"": 1, "k": 1_000, "tsd": 1_000, "m": 1_000_000, "mio": 1_000_000, "b": 1_000_000_000}
_MOST = 2**53
_DAMAGED = re.compile(
    r"\d{1,20}(?:[.,]\d{1,20})?E\+\d{1,4}|\d{15}0{1,9}", re.IGNORECASE
)  # Excel keeps 15 digits of a number
_FIRST_YEAR = 1990  # earlier than the networks: a date that was read wrongly


def told(cell: str) -> str:
    """The cell's text; "" where it only says that there is nothing."""
    text = cell.strip()
    return "" if text.casefold() in _NOTHING else text


def whole(cell: str) -> int | None:
    """`1,234`, `1.234`, `1.2K` as a number."""
    text = told(cell).casefold()
    if _GROUPED.fullmatch(text):
        return int(re.sub(r"\D", "", text))
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    number, rest, times = match.groups()
    count = float(f"{number[:20]}.{(rest or '0')[:10]}") * _TIMES[times or ""]
    return int(count) if count <= _MOST else None


def unquoted_id(cell: str) -> str:
    """An id as it was given; "" for one that a spreadsheet has damaged. Against Excel, some tools put quotes into the cell."""
    text = told(cell).strip("\"'= ")
    return "" if _DAMAGED.fullmatch(text) else text


@dataclass(frozen=True, slots=True)
class Dates:
    """How a file's times are read: the zone of those that name none, and whether the day comes first (None: not known)."""

    zone: ZoneInfo
    day_first: bool | None = None

    def read(self, date: str, time: str = "") -> datetime | None:
        """The moment, in UTC; None where the cell can't be read, or could be two days."""
        text = told(date)
        if text and told(time) and ":" not in text:
            text = f"{text} {told(time)}"
        if not text:
            return None
        try:
            moment = self._moment(text)
        except (ValueError, OverflowError, TypeError):  # dateutil raises each of them for what is no date
            return None
        if moment is None or moment.year < _FIRST_YEAR:
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=self.zone)).astimezone(UTC)

    def _moment(self, text: str) -> datetime | None:
        if _SERIAL.fullmatch(text):
            # To the second: a day's fraction has sixteen digits, and a time to the microsecond would be invented.
            return _EXCEL_BEGINS + timedelta(seconds=round(float(text) * 86_400))
        if _EPOCH.fullmatch(text):
            return datetime.fromtimestamp(int(text[:10]), UTC)
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
        if is_two_ways(text) and self.day_first is None:
            return None
        # Without a default of its own, what is no date ("10:15") would be today.
        return parser.parse(text, dayfirst=bool(self.day_first), default=_NO_DAY)


def is_two_ways(text: str) -> bool:
    """Whether it could be either of two days: 3/4/2026."""
    match = _TWO_WAYS.match(text)
    return match is not None and int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2]


def day_comes_first(cells: list[str]) -> bool | None:
    """Which way a file writes its days, told by a number over twelve; None where no cell tells."""
    for cell in cells:
        match = _TWO_WAYS.match(cell)
        if match is not None and (int(match[1]) > 12) != (int(match[2]) > 12):
            return int(match[1]) > 12
    return None
