"""The named ways the guarded client, or whoever speaks through it, can fail.

Each carries a sentence a person can read and says whether trying again by itself can help: `permanent` failures
wait for a person, the others for the next poll. `code` is stable and goes into health rows and the API.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar


def _until(moment: datetime | None, now: datetime) -> float | None:
    return None if moment is None else max((moment - now).total_seconds(), 0.0)


class Failure(Exception):
    """Something named went wrong. `sentence` is for people; it never holds a credential.

    `retry_after`: seconds the other side asked us to stay away, whatever it refused us with; None when it did not say.
    Callers ask `asked_to_wait`, which knows the absolute times of some failures, too.
    """

    code: ClassVar[str] = "failure"
    permanent: ClassVar[bool] = False

    def __init__(self, sentence: str, *, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.retry_after = retry_after

    def asked_to_wait(self, now: datetime) -> float | None:
        """Seconds from `now` that the other side asked us to stay away for, at least 0; None when it did not say."""
        return self.retry_after


class Transient(Failure):
    """The other side is down, slow or busy."""

    code = "transient"


class RateLimited(Failure):
    """We asked too often. `reset_at` is aware UTC, None when the platform did not say. `scope` names the budget."""

    code = "rate_limited"

    def __init__(self, sentence: str, *, reset_at: datetime | None = None, scope: str = "") -> None:
        super().__init__(sentence)
        self.reset_at = reset_at
        self.scope = scope

    def asked_to_wait(self, now: datetime) -> float | None:
        return _until(self.reset_at, now)


class QuotaExhausted(Failure):
    """A paid or daily allowance is used up until `resets_at` (aware UTC, None when unknown)."""

    code = "quota_exhausted"

    def __init__(self, sentence: str, *, resets_at: datetime | None = None) -> None:
        super().__init__(sentence)
        self.resets_at = resets_at

    def asked_to_wait(self, now: datetime) -> float | None:
        return _until(self.resets_at, now)


class AuthExpired(Failure):
    """The credential is missing, wrong or no longer accepted; a person has to renew it."""

    code = "auth_expired"
    permanent = True


class Forbidden(Failure):
    """We are known and still not let in."""

    code = "forbidden"
    permanent = True


class NotFound(Failure):
    """404: may come back. The caller backs off and calls it broken after days, not at once."""

    code = "not_found"


class Gone(Failure):
    """410: its owner ended it. Stop fetching and tell every subscriber."""

    code = "gone"
    permanent = True


class Moved(Failure):
    """The place now lives at `moved_to` and nothing was fetched (a redirect that may not be followed)."""

    code = "moved"
    permanent = True

    def __init__(self, sentence: str, *, moved_to: str) -> None:
        super().__init__(sentence)
        self.moved_to = moved_to


class Malformed(Failure):
    """The answer can't be read. `partial` counts the records that could be saved from it."""

    code = "malformed"

    def __init__(self, sentence: str, *, partial: int = 0, retry_after: float | None = None) -> None:
        super().__init__(sentence, retry_after=retry_after)
        self.partial = partial


class TooLarge(Failure):
    """The answer, or what it unpacks to, is over the limit."""

    code = "too_large"


class BlockedAddress(Failure):
    """The address is one this service never connects to (private, loopback, odd spelling, odd port)."""

    code = "blocked_address"
    permanent = True


class InvalidConfig(Failure):
    """A configuration field is wrong. `field` is its name in `spec()`."""

    code = "invalid_config"
    permanent = True

    def __init__(self, sentence: str, *, field: str) -> None:
        super().__init__(sentence)
        self.field = field
