"""The ways a connector can fail beside those of the client it speaks through (accounts/outside/failures.py)."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.outside.failures import Failure


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed a web page links to. `kind` is "rss", "atom" or "json"."""

    url: str
    title: str
    kind: str


class CursorExpired(Failure):
    """The cursor is older than what the platform keeps: poll again with {}, and record the coverage gap."""

    code = "cursor_expired"


class NotAFeed(Failure):
    """Something answered, but not with a feed. `found` holds feeds the page links to, ready to be offered."""

    code = "not_a_feed"

    def __init__(self, sentence: str, *, found: tuple[FoundFeed, ...] = ()) -> None:
        super().__init__(sentence)
        self.found = found
