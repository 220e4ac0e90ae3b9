"""Asking somebody else for a yes or no to one exact text. Silence approves nothing, and nobody approves words they wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.cleaning import clean_line
from accounts.dated import touch
from accounts.errors import Conflict, Forbidden, Invalid
from accounts.events.models import Event
from accounts.events.services import recording
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import may, require
from incidents.catalogue import LINK_WANTED
from incidents.models import ANSWER, APPROVAL, Approval, PublicAnswer
from incidents.services import access, clocks, people, telling, timeline
from incidents.services.row_digests import naming
from incidents.speaking.services import approval_links, questions, revisions


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on the brand, and why they can't be asked about an answer. Empty: they can."""

    member: Membership
    why_not: str


@transaction.atomic
def ask(*, member: Membership, answer: PublicAnswer, approvers: Sequence[int], now: datetime) -> list[Approval]:
    """Asks the people with these user ids for their yes to the text as it stands; all of them must say yes.

    More can be asked while it waits. Who was asked and may still answer is not asked twice; who said yes to these words
    has answered; where the link ran out they are asked anew. Whoever asked for a change of these words is not passed over.
    Raises Invalid at `approvers` for that (`turned_down`), and for somebody who wrote any of it, may not approve, or may
    not see it; Conflict (`wrong_state`).
    """
    require(member, "answers.draft")
    if not approvers:
        raise Invalid.field("approvers", "Choose who should approve.", code="required")
    answer = questions.lock_answer(member, answer)
    if answer.status != "in_approval":
        answer.status = move(PublicAnswer.objects.all(), answer.pk, ANSWER, "ask")
    open_now = questions.open_questions(answer)
    late = [one for one in open_now if one.asked_of_id in approvers and approval_links.has_run_out(one, now)]
    already = {one.asked_of_id for one in [*open_now, *questions.valid_approvals(answer)] if one not in late}
    chosen = [_approver(answer, user_id) for user_id in dict.fromkeys(approvers) if user_id not in already]
    _refuse_passing_over(answer, {*approvers, *(one.asked_of_id for one in open_now)})
    replaced = questions.end(late, "asked_again", now)
    asked = _asked(answer, chosen, member, replaced, now)
    if not asked and not questions.open_questions(answer):
        _go_on(answer, member, now)
    return asked


@transaction.atomic
def ask_again(*, member: Membership, approval: Approval, now: datetime) -> Approval:
    """Asks the same person anew, with a new time and a new link; the question there was is void.

    Raises Conflict (`wrong_state`) where it was decided or ended meanwhile: pressed twice, it asks once.
    """
    require(member, "answers.draft")
    approval = access.get_visible(member, approval)
    answer = questions.lock_answer(member, approval.answer)
    replaced = questions.end([access.lock_visible(member, approval)], "asked_again", now)
    return _asked(answer, [_approver(answer, approval.asked_of_id)], member, replaced, now)[0]


@transaction.atomic
def ask_instead(*, member: Membership, approval: Approval, to: int, now: datetime) -> Approval:
    """Asks somebody else in place of whom was asked, whose question is void; one entry of the record says both.

    Raises Conflict (`already_asked`, `wrong_state`), and Invalid as `ask` does.
    """
    require(member, "answers.draft")
    approval = access.get_visible(member, approval)
    answer = questions.lock_answer(member, approval.answer)
    if to in {one.asked_of_id for one in [*questions.open_questions(answer), *questions.valid_approvals(answer)]}:
        raise Conflict("They have already been asked about this text.", code="already_asked")
    _refuse_passing_over(
        answer, {to, *(one.asked_of_id for one in questions.open_questions(answer) if one.pk != approval.pk)}
    )
    replaced = questions.end([access.lock_visible(member, approval)], "withdrawn", now)
    return _asked(answer, [_approver(answer, to)], member, replaced, now)[0]


@transaction.atomic
def request_again(*, token: str, now: datetime) -> Approval:
    """By the holder of a link that ran out: whoever asked is told that they need a new one. A repeat tells nobody twice."""
    opened = approval_links.opened(token=token, now=now)
    require(opened.member, "answers.approve")
    approval, incident = opened.approval, opened.approval.answer.incident
    if approval.status != "asked":
        raise Conflict("This approval request is closed: no answer is needed.", code="wrong_state")
    news = telling.News(
        kind="approval",
        title=f"{approval.asked_of} needs a new link for “{approval.answer.title}”",
        body="The link in their email expired before they decided. “Ask again” on the answer's page sends a new one.",
        dedupe=f"approval:{approval.pk}:link",
        about=approval_links.subject_of(approval),
        path=f"/incidents/{incident.pk}/answers/{approval.answer_id}/",
    )
    if not telling.was_told(news):
        about = timeline.about(incident, approval.answer_id)
        wanted = recording.record(LINK_WANTED, about, by=opened.member, now=now, by_link=True, approval=approval.pk)
        telling.tell(incident, questions.whom_asked(incident, approval), news, now, of=wanted)
    return approval


