"""Asking somebody else for a yes or no to one exact text. Silence approves nothing, and nobody approves their own text."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.errors import Conflict, Forbidden, Invalid
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import may, require
from accounts.texts import line_of
from incidents.models import ANSWER, APPROVAL, Approval, PublicAnswer
from incidents.services import approval_links, clocks, hints, people, sight, timeline
from incidents.services.opening import reach


@transaction.atomic
def ask(*, member: Membership, answer: PublicAnswer, approvers: Sequence[int], now: datetime) -> list[Approval]:
    """Asks the people with these user ids for their yes to the text as it stands; all of them must say yes.

    More can be asked while it waits. Raises Invalid at `approvers` for somebody who wrote it, may not approve, or may
    not see it; Conflict (`wrong_state`).
    """
    require(member, "answers.draft")
    if not approvers:
        raise Invalid.field("approvers", "Choose who is to approve.", code="required")
    answer = sight.locked(member, answer)
    if answer.status != "in_approval":
        answer.status = move(PublicAnswer.objects.all(), answer.pk, ANSWER, "ask")
    incident = answer.incident
    already = set(answer.approvals.filter(status__in=["asked", "approved"]).values_list("asked_of_id", flat=True))
    due_at = clocks.due(incident.brand, "approval", incident.severity, now)
    asked = [
        _ask_one(answer, person, member, (now, due_at))
        for person in (_approver(answer, user_id) for user_id in dict.fromkeys(approvers) if user_id not in already)
    ]
    if asked:
        names = [str(approval.asked_of) for approval in asked]
        payload = {"answer": answer.pk, "sha256": answer.text_sha256, "of": names, "due_at": due_at}
        timeline.append(incident=incident, actor=member, fact=timeline.Fact("approval_asked", payload), now=now)
        hints.changed(incident, answer.pk, now)
    return asked


@transaction.atomic
def decide(
    *, member: Membership, approval: Approval, yes: bool, text_sha256: str, reason: str = "", now: datetime
) -> Approval:
    """The asked person's yes or no to the exact text they read, named by its hash. A no needs the reason.

    Raises Conflict `stale_text` where the text is another by now, `wrong_state` where it was decided or is void.
    """
    require(member, "answers.approve")
    return _decided(member, sight.seen(member, approval), (yes, text_sha256, reason), now)


@transaction.atomic
def decide_by_link(*, token: str, yes: bool, text_sha256: str, reason: str = "", now: datetime) -> Approval:
    """The same for whoever holds the signed link: it stands for the asked person, who must still be able to approve."""
    opened = approval_links.by_link(token=token, now=now)
    require(opened.member, "answers.approve")
    return _decided(opened.member, opened.approval, (yes, text_sha256, reason), now, by_link=True)


def void_all(answer: PublicAnswer, now: datetime) -> int:
    """Voids every open or given approval of an answer whose lock the caller holds. Returns how many."""
    waiting = answer.approvals.filter(status__in=APPROVAL.moves["void"][0])
    return int(waiting.update(status=APPROVAL.moves["void"][1], decided_at=now))


def may_approve(member: Membership, answer: PublicAnswer) -> bool:
    """Whether the member could be asked: has the power, and wrote neither the draft nor the last edit."""
    return may(member, "answers.approve") and member.user_id not in (answer.drafted_by_id, answer.edited_by_id)


def candidates(*, member: Membership, answer: PublicAnswer) -> list[Membership]:
    """Whom the member could ask about this answer."""
    answer = sight.seen(member, answer)
    return [one for one in people.on_brand(answer.incident.brand_id) if may_approve(one, answer) and _sees(one, answer)]


def _sees(one: Membership, answer: PublicAnswer) -> bool:
    return not one.is_client or answer.incident.released_to_client_at is not None


def _approver(answer: PublicAnswer, user_id: int) -> Membership:
    chosen = people.able(answer.incident.brand_id, user_id, "answers.approve", field="approvers")
    if not may_approve(chosen, answer):
        raise Invalid.field("approvers", f"{chosen.user} wrote this text. Ask somebody else.", code="own_text")
    if not _sees(chosen, answer):
        raise Invalid.field(
            "approvers", f"{chosen.user} can't see this incident: release it to the client first.", code="not_released"
        )
    return chosen


def _ask_one(
    answer: PublicAnswer, person: Membership, member: Membership, times: tuple[datetime, datetime]
) -> Approval:
    now, due_at = times
    approval: Approval = Approval.objects.create(
        answer=answer,
        text_sha256=answer.text_sha256,
        asked_of=person.user,
        asked_by_id=member.user_id,
        asked_at=now,
        due_at=due_at,
    )
    incident = answer.incident
    news = hints.News(
        kind="approval",
        title=f"{incident.brand}: your yes or no to “{answer.title}”",
        body=answer.text,
        dedupe=f"approval:{approval.pk}",
        path=f"/incidents/{incident.pk}/answers/{answer.pk}/",
    )
    hints.tell(incident, [person.user_id], news, now)
    return approval


def _decided(
    member: Membership, approval: Approval, said: tuple[bool, str, str], now: datetime, *, by_link: bool = False
) -> Approval:
    yes, text_sha256, reason = said
    reason = line_of("reason", reason, most=500, required=not yes)
    if approval.asked_of_id != member.user_id:
        raise Forbidden("Somebody else was asked about this text.", code="not_asked")
    answer = sight.locked(member, approval.answer)
    approval = sight.locked(member, approval)
    if not may_approve(member, answer):
        raise Forbidden("You wrote this text; somebody else must approve it.", code="own_text")
    action = "approve" if yes else "reject"
    if approval.status == "asked" and not approval.text_sha256 == answer.text_sha256 == text_sha256:
        raise Conflict(
            "This text was changed since you read it. Read it again.",
            code="stale_text",
            data={"current": answer.text_sha256},
        )
    move(Approval.objects.all(), approval.pk, APPROVAL, action, decided_at=now, reason=reason)
    approval.refresh_from_db()
    payload = {"answer": answer.pk, "approval": approval.pk, "yes": yes, "sha256": text_sha256, "reason": reason}
    by = f"{people.label(member)} (by link)" if by_link else ""
    fact = timeline.Fact("approval_given" if yes else "approval_refused", {**payload, "by_link": by_link}, by=by)
    _conclude(answer, yes, now)
    timeline.append(incident=answer.incident, actor=member, fact=fact, now=now)
    hints.changed(answer.incident, answer.pk, now)
    _tell_author(answer, approval, yes, now)
    return approval


def _conclude(answer: PublicAnswer, yes: bool, now: datetime) -> None:
    """One no sends it back; the last awaited yes approves it."""
    if not yes:
        answer.approvals.filter(status="asked").update(status="void", decided_at=now)
        move(PublicAnswer.objects.all(), answer.pk, ANSWER, "reject")
    elif not answer.approvals.filter(status="asked").exists():
        move(PublicAnswer.objects.all(), answer.pk, ANSWER, "approve")
        reach(answer.incident, "approved", now)


def _tell_author(answer: PublicAnswer, approval: Approval, yes: bool, now: datetime) -> None:
    verdict = "approved" if yes else "turned down"
    news = hints.News(
        kind="approval",
        title=f"{approval.asked_of} {verdict} “{answer.title}”",
        body=approval.reason,
        dedupe=f"approval:{approval.pk}:decided",
    )
    hints.tell(answer.incident, [answer.edited_by_id, approval.asked_by_id], news, now)
