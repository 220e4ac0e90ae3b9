"""Every form in which a server says "come back later", against its own clock where it shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST_WAIT: Final = 7 * 86_400.0
# A number this large is no span of seconds: it is a moment, in seconds or milliseconds since 1970.
_A_MOMENT: Final = 1_000_000_000
_MILLISECONDS: Final = 100_000_000_000
_NUMBER: Final = re.compile(r"\A\d{1,20}(?:\.\d{0,9})?\Z")
_RESETS: Final = (
    "ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset", "x-ratelimit-reset-after", "x-rate-limit-reset-after",
    "x-ratelimit-resets-at", "x-retry-after",
)  # fmt: skip
_LEFT: Final = ("ratelimit-remaining", "x-ratelimit-remaining", "x-rate-limit-remaining")
# RateLimit: "burst";r=0;t=30 (the later drafts), or limit=10, remaining=0, reset=30 (the earlier ones)
_PART: Final = re.compile(r"(?:\A|[;,\s])(r|t|remaining|reset)\s*=\s*\"?(\d{1,12})", re.IGNORECASE)


def asked_to_wait(headers: Mapping[str, str], now: datetime, *, refused: bool) -> float | None:
    """Seconds that an answer's headers ask us to stay away, 0 to 7 days; None where they do not.

    The longest counts. A budget's end is a wish only where it says that nothing is left of it, or where the answer is a
    refusal for asking too often (`refused`) and does not say what is left.
    """
    clock = http_date(headers.get("date", "")) or now
    waits = [_seconds(headers.get("retry-after", ""), clock)]
    left = [headers[name].strip() for name in _LEFT if name in headers]
    if any(_is_nothing(one) for one in left) or (refused and not left):
        waits += [_seconds(headers.get(name, ""), clock) for name in _RESETS]
    waits += _policies(headers.get("ratelimit", ""), refused=refused)
    told = [min(wait, LONGEST_WAIT) for wait in waits if wait is not None]
    return max(told, default=None)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, in either of its forms, 0 to 7 days; None without one."""
    wait = _seconds(headers.get("retry-after", ""), http_date(headers.get("date", "")) or now)
    return None if wait is None else min(wait, LONGEST_WAIT)


def http_date(text: str) -> datetime | None:
    """The aware UTC time of an HTTP date, None when it is none."""
    if not text:
        return None
    try:
        # “-0000”, the zone nobody knows (RFC 5322 3.3), comes back without one.
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError, IndexError):
        return None


def _seconds(text: str, clock: datetime) -> float | None:
    """A span in seconds, or a moment as a number, an ISO time or an HTTP date, as seconds from the server's clock."""
    text = text.strip()
    # RFC 9110 10.2.3 knows seconds and dates; ISO times and seconds since 1970 are what is sent as well.
    if _NUMBER.match(text):
        number = float(text)
        if number < _A_MOMENT:
            return number
        moment = number / 1000 if number >= _MILLISECONDS else number
        # More digits than any moment has: a wait for ever, which the caller bounds.
        return max(moment - clock.timestamp(), 0.0) if moment < _MILLISECONDS else LONGEST_WAIT
    until = _iso(text) or http_date(text)
    return None if until is None else max((until - clock).total_seconds(), 0.0)


def _iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _is_nothing(left: str) -> bool:
    try:
        return float(left) <= 0
    except ValueError:
        return False


def _policies(text: str, *, refused: bool) -> list[float | None]:
    """The ends of those budgets of a RateLimit header of which nothing is left."""
    early = "reset" in text.lower()  # the earlier drafts tell of one budget in several members
    texts = [text] if early else text.split(",")
    ends: list[float | None] = []
    for one in texts:
        parts = {name[0].lower() if name.lower() != "reset" else "t": int(value) for name, value in _PART.findall(one)}
        if "t" in parts and (parts.get("r") == 0 or (refused and "r" not in parts)):
            ends.append(float(parts["t"]))
    return ends
