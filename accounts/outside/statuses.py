"""What an HTTP status and its headers mean for a poll: the named failure, and how long to wait."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from accounts.outside.failures import AuthExpired, Failure, Forbidden, Gone, Malformed, NotFound, RateLimited, Transient
from accounts.outside.http import Fetched
from accounts.outside.waiting import LONGEST_WAIT, asked_to_wait, http_date

_MAX_AGE: Final = re.compile(r"(?:\A|[,\s])max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_BUSY: Final = frozenset({420, 425, 429})  # 420: Twitter's old 429; 425: RFC 8470
_MAY_BE_LIMITS: Final = frozenset({*_BUSY, 403, 503})
# 202 and 206 come from caches and bot shields with a whole feed, too; what is none is refused when it is read.
_READ: Final = frozenset({200, 202, 203, 206, 226, 304})  # 226: RFC 3229, of a feed only what is new


def failure_of(answer: Fetched, now: datetime) -> Failure | None:
    """The named failure of an answer's status; None for those that bring a feed and for 304.

    Each carries how long the other side asks us to stay away, if it says so in any form.
    """
    status = answer.status
    if status in _READ:
        return None
    wait = asked_to_wait(answer.headers, now, refused=status in _MAY_BE_LIMITS)
    if status in _BUSY or (status == 403 and wait is not None):
        # Some refuse with 403 who comes too often (Reddit, GitHub): who names a time means to let us in after it.
        reset = None if wait is None else now + timedelta(seconds=wait)
        return RateLimited("The server asks for fewer requests.", reset_at=reset)
    if status in (401, 407):
        return AuthExpired("The server asks for a log-in, or no longer accepts the one it was given.", retry_after=wait)
    if status in (403, 451) or status >= 600:  # 999 is how LinkedIn shows programs the door
        if answer.headers.get("cf-mitigated", "").lower() == "challenge":
            return Forbidden("The server only lets people in, not programs (a challenge page).")
        return Forbidden("The server refuses access.", retry_after=wait)
    if status == 404:
        return NotFound("There is nothing at this address.", retry_after=wait)
    if status == 410:
        return Gone("This address was shut down by its owner.")  # RFC 9110 15.5.11: for good
    if status == 408 or status >= 500:
        return Transient(f"The server has a problem of its own (HTTP {status}).", retry_after=wait)
    return Malformed(f"The server sent something that is not a feed (HTTP {status}).", retry_after=wait)


def freshness(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds the answer calls itself fresh for, by max-age, else by Expires; None when it does not say."""
    # RFC 9111 5.3: where both are there, Expires does not count.
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
