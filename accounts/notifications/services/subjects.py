"""What a page is about. Whoever owns a kind of subject keeps it: says whether it still waits, and hears what became of the page.

The apps above name their keepers here when they start; this room knows none of them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from accounts.models import Membership


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing somebody must look at: its kind, as its keeper is named, and its id."""

    kind: str
    id: UUID


class Keeper(Protocol):
    """Answers for all subjects of one kind."""

    def waits(self, subject_id: UUID, *, lock: bool = False) -> bool:
        """Whether it still wants somebody; with `lock` nobody ends it before the transaction does."""

    def acknowledge(self, member: Membership, subject_id: UUID, *, now: datetime) -> None:
        """The member has it in hand. Raises Forbidden or NotFound where it is not theirs to take; the page goes on then."""

    def unanswered(self, subject_id: UUID, *, now: datetime) -> None:
        """The chain came to its end, and nobody acknowledged."""


_KEEPERS: dict[str, Keeper] = {}


def keep(kind: str, keeper: Keeper) -> None:
    """Names who answers for subjects of this kind; the last named counts."""
    _KEEPERS[kind] = keeper


def keeper_of(subject: Subject) -> Keeper | None:
    """Who answers for it; None where nobody does: its page then ends by acknowledgement alone."""
    return _KEEPERS.get(subject.kind)


def waits(subject: Subject, *, lock: bool = False) -> bool:
    """Whether the subject still wants somebody. One that nobody keeps does."""
    keeper = keeper_of(subject)
    return keeper is None or keeper.waits(subject.id, lock=lock)