@transaction.atomic
def decide(
    *, member: Membership, approval: Approval, yes: bool, text_sha256: str, reason: str = "", now: datetime
) -> Approval:
    """The asked person's yes or no to the exact text they read, named by its hash. A no needs the reason.

    Raises Conflict `stale_text` where the text is another by now, `wrong_state` where it was decided or is void.
    """
    require(member, "answers.approve")
    return _decided(member, access.get_visible(member, approval), (yes, text_sha256, reason), now)


@transaction.atomic
def decide_by_link(*, token: str, yes: bool, text_sha256: str, reason: str = "", now: datetime) -> Approval:
    """The same for whoever holds the signed link: it stands for the asked person, who must still be able to approve."""
    opened = approval_links.by_link(token=token, now=now)
    require(opened.member, "answers.approve")
    return _decided(opened.member, opened.approval, (yes, text_sha256, reason), now, by_link=True)


def void_all(answer: PublicAnswer, because: str, now: datetime) -> list[questions.Ended]:
    """Voids every open or given approval of an answer whose lock the caller holds."""
    rows = answer.approvals.filter(status__in=APPROVAL.moves["void"][0]).select_related("asked_of")
    return questions.end(list(rows.order_by("asked_at", "pk")), because, now)


def candidates(*, member: Membership, answer: PublicAnswer) -> list[Candidate]:
    """Everybody on the brand: who could be asked about this answer, and why the others can't."""
    answer = access.get_visible(member, answer)
    writers = revisions.writers(answer)
    return [Candidate(one, _why_not(one, answer, writers)) for one in people.on_brand(answer.incident.brand_id)]


def _why_not(one: Membership, answer: PublicAnswer, writers: frozenset[int]) -> str:
    if one.user_id in writers:
        return "wrote some of this text"
    if not may(one, "answers.approve"):
        return f"as {one.get_role_display().lower()} can't approve"
    if one.is_client and answer.incident.is_drill:
        return "is the client, and this is a drill"
    if not _sees(one, answer):
        return "is the client: release the incident to the client first"
    return ""


def _sees(one: Membership, answer: PublicAnswer) -> bool:
    return not one.is_client or answer.incident.released_to_client_at is not None


def _approver(answer: PublicAnswer, user_id: int) -> Membership:
    chosen = people.able(answer.incident.brand_id, user_id, "answers.approve", field="approvers")
    if chosen.user_id in revisions.writers(answer):
        raise Invalid.field(
            "approvers", f"{chosen.user} wrote some of this text. Ask somebody who did not.", code="own_text"
        )
    if not _sees(chosen, answer):
        raise Invalid.field(
            "approvers", f"{chosen.user} can't see this incident: release it to the client first.", code="not_released"
        )
    return chosen


def _asked(
    answer: PublicAnswer, chosen: list[Membership], member: Membership, replaced: list[questions.Ended], now: datetime
) -> list[Approval]:
    """One question each, one entry in the record for all of them, and for those they replace."""
    incident = answer.incident
    due_at = clocks.due(incident.brand, "approval", incident.severity, now)
    asked = [_ask_one(answer, person, member, (now, due_at)) for person in chosen]
    if asked:
        rows = [*asked, *(one.row for one in replaced)]
        names = [str(approval.asked_of) for approval in asked]
        payload = {"answer": answer.pk, "sha256": answer.text_sha256, "of": names, "due_at": due_at}
        payload |= {"again": {one.row.asked_of_id for one in replaced} >= {one.asked_of_id for one in asked}}
        payload |= naming(rows)
        fact = timeline.Fact("approval_asked", payload, told={"asked": [one.asked_of_id for one in asked]})
        entry = timeline.append(incident=incident, actor=member, fact=fact, now=now)
        for approval in asked:
            _tell_asked(answer, approval, now, of=entry.event)
        questions.tell_ended(answer, replaced, now, of=entry.event, but=member.user_id)
    return asked


def _go_on(answer: PublicAnswer, member: Membership, now: datetime) -> None:
    """Nobody new was asked and nobody is open: the yeses that stand approve the text."""
    names = [str(one.asked_of) for one in questions.valid_approvals(answer)]
    questions.settle(answer, now, go_on=True)
    payload = {"answer": answer.pk, "sha256": answer.text_sha256, "of": names}
    timeline.append(incident=answer.incident, actor=member, fact=timeline.Fact("approval_stands", payload), now=now)


