"""Times as senders write them: ISO 8601, seconds, milliseconds or microseconds since 1970, and the form of mail."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_MOST: Final = 4_102_444_800  # 2100


def moment_of(text: str) -> datetime | None:
    """Aware UTC; without a zone it is read as UTC. None of what is no time."""
    said = text.strip()[:60]
    if not said:
        return None
    number = _number(said)
    if number is not None:
        return _since_1970(number)
    try:
        moment = datetime.fromisoformat(said.removesuffix(" UTC"))
    except ValueError:
        try:
            moment = parsedate_to_datetime(said)
        except (ValueError, TypeError, IndexError):
            return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:  # the year 1 in a zone ahead of UTC
        return None


def _number(text: str) -> float | None:
    if not text.isascii() or not text.replace(".", "", 1).isdigit():
        return None
    return float(text)


def _since_1970(number: float) -> datetime | None:
    # A number of eight digits is a date without hyphens to one sender and a second of 1970 to the next: it is neither.
    if number < 100_000_000:
        return None
    for unit in (1, 1_000, 1_000_000):
        if number / unit <= _MOST:
            return datetime.fromtimestamp(number / unit, tz=UTC)
    return None
