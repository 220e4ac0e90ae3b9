"""What the inbox asks of the rooms above it (accounts/hooks.py says how)."""

from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from accounts.hooks import Hook, Hooks


class Judge(Protocol):
    """Who looks at counts that have changed."""

    def __call__(self) -> None:
        """Has the current agency's counts judged soon; a call that is lost is made good by the beat."""


class Forgetter(Protocol):
    """Who has told of posts."""

    def __call__(self, posts: Collection[UUID]) -> None:
        """Takes out of all that was told of these posts what no post says any more: in the transaction that erases them."""


class Keeper(Protocol):
    """Who works with mentions."""

    def __call__(self, mentions: Collection[UUID]) -> set[UUID]:
        """Those of them that must stay, since something of this room is about them. One query."""


judge = Hook[Judge]("monitoring.inbox.hooks.judge: who judges counts that have changed")
forgetter = Hook[Forgetter]("monitoring.inbox.hooks.forgetter: who forgets what was told of posts that are erased")
keepers = Hooks[Keeper]("monitoring.inbox.hooks.keepers: which mentions somebody works with elsewhere")
