"""What a batch of routes is made of on its way to mentions: an item becomes a draft of a post, and that a wish for each brand."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from monitoring.enrichment import Enrichment
from monitoring.feeds.connectors.post import Post as Fetched
from monitoring.feeds.connectors.protocol import Tombstone

Identity = tuple[str, str]


def identity_of(post: Fetched | Tombstone, feed_id: UUID) -> Identity:
    """The name a post has once in the agency, or had before it was deleted."""
    # Where a platform's ids are its own everywhere, the connector says so by naming the platform as their source.
    everywhere = post.source in ("", post.platform)
    return post.platform if everywhere else f"{post.platform}:{feed_id}", post.external_id


@dataclass(slots=True)
class Item:
    """One route, opened."""

    number: int
    feed_id: UUID
    post: Fetched
    fetched_at: datetime
    targets: list[dict[str, Any]]
    unread_since: datetime | None = None  # its feed had not been read for hours when this came
    erased: bool = False  # it was deleted before we took it: its words are not there

    @property
    def identity(self) -> Identity:
        """(origin, external id): what names a post once in the agency."""
        return identity_of(self.post, self.feed_id)


@dataclass(slots=True)
class Draft:
    """A post as it stands after this batch. `meaning` is set where its words are new here."""

    id: UUID
    post: Fetched
    published_at: datetime
    fingerprint: str
    revision: int
    is_new: bool
    title: str
    text: str
    item: Item
    identity: Identity
    meaning: Enrichment | None = None
    edited: bool = False
    earlier: list[tuple[int, str, str]] = field(default_factory=list)  # revisions to keep: number, title, text
    gone: bool = False  # its source deleted it: it has no words here
    returned: bool = False  # it was, and is shown again
    withdrawn: bool = False  # the feed of its own name deleted it, and another carries it still


@dataclass(frozen=True, slots=True)
class Age:
    """`history`: it raises no alerts. `arrived`: it is judged in the bucket of this moment, else in that of its publication;
    with `counts` False in neither. `note`: what to say of it at its source, "" for nothing."""

    history: bool = False
    counts: bool = True
    arrived: datetime | None = None
    note: str = ""


@dataclass(slots=True)
class Arrived:
    """New mentions of one brand in a batch: their ids, and how many of them are history."""

    mentions: list[UUID] = field(default_factory=list)
    quiet: int = 0

    def add(self, more: "Arrived") -> None:
        """Takes in those of another part of the batch."""
        self.mentions += more.mentions
        self.quiet += more.quiet


NEW = Age()  # just published, just seen


@dataclass(slots=True)
class Wish:
    """One post for one brand: by which item, through which source, matched by which queries, and whether it is history."""

    draft: Draft
    item: Item
    brand: UUID
    source: UUID
    quiet: bool
    age: Age = NEW
    queries: set[UUID] = field(default_factory=set)

    @property
    def key(self) -> tuple[UUID, UUID]:
        """Post and brand."""
        return self.draft.id, self.brand

    @property
    def noteworthy(self) -> bool:
        """Whether its age is said at its source: a source's own history is old, and no news."""
        return bool(self.age.note) and not all(target["quiet"] for target in self.item.targets)

    def grow(self, age: Age) -> None:
        """Takes what its age means."""
        self.age = age
        self.quiet = self.quiet or age.history
