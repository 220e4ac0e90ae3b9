"""What every connector speaks: stateless, no database, all traffic through the guarded client it is handed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from monitoring.connectors.failures import (
    AuthExpired,
    BlockedAddress,
    CursorExpired,
    Failure,
    Forbidden,
    FoundFeed,
    Gone,
    InvalidConfig,
    Malformed,
    Moved,
    NotAFeed,
    NotFound,
    QuotaExhausted,
    RateLimited,
    TooLarge,
    Transient,
)
from monitoring.connectors.http import GuardedClient
from monitoring.connectors.post import Kind, Media, Post, PublishedFrom, fingerprint

__all__ = [
    "AuthExpired",
    "Batch",
    "BlockedAddress",
    "CheckResult",
    "Config",
    "Connector",
    "Context",
    "Cursor",
    "CursorExpired",
    "Failure",
    "Forbidden",
    "FoundFeed",
    "Gone",
    "GuardedClient",
    "Ignored",
    "InvalidConfig",
    "Kind",
    "Malformed",
    "Media",
    "Moved",
    "NotAFeed",
    "NotFound",
    "Post",
    "PublishedFrom",
    "QuotaExhausted",
    "RateLimited",
    "Record",
    "Tombstone",
    "TooLarge",
    "Transient",
    "fingerprint",
]


Config = Mapping[str, Any]
Cursor = Mapping[str, Any]
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Context:
    """What a connector gets from outside: the one client that may speak to the world, and the time (aware UTC)."""

    http: GuardedClient
    now: datetime

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("now needs a time zone.")


@dataclass(frozen=True, slots=True)
class Ignored:
    """A record that is no post, and why, in a sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """The platform says this post was deleted or withheld; `state` is "deleted", "withheld" or "unavailable"."""

    platform: str
    source: str
    external_id: str
    at: datetime | None = None
    state: str = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One hand-over. Store `records` and `cursor` in one transaction: the cursor may lag the data, never lead it.

    `records` are raw JSON objects for `normalise`, already without those the cursor knows unchanged.
    `complete` False: more batches of this poll follow, or a gap is left that the next poll closes.
    `not_modified`: the source said, or its body's hash showed, that nothing changed.
    `next_poll`: seconds the source asks us to wait, None when it has no wish; a hint, the caller bounds it.
    `moved_to`: a permanent redirect was seen; believe it after many sightings over days.
    `missed`: posts published since the last poll may be out of reach for good, and why, in a sentence.
    `notes`: sentences for the feed's health page. `title` is the source's own name for itself.
    """

    records: tuple[Record, ...]
    cursor: Cursor
    complete: bool = True
    not_modified: bool = False
    next_poll: float | None = None
    moved_to: str | None = None
    title: str = ""
    missed: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What a person sees before saving a source: its name, its last posts (newest first), and doubts in sentences."""

    title: str
    posts_sample: tuple[Post, ...]
    warnings: tuple[str, ...] = ()
    moved_to: str | None = None


class Connector(Protocol):
    """One kind of feed. Every method is safe to repeat; none keeps anything between calls."""

    platform: str
    version: int

    def spec(self) -> dict[str, Any]:
        """The configuration form as JSON Schema; fields marked `writeOnly` are secrets."""
        ...

    def check(self, ctx: Context, config: Config) -> CheckResult:
        """Try the configuration once, for a person who waits. Raises a Failure whose sentence is meant for them."""
        ...

    def source_key(self, config: Config) -> str | None:
        """What makes two configurations the same feed; None means private to its agency. Raises InvalidConfig."""
        ...

    def poll(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        """What is new since `cursor` ({} at first), in one or more batches. Raises a Failure; batches already
        yielded stay valid."""
        ...

    def normalise(self, record: Record) -> Post | Tombstone | Ignored:
        """Read one raw record: pure, no network, no clock, so stored records can be replayed."""
        ...
