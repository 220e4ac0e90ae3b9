"""What the room of an incident asks of its subjects, which stand above it (accounts/hooks.py says how)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from accounts.hooks import Hook

if TYPE_CHECKING:
    from accounts.models import Membership
    from incidents.models import Approval, Incident, PublicAnswer, Publication


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """One person's yes or no, as components/approval.html shows it."""

    person: str
    approval: "Approval"
    state: str
    asked_at: datetime
    decided_at: datetime | None
    due_at: datetime
    comment: str


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """A public answer in the words its reader may have (`text` None: not kept any more), and what it waits for.

    `voided`, `yes` and `asked` count approvals; `mine` is the reader's own open question.
    """

    answer: "PublicAnswer"
    text: str | None
    version: int | None
    hash: str
    approvals: list[ApprovalRow]
    voided: int
    mine: "Approval | None"
    waiting_for: str
    publications: list["Publication"]
    yes: int
    asked: int


class Speaking(Protocol):
    """Who speaks in public for an incident."""

    def end_questions(self, *, incident: "Incident", actor: "Membership", now: datetime) -> None:
        """Ends what approvers are asked, in the transaction that ends the incident: the caller holds its lock and its answers'."""

    def end_unsaid(self, *, incident: "Incident", member: "Membership", reason: str, now: datetime) -> list[str]:
        """Gives up what was not handed off, where the incident is merged; the titles. The caller holds the same locks."""

    def cards(self, *, answers: Sequence["PublicAnswer"], member: "Membership") -> list[AnswerCard]:
        """In their order; `approvals__asked_of` and `publications` were fetched for the member."""


speaking = Hook[Speaking](
    "incidents.hooks.speaking: what is said in public for an incident, and what of it ends with it"
)
