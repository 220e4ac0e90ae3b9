"""The interface of Stack Exchange: what it says of its limits is kept and obeyed, also by the next reading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from accounts.outside.failures import (
    AuthExpired,
    Failure,
    Forbidden,
    InvalidConfig,
    Malformed,
    QuotaExhausted,
    RateLimited,
    Transient,
)
from accounts.outside.http import Fetched
from monitoring.feeds.connectors.answers import get_json, said_by
from monitoring.feeds.connectors.protocol import Context

WHO: Final = "Stack Exchange"
ALL: Final = ""  # in `waits`: every method, the day's allowance is used up
_SECONDS: Final = re.compile(r"(\d{1,6}) seconds")
# https://api.stackexchange.com/docs/error-handling
_TROUBLE, _THROTTLED, _UNAVAILABLE, _WRONG = 500, 502, 503, 400
_KEY_REFUSED: Final = frozenset({401, 402, 405, 406})


@dataclass(frozen=True, slots=True)
class Page:
    """What one request brought; more of it is there or not."""

    items: list[Mapping[str, Any]]
    has_more: bool


@dataclass(slots=True)
class Api:
    """Asks for one reading of one site. `waits`: until when (epoch seconds) a method may not be asked, kept in the cursor."""

    ctx: Context
    base: str
    site: str
    waits: dict[str, int]
    asked: int = 0
    left: int | None = field(default=None)  # of the day's requests

    def wait(self, *methods: str) -> int:
        """Seconds until all of these may be asked."""
        now = int(self.ctx.now.timestamp())
        return max(0, *(self.waits.get(one, 0) - now for one in (ALL, *methods)))

    def get(self, method: str, path: str, asked: Mapping[str, object]) -> Page:
        """One request. Raises RateLimited and QuotaExhausted without asking where we were told to wait."""
        now = int(self.ctx.now.timestamp())
        if self.waits.get(ALL, 0) > now:
            raise _used_up(self.waits[ALL])
        if self.waits.get(method, 0) > now:
            raise RateLimited("Stack Exchange asked for a pause.", reset_at=_at(self.waits[method]), scope=method)
        key = self.ctx.secrets.get("key")
        given = {"site": self.site, "pagesize": "100", **asked, **({"key": key} if key else {})}
        answer, _ = get_json(
            self.ctx.http, f"{self.base}{path}?{urlencode(given)}", self.ctx.now, who=WHO, named=self._named
        )
        self.asked += 1
        items = answer.get("items") if isinstance(answer, dict) else None
        if not isinstance(items, list):
            raise Malformed("Stack Exchange sent an answer without items.")
        self._heed(method, answer, now)
        return Page([one for one in items if isinstance(one, dict)], answer.get("has_more") is True)

    def pace(self, usual: float) -> float:
        """Seconds to the next reading, so that what is left of the day's requests lasts."""
        if self.left is None or not self.asked:
            return usual
        rest = _midnight(self.ctx.now) - self.ctx.now.timestamp()
        return max(usual, rest / max(self.left // self.asked, 1))

    def _heed(self, method: str, answer: Mapping[str, Any], now: int) -> None:
        backoff, left = answer.get("backoff"), answer.get("quota_remaining")
        self.waits = {name: until for name, until in self.waits.items() if until > now}
        if isinstance(backoff, int) and backoff > 0:
            self.waits[method] = now + backoff
        if isinstance(left, int):
            self.left = left
            if left <= 0:
                self.waits[ALL] = _midnight(self.ctx.now)

    def _named(self, answer: Fetched) -> Failure | None:
        said = said_by(answer) if answer.status >= 400 or b'"error_id"' in answer.body[:200] else {}
        code, message = said.get("error_id"), str(said.get("error_message") or "").lower()
        if code == _THROTTLED:
            match = _SECONDS.search(message)
            wait = timedelta(seconds=int(match[1])) if match else timedelta(hours=1)
            return RateLimited("Stack Exchange asks for fewer requests.", reset_at=self.ctx.now + wait)
        if code in (_TROUBLE, _UNAVAILABLE):
            return Transient("Stack Exchange has a problem of its own.")
        if code in _KEY_REFUSED or (code == _WRONG and "`key`" in message):
            return AuthExpired("Stack Exchange does not accept this key.")
        if code == _WRONG and "site" in message:
            return InvalidConfig("Stack Exchange has no such site.", field="site")
        return Forbidden("Stack Exchange refuses access.") if code == 403 else None


def _used_up(until: int) -> QuotaExhausted:
    return QuotaExhausted("The requests Stack Exchange allows in a day are used up.", resets_at=_at(until))


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _midnight(now: datetime) -> int:
    day = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return int((day + timedelta(days=1)).timestamp())