def _refuse_passing_over(answer: PublicAnswer, asked: set[int]) -> None:
    """Raises Invalid (`turned_down`) where somebody asked for a change of these words and is not among those asked now."""
    for one in questions.standing_refusals(answer):
        if one.asked_of_id not in asked:
            raise Invalid.field("approvers", _turned_down(one), code="turned_down")


def _turned_down(one: Approval) -> str:
    return f"{one.asked_of} asked for a change of these words. Change them, or ask {one.asked_of} again."


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
    touch(PublicAnswer.objects.filter(pk=answer.pk))
    return approval


def _tell_asked(answer: PublicAnswer, approval: Approval, now: datetime, *, of: Event) -> None:
    incident = answer.incident
    news = telling.News(
        kind="approval",
        title=f"{incident.brand}: your approval of “{answer.title}”",
        body=answer.text,
        dedupe=f"approval:{approval.pk}",
        about=approval_links.subject_of(approval),
        path=f"/incidents/{incident.pk}/answers/{answer.pk}/",
        for_clients=True,
    )
    telling.tell(incident, [approval.asked_of_id], news, now, of=of)


def _decided(
    member: Membership, approval: Approval, said: tuple[bool, str, str], now: datetime, *, by_link: bool = False
) -> Approval:
    yes, text_sha256, reason = said
    reason = clean_line("reason", reason, most=500, required=not yes)
    # Heads of the agency see every question; each decides their own alone.
    if approval.asked_of_id != member.user_id:
        raise Forbidden("Somebody else was asked about this text.", code="not_asked")
    answer = questions.lock_answer(member, approval.answer)
    approval = access.lock_visible(member, approval)
    # Asked again here, under the lock: whoever had no hand in the text when they were asked may have edited it since.
    if member.user_id in revisions.writers(answer):
        raise Forbidden("You wrote some of this text; somebody else must approve it.", code="own_text")
    action = "approve" if yes else "reject"
    # Where it is not asked any more, move() says so below: the truer refusal.
    if approval.status == "asked" and not approval.text_sha256 == answer.text_sha256 == text_sha256:
        raise Conflict(
            "This text was changed since you read it. Read it again.",
            code="stale_text",
            data={"current": answer.text_sha256},
        )
    move(Approval.objects.all(), approval.pk, APPROVAL, action, decided_at=now, reason=reason)
    touch(PublicAnswer.objects.filter(pk=answer.pk))
    approval.refresh_from_db()
    ended = _conclude(answer, yes, now)
    payload = {"answer": answer.pk, "approval": approval.pk, "yes": yes, "sha256": text_sha256, "reason": reason}
    payload |= {"by_link": by_link, **naming([approval, *(one.row for one in ended)])}
    by = f"{people.label(member)} (by link)" if by_link else ""
    fact = timeline.Fact("approval_given" if yes else "approval_refused", payload, by=by, by_link=by_link)
    event = timeline.append(incident=answer.incident, actor=member, fact=fact, now=now).event
    _tell_author(answer, approval, yes, now, of=event)
    if not yes:
        questions.tell_ended(answer, ended, now, of=event, but=member.user_id)
        questions.tell_turned_down(answer, questions.valid_approvals(answer), now, of=event, but=member.user_id)
    return approval


def _conclude(answer: PublicAnswer, yes: bool, now: datetime) -> list[questions.Ended]:
    """One no sends it back, and ends what others are asked; the last awaited yes approves it, unless a no still stands."""
    if not yes:
        ended = questions.end(questions.open_questions(answer), "refused", now)
        move(PublicAnswer.objects.all(), answer.pk, ANSWER, "reject")
        return ended
    questions.settle(answer, now, go_on=True)
    return []


def _tell_author(answer: PublicAnswer, approval: Approval, yes: bool, now: datetime, *, of: Event) -> None:
    verdict = "approved" if yes else "turned down"
    # A yes that leaves a draft: whose no keeps it one is said, or nobody understands what is missing.
    passed_over = questions.standing_refusals(answer) if yes and answer.status == "draft" else []
    news = telling.News(
        kind="approval",
        title=f"{approval.asked_of} {verdict} “{answer.title}”",
        body="\n".join(filter(None, [approval.reason, *map(_turned_down, passed_over)])),
        dedupe=f"approval:{approval.pk}:decided",
        about=approval_links.subject_of(approval),
    )
    telling.tell(answer.incident, [answer.edited_by_id, approval.asked_by_id], news, now, of=of)
