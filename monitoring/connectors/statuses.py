"""What an HTTP status and its headers mean for a poll: the named failure, and how long to wait."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from monitoring.connectors.failures import (
    AuthExpired,
    Failure,
    Forbidden,
    Gone,
    Malformed,
    NotFound,
    RateLimited,
    Transient,
)
from monitoring.connectors.http import Fetched

LONGEST_WAIT: Final = 7 * 86_400.0
_MAX_AGE: Final = re.compile(r"(?:\A|[,\s])max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_BUSY: Final = frozenset({420, 425, 429})


def failure_of(answer: Fetched, now: datetime) -> Failure | None:
    """The named failure of an answer's status; None for those that bring a feed (200, 203, 226) and for 304."""
    status = answer.status
    wait = retry_after(answer.headers, now)
    if status in (200, 203, 226, 304):
        return None
    if status in (401, 407):
        return AuthExpired("The other side asks for a log-in, or no longer accepts the one it was given.")
    if status in (403, 451):
        if answer.headers.get("cf-mitigated", "").lower() == "challenge":
            return Forbidden("The other side lets only browsers with a person in front of them in (a challenge page).")
        return Forbidden("The other side does not let us in.")
    if status == 404:
        return NotFound("There is nothing at this address now.")
    if status == 410:
        return Gone("This address was ended by its owner.")
    if status in _BUSY:
        reset = None if wait is None else now + timedelta(seconds=wait)
        return RateLimited("The other side asks us to come less often.", reset_at=reset)
    if status == 408 or status >= 500:
        return Transient(
            f"The other side has a problem of its own (HTTP {status}).",
            retry_after=wait,
        )
    return Malformed(f"The other side gave an answer that is no feed (HTTP {status}).")


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds from `now` that a Retry-After header asks for, in either of its forms, 0 to 7 days; None without one."""
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    if text.isdigit():
        return min(float(text[:12]), LONGEST_WAIT)
    until = http_date(text)
    return None if until is None else min(max((until - now).total_seconds(), 0.0), LONGEST_WAIT)


def freshness(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds the answer calls itself fresh for, by max-age, else by Expires; None when it does not say."""
    match = _MAX_AGE.search(headers.get("cache-control", ""))
    if match:
        return min(float(match.group(1)), LONGEST_WAIT)
    until = http_date(headers.get("expires", ""))
    if until is None:
        return None
    # Against the server's own clock when it shows it: the two clocks need not agree.
    since = http_date(headers.get("date", "")) or now
    seconds = (until - since).total_seconds()
    return min(seconds, LONGEST_WAIT) if seconds > 0 else None


def http_date(text: str) -> datetime | None:
    """The aware UTC time of an HTTP date, None when it is none."""
    if not text:
        return None
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, OverflowError, IndexError):
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
