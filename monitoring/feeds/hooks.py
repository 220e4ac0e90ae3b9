"""What feeds ask of the rooms above them (accounts/hooks.py says how)."""

from typing import TYPE_CHECKING, Protocol

from accounts.hooks import Hook

if TYPE_CHECKING:
    from accounts.models import Agency


class Taker(Protocol):
    """Who makes mentions of fetched posts."""

    def __call__(self, agency: "Agency") -> None:
        """Has the agency take its new routes soon; a call that is lost is made good by a sweep."""


taker = Hook[Taker]("monitoring.feeds.hooks.taker: who takes the routes of an agency")
