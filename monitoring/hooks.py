"""What monitoring asks of the rooms above it (accounts/hooks.py says how)."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from accounts.hooks import Hook

if TYPE_CHECKING:
    from accounts.models import Membership


class Incidents(Protocol):
    """Who knows of incidents. A member sees those they may see."""

    def ran(
        self, member: "Membership", brand_id: UUID, start: datetime, end: datetime
    ) -> list[tuple[datetime, datetime | None, str]]:
        """The brand's incidents that ran at some time in [start, end): begin, end (None: still running), "#47 Title"."""

    def joinable(self, member: "Membership", brand_ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, str]]:
        """By brand the running incident an alert would join: its id and "#47 Title"."""


incidents = Hook[Incidents]("monitoring.hooks.incidents: which incidents ran, and which one an alert would join")


def running(member: "Membership", brand_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, str]]:
    """By brand its running incident, those the member may see: id and "#47 Title"."""
    return incidents.answer.joinable(member, brand_ids) if brand_ids else {}
