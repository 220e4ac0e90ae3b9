"""Public answers as pages show them to one reader."""

from collections.abc import Sequence

from accounts.models import Membership
from accounts.scoping import visible_related
from incidents.hooks import AnswerCard, ApprovalRow
from incidents.models import Approval, PublicAnswer
from incidents.speaking.services import revisions

_STATES = {"asked": "waiting", "approved": "approved", "rejected": "refused", "void": "voided"}


def cards(*, answers: Sequence[PublicAnswer], member: Membership) -> list[AnswerCard]:
    """In their order (incidents.hooks)."""
    words = revisions.shown_to(member, answers)
    return [_card(one, member, words.get(one.pk)) for one in answers]


def card(*, answer: PublicAnswer, member: Membership) -> AnswerCard:
    """Of one answer."""
    return cards(answers=[answer], member=member)[0]


def _card(answer: PublicAnswer, member: Membership, words: revisions.Shown | None) -> AnswerCard:
    asked = sorted(visible_related(answer.approvals, member), key=lambda one: one.asked_at)
    waiting = [one for one in asked if one.status == "asked"]
    return AnswerCard(
        answer=answer,
        text=words.text if words else None,
        version=words.version if words else None,
        hash=f"{words.text_sha256[:4]}…{words.text_sha256[-2:]}" if words else "",
        approvals=[_row(one) for one in asked if one.status != "void"],
        voided=sum(one.status == "void" for one in asked),
        mine=next((one for one in waiting if one.asked_of_id == member.user_id), None),
        waiting_for=", ".join(str(one.asked_of) for one in waiting),
        publications=list(visible_related(answer.publications, member)),
        yes=sum(one.status == "approved" for one in asked),
        asked=sum(one.status in ("asked", "approved") for one in asked),
    )


def _row(one: Approval) -> ApprovalRow:
    return ApprovalRow(
        person=str(one.asked_of),
        approval=one,
        state=_STATES[one.status],
        asked_at=one.asked_at,
        decided_at=one.decided_at,
        due_at=one.due_at,
        comment=one.reason,
    )
