"""What every connector speaks: stateless, no database, all traffic through the guarded client it is handed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, Self, runtime_checkable

from accounts.outside.failures import (
    AuthExpired,
    BlockedAddress,
    Failure,
    Forbidden,
    Gone,
    InvalidConfig,
    Malformed,
    Moved,
    NotFound,
    QuotaExhausted,
    RateLimited,
    TooLarge,
    Transient,
)
from accounts.outside.http import GuardedClient
from monitoring.feeds.connectors.failures import CursorExpired, FoundFeed, NotAFeed
from monitoring.feeds.connectors.post import Kind, Media, Post, PublishedFrom, fingerprint
from monitoring.feeds.connectors.spec import Choice, Field, Number, Option, Scope, Secret, Spec, Switch, Text, Url

__all__ = [
    "GONE",
    "Admitted",
    "AuthExpired",
    "AuthorGone",
    "Batch",
    "BlockedAddress",
    "CheckResult",
    "Choice",
    "Completing",
    "Config",
    "Connector",
    "Context",
    "Cursor",
    "CursorExpired",
    "Delivery",
    "Failure",
    "Field",
    "Forbidden",
    "FoundFeed",
    "Gone",
    "GuardedClient",
    "Hub",
    "Ignored",
    "InvalidConfig",
    "Kind",
    "Malformed",
    "Media",
    "Moved",
    "Named",
    "NotAFeed",
    "NotFound",
    "Number",
    "Option",
    "Polled",
    "Post",
    "PublishedFrom",
    "Pushed",
    "QuotaExhausted",
    "RateLimited",
    "Rechecked",
    "Record",
    "SampleField",
    "Scope",
    "Secret",
    "Spec",
    "Streamed",
    "Suggesting",
    "Switch",
    "Text",
    "Tombstone",
    "TooLarge",
    "Transient",
    "Url",
    "fingerprint",
]


Config = Mapping[str, Any]
Cursor = Mapping[str, Any]
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Context:
    """What a connector gets from outside: the one client that may speak to the world, the time (aware UTC), and for as long as
    this reading takes the secrets of its feed, by the names of their fields. `contact`: the address at which services that
    ask for it find who runs this installation.

    `former`: those that were replaced within a day, which senders may still sign with. `samples`: what a person pasted into
    fields that are examples, while it is tried.
    """

    http: GuardedClient
    now: datetime
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)  # error reports show what a repr shows
    contact: str = ""
    former: Mapping[str, str] = field(default_factory=dict, repr=False)
    samples: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("now needs a time zone.")


@dataclass(frozen=True, slots=True)
class Ignored:
    """A record that is no post, and why, in a sentence."""

    reason: str


GONE = "gone"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """The platform says this post was deleted or withheld; `state` is "deleted", "withheld" or "unavailable"."""

    platform: str
    source: str
    external_id: str
    at: datetime | None = None
    state: str = "deleted"

    @property
    def fingerprint(self) -> str:
        """In the place of a post's: no words have it."""
        return GONE

    def to_json(self) -> dict[str, Any]:
        """A dict `json.dumps` takes as it is; `from_json` reads it back."""
        at = self.at.isoformat() if self.at else ""
        return {
            GONE: self.state,
            "platform": self.platform,
            "source": self.source,
            "external_id": self.external_id,
            "at": at,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self | None:
        """None where it is a post."""
        if GONE not in data:
            return None
        at = datetime.fromisoformat(data["at"]) if data["at"] else None
        return cls(data["platform"], data["source"], data["external_id"], at, data[GONE])


@dataclass(frozen=True, slots=True)
class AuthorGone:
    """The platform says this account is gone, and with it all that it wrote: a tombstone of each of its posts that is kept.

    `author` is what its posts carry as `author_external_id`; `state` as a tombstone's.
    """

    platform: str
    source: str
    author: str
    at: datetime | None = None
    state: str = "deleted"


@dataclass(frozen=True, slots=True)
class Hub:
    """Who pushes what is new in a feed, as the feed itself says (WebSub), and by what name (`topic`); "" where nobody does."""

    url: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One hand-over. Store `records` and `cursor` in one transaction: the cursor may lag the data, never lead it.

    `records` are raw JSON objects for `normalise`, already without those the cursor knows unchanged.
    `complete` False: more batches of this poll follow, or a gap is left that the next poll closes.
    `not_modified`: the source said, or its body's hash showed, that nothing changed.
    `next_poll`: seconds the source asks us to wait, None when it has no wish; a hint, the caller bounds it.
    `moved_to`: a permanent redirect of the configuration's `url` was seen; believe it after many sightings over days.
    `missed`: posts may be out of reach for good, and why, in a sentence: a coverage gap, always. It reaches from
    `missed_since` (None: from the last poll that went through) to `missed_until` (None: the request of this poll), whatever
    the dates claim.
    `reaches`: of a stream, up to when all that was said has come, where the platform tells; None: now.
    `hub`: who pushes it; None where this answer does not say.
    `notes`: sentences for the feed's health page, also on how many records were folded or not understood.
    `title` is the source's own name for itself.
    """

    records: tuple[Record, ...]
    cursor: Cursor
    complete: bool = True
    not_modified: bool = False
    next_poll: float | None = None
    moved_to: str | None = None
    title: str = ""
    missed: str = ""
    missed_since: datetime | None = None
    missed_until: datetime | None = None
    reaches: datetime | None = None
    hub: Hub | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleField:
    """A field of an example that a person pasted: where it lies (JSON Pointer), and what stands there, cut short."""

    pointer: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What a person sees before saving a source: its name, its last posts (newest first), and doubts in sentences.

    Of an example that was pasted: its fields, and what the configuration leaves open as it would be answered by them;
    who saves it so agrees.
    """

    title: str
    posts_sample: tuple[Post, ...]
    warnings: tuple[str, ...] = ()
    moved_to: str | None = None
    sample_fields: tuple[SampleField, ...] = ()
    proposed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What somebody sent us: the call of a webhook, a hub's notice, a mail. Header names are in lower case.

    `packed`: the body as it came, where it was compressed. `at`: when it came, where that is some time ago. `gone`: nobody sent
    it, we looked ourselves: the post of this id is no longer where it was.
    """

    headers: Mapping[str, str]
    body: bytes
    packed: bytes = b""
    at: datetime | None = None
    gone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A delivery that is its sender's. `name`: what its repeats are known by; "" where nothing is.

    `headers`: those by which it is read later; others may hold secrets. `keep` False: it only tries whether somebody is there.
    `answer`: what its sender waits for, in place of our own.
    """

    name: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    keep: bool = True
    answer: Mapping[str, str] | None = None


class Connector(Protocol):
    """One kind of feed, and at least one way its posts come: `Polled`, `Pushed`, `Streamed`.

    Every method is safe to repeat; none keeps anything between calls.
    """

    platform: str
    version: int

    def spec(self) -> Spec:
        """What it is called, and what it asks of whoever adds a source."""
        ...

    def recognise(self, text: str) -> Config | None:
        """What a person pasted as a configuration, where it is one of this platform's; no network. It may lack fields."""
        ...

    def tidy(self, config: Config) -> Config:
        """The configuration in the platform's own spelling; no network. Raises a Failure meant for whoever filled it in."""
        ...

    def address(self, config: Config) -> str:
        """Where the feed lies, as people know it, in whatever scheme it is reached by. A field called `url` is exactly that."""
        ...

    def check(self, ctx: Context, config: Config) -> CheckResult:
        """Try the configuration once, for a person who waits. Raises a Failure whose sentence is meant for them."""
        ...

    def source_key(self, config: Config) -> str | None:
        """What makes two configurations the same feed, of all its fields that are `in_key`; None means private to its agency,
        as is every feed with a secret, whatever is said here. Raises InvalidConfig."""
        ...

    def normalise(self, record: Record) -> Post | Tombstone | AuthorGone | Ignored:
        """Read one raw record: pure, no network, no clock, so stored records can be replayed."""
        ...


@runtime_checkable
class Polled(Connector, Protocol):
    """Asked again and again. What a new subscriber's first poll shows is history."""

    def poll(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        """What is new since `cursor` ({} at first), in one or more batches. Raises a Failure; batches already
        yielded stay valid."""
        ...


@runtime_checkable
class Pushed(Connector, Protocol):
    """Sent to us, to an address of its own. A sender who is refused, or hears nothing, sends again: the same delivery twice
    changes nothing."""

    def new_secret(self, config: Config) -> tuple[str, str] | None:
        """A fresh secret and the name of its field, to be entered where it is sent from; None where the sender makes its own, or
        there is none."""
        ...

    def admit(self, ctx: Context, config: Config, delivery: Delivery) -> Admitted:
        """While the sender waits: pure and quick. Raises Forbidden or AuthExpired where it is not the sender's, with the reason
        for whoever keeps the source; Malformed where it can't be read."""
        ...

    def receive(self, ctx: Context, config: Config, cursor: Cursor, delivery: Delivery) -> Iterator[Batch]:
        """The records of one admitted delivery. Raises Malformed where it can't be read."""
        ...


@runtime_checkable
class Rechecked(Pushed, Protocol):
    """What is polled shows its newest posts alone and tells of no deletion: posts are looked for where they lie, and one that is
    gone comes to `receive` as a delivery that says so."""

    def is_gone(self, ctx: Context, url: str) -> bool:
        """Whether what lies there says that the post is gone. Raises a Failure where that can't be told."""
        ...


@runtime_checkable
class Streamed(Connector, Protocol):
    """Listened to from a cursor on. One that is polled as well is listened to where `streams` says so, and then polled only for
    the history of whoever is new."""

    def streams(self, config: Config, *, with_secrets: bool) -> bool:
        """Whether a feed of this configuration, that has secrets or none, is listened to for as long as somebody wants it."""
        ...

    def is_firehose(self, config: Config) -> bool:
        """Whether everything that is said on a network comes: then only what queries match is kept, never all of it, and of
        deletions only those of posts that somebody was given."""
        ...

    def stream(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        """What comes after `cursor` ({}: from now), a batch at a time, ended by the connector after some minutes: the next
        turn goes on where the last stored batch left off.

        A batch comes every few seconds, an empty one where nothing was said: between two the caller sees whether to go on.
        Closing the iterator closes the connection. Raises CursorExpired where the cursor is no longer kept.
        """
        ...


@runtime_checkable
class Completing(Connector, Protocol):
    """Its stream leaves out what a question adds, who an author is for example: asked of posts somebody wants, and of no others."""

    def complete(self, ctx: Context, posts: Sequence[Post]) -> Sequence[Post]:
        """Those of the posts that are known better now, in the same words. Raises a Failure: then they go on as they are."""
        ...


@dataclass(frozen=True, slots=True)
class Named:
    """What a brand is called: its name, its handles without @, the languages (ISO 639-1) it is spoken of in."""

    name: str
    handles: Sequence[str] = ()
    languages: Sequence[str] = ()


@runtime_checkable
class Suggesting(Connector, Protocol):
    """It can guess what of a brand could be watched there. Nothing is asked of anybody: a person tries it before it is saved."""

    def suggest(self, brand: Named) -> Sequence[Config]:
        """A few configurations, the likeliest first."""
        ...
