"""What the inbox asks of the rooms above it (accounts/hooks.py says how)."""

from typing import Protocol

from accounts.hooks import Hook


class Judge(Protocol):
    """Who looks at counts that have changed."""

    def __call__(self) -> None:
        """Has the current agency's counts judged soon; a call that is lost is made good by the beat."""


judge = Hook[Judge]("monitoring.inbox.hooks.judge: who judges counts that have changed")
