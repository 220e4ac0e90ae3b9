"""How a question to an approver ends without their word: taken back, asked anew, overtaken by an edit, a no or an end.

An ended question says why (`ended_because`), stands in the record, and whoever was asked hears of it, for their yes is
no longer wanted or no longer counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.bidi import isolate
from accounts.cleaning import clean_line
from accounts.dated import touch
from accounts.errors import Conflict
from accounts.events.models import Event
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from incidents.models import ANSWER, APPROVAL, Approval, Incident, PublicAnswer, TimelineEntry
from incidents.services import access, milestones, people, telling, timeline
from incidents.services.row_digests import naming
from incidents.speaking.services import approval_links

OVER = ("dismissed", "closed", "merged")
_WHY = {
    "edited": "The words were changed. If your approval of the new text is needed, you will be asked again.",
    "refused": "Somebody asked for a change. If your approval of the new text is needed, you will be asked again.",
    "answer_withdrawn": "The answer was withdrawn.",
    "withdrawn": "Your approval is no longer needed.",
    "incident_ended": "The incident is over.",
    "merged": "{incident} was merged into {into}. If your approval of this text is needed there, you will be asked again.",
}


@dataclass(frozen=True, slots=True)
class Ended:
    """A question or a yes that is void now; `said_yes` tells which it was."""

    row: Approval
    said_yes: bool


def lock_answer(member: Membership, answer: PublicAnswer) -> PublicAnswer:
    """The answer anew under its lock, after its incident's: an incident that ends meanwhile waits, or is seen.

    Raises NotFound, and Conflict (`wrong_state`) where the incident is over.
    """
    incident = access.lock_writable(member, answer.incident)
    if incident.status in OVER:
        raise Conflict(
            f"This incident is {incident.status}; no public answer can be given for it.",
            code="wrong_state",
            data={"current": incident.status},
        )
    fresh = access.lock_visible(member, answer)
    fresh.incident = incident  # the one under the lock, not another copy of it
    return fresh


def end(rows: Iterable[Approval], because: str, now: datetime) -> list[Ended]:
    """Voids these questions and yeses of an answer whose lock the caller holds."""
    ended = []
    for row in rows:
        said = row.status == "approved"
        row.status = move(Approval.objects.all(), row.pk, APPROVAL, "void", decided_at=now, ended_because=because)
        row.decided_at, row.ended_because = now, because
        ended.append(Ended(row, said))
    if ended:
        touch(PublicAnswer.objects.filter(pk__in={one.row.answer_id for one in ended}))
    return ended


def open_questions(answer: PublicAnswer) -> list[Approval]:
    """The open questions about an answer."""
    return list(answer.approvals.filter(status="asked").select_related("asked_of").order_by("asked_at", "pk"))


def valid_approvals(answer: PublicAnswer) -> list[Approval]:
    """The yeses to the words as they stand."""
    yes = answer.approvals.filter(status="approved", text_sha256=answer.text_sha256)
    return list(yes.select_related("asked_of").order_by("decided_at", "pk"))


def standing_refusals(answer: PublicAnswer) -> list[Approval]:
    """The last word of those who asked for a change of exactly these words and have not said yes to them since: here, or in
    an incident that was merged into this one.
    """
    yes = [one.asked_of_id for one in valid_approvals(answer)]
    merged = PublicAnswer.objects.filter(incident__merged_into=answer.incident_id).values("pk")
    rows = Approval.objects.filter(Q(answer=answer.pk) | Q(answer__in=merged), status="rejected")
    no = rows.filter(text_sha256=answer.text_sha256).exclude(asked_of_id__in=yes)
    refusals = list(no.select_related("asked_of", "answer").order_by("decided_at", "pk"))
    return [one for one in refusals if one.answer_id == answer.pk or not _said_yes_since(one)]


def _said_yes_since(no: Approval) -> bool:
    """Whether they said yes to the same words after all. The merge made that yes void: only the record tells it from a question."""
    later = Approval.objects.filter(
        answer=no.answer_id, asked_of=no.asked_of_id, text_sha256=no.text_sha256, asked_at__gt=no.asked_at
    )
    ids = [str(pk) for pk in later.filter(status="void").values_list("pk", flat=True)]
    given = TimelineEntry.objects.filter(incident=no.answer.incident_id, kind="approval_given")
    return bool(ids) and given.filter(payload__approval__in=ids).exists()


def tell_ended(
    answer: PublicAnswer, ended: Iterable[Ended], now: datetime, *, of: Event, but: int | None = None
) -> None:
    """Whoever was asked, or said yes, hears that it is void and why. `but` is the actor, who knows."""
    for one in ended:
        # Whoever is asked again has the new question; whoever left has nothing to answer.
        if one.row.asked_of_id == but or one.row.ended_because not in _WHY:
            continue
        counted = f"Your approval of “{answer.title}” no longer counts"
        title = counted if one.said_yes else f"No answer is needed from you on “{answer.title}”"
        _tell(answer, one.row, title, why(answer.incident, one.row.ended_because), now, of=of)


def why(incident: Incident, ended_because: str) -> str:
    """Why a question ended, in the words of whoever was asked; empty where that needs no word."""
    number, into = f"#{incident.number}", incident.merged_into
    return _WHY.get(ended_because, "").format(incident=number, into=isolate(into) if into else "")


def tell_turned_down(
    answer: PublicAnswer, yeses: Iterable[Approval], now: datetime, *, of: Event, but: int | None
) -> None:
    """Whoever said yes hears that somebody's no sent the words back. Their yes stays, to exactly these words."""
    for row in yeses:
        if row.asked_of_id != but:
            # Without the reason: it is for the team, and a client may be among those who said yes.
            title = f"“{answer.title}” goes back: somebody asked for a change"
            _tell(answer, row, title, "Your approval stays on the record, for exactly the words you read.", now, of=of)


def _tell(answer: PublicAnswer, row: Approval, title: str, body: str, now: datetime, *, of: Event) -> None:
    incident = answer.incident
    news = telling.News(
        kind="approval",
        title=title,
        body=body,
        dedupe=f"approval:{row.pk}:ended",
        about=approval_links.subject_of(row),
        path=f"/incidents/{incident.pk}/answers/{answer.pk}/",
        for_clients=True,
    )
    telling.tell(incident, [row.asked_of_id], news, now, of=of)


@transaction.atomic
def withdraw_question(*, member: Membership, approval: Approval, reason: str = "", now: datetime) -> Approval:
    """Takes one open question back. Where it was the last, a yes that others gave to these words then approves them;
    without one the text is a draft again.

    Raises Conflict (`wrong_state`) where it was decided or ended meanwhile.
    """
    require(member, "answers.draft")
    reason = clean_line("reason", reason, most=300, required=False)
    approval = access.get_visible(member, approval)
    answer = lock_answer(member, approval.answer)
    [ended] = end([access.lock_visible(member, approval)], "withdrawn", now)
    approved = settle(answer, now, go_on=True)
    payload = {"answer": answer.pk, "of": [str(ended.row.asked_of)], "reason": reason, "approved": approved}
    event = _record(answer, member, "approval_withdrawn", payload, [ended], now)
    tell_ended(answer, [ended], now, of=event, but=member.user_id)
    return ended.row


@transaction.atomic
def end_questions_of(*, user_id: int, now: datetime, incidents: Iterable[Incident] | None = None) -> int:
    """Ends what is asked of somebody who can't answer any more, having left the agency or a brand. Returns how many.

    Nobody's leaving approves a text: what waited for nobody else is a draft again, and whoever asked is told. `incidents`
    narrows it to some. Harmless if repeated.
    """
    mine = Approval.objects.filter(asked_of_id=user_id, status="asked")
    if incidents is not None:
        mine = mine.filter(answer__incident__in=[one.pk for one in incidents])
    ended = 0
    for answer in _held_of(mine):
        # Read again under the locks: they may have decided while this waited.
        still = answer.approvals.select_for_update(of=("self",), no_key=True).filter(
            asked_of_id=user_id, status="asked"
        )
        gone = end(list(still.select_related("asked_of")), "left", now)
        if not gone:
            continue
        ended += 1
        settle(answer, now, go_on=False)
        payload = {"answer": answer.pk, "of": [str(gone[0].row.asked_of)], "left": True}
        event = _record(answer, None, "approval_withdrawn", payload, gone, now)
        _tell_asker(answer, gone[0].row, now, of=event)
    return ended


@transaction.atomic
def lapse_all(*, incident: Incident, now: datetime, actor: Membership | None = None) -> int:
    """Ends every open question of an incident that is over, in the transaction that ends it (the caller holds its lock).

    What waited is a draft again. Returns how many questions it ended; a repeat finds none.
    """
    asked = Approval.objects.filter(answer__incident=incident, status="asked").values("answer_id")
    answers = PublicAnswer.objects.filter(pk__in=asked).select_for_update(no_key=True).order_by("pk")
    count = 0
    for answer in list(answers):
        answer.incident = incident
        ended = end(open_questions(answer), "incident_ended", now)
        settle(answer, now, go_on=False)
        payload = {"answer": answer.pk, "of": [str(one.row.asked_of) for one in ended], "over": True}
        event = _record(answer, actor, "approval_withdrawn", payload, ended, now)
        tell_ended(answer, ended, now, of=event, but=actor.user_id if actor else None)
        count += len(ended)
    return count


def lapse_left(*, now: datetime) -> int:
    """The same for every incident that is over: of those that ended before ending did it. A repeat finds none."""
    count = 0
    left = Approval.objects.filter(status="asked", answer__incident__status__in=OVER)
    for pk in sorted(set(left.values_list("answer__incident_id", flat=True))):
        with transaction.atomic():
            rows = Incident.objects.select_for_update(of=("self",), no_key=True).select_related("brand")
            # Asked again under its lock: somebody may have opened it again.
            incident = rows.filter(pk=pk, status__in=OVER).first()
            count += lapse_all(incident=incident, now=now) if incident is not None else 0
    return count


def settle(answer: PublicAnswer, now: datetime, *, go_on: bool) -> bool:
    """Where no question is open any more: with `go_on` a yes that stands approves the text, else it is a draft again.

    Returns whether it is approved now.
    """
    if answer.status != "in_approval" or answer.approvals.filter(status="asked").exists():
        return False
    approved = go_on and bool(valid_approvals(answer)) and not standing_refusals(answer)
    answer.status = move(PublicAnswer.objects.all(), answer.pk, ANSWER, "approve" if approved else "unask")
    if approved:
        milestones.reach(answer.incident, "approved", now)
    return approved


def _held_of(asked: QuerySet[Approval]) -> list[PublicAnswer]:
    """The answers these questions are about: first all their incidents are locked, then they, before anything is written."""
    incidents = Incident.objects.filter(pk__in=asked.values("answer__incident_id")).select_related("brand")
    by_id = {one.pk: one for one in incidents.select_for_update(of=("self",), no_key=True).order_by("pk")}
    answers = PublicAnswer.objects.filter(pk__in=asked.values("answer_id"), incident__in=list(by_id))
    held = list(answers.select_for_update(of=("self",), no_key=True).order_by("incident_id", "pk"))
    for answer in held:
        answer.incident = by_id[answer.incident_id]
    return held


def _tell_asker(answer: PublicAnswer, ended: Approval, now: datetime, *, of: Event) -> None:
    others = ", ".join(str(one.asked_of) for one in valid_approvals(answer))
    body = f"{others} approved this text: use that approval, or ask somebody else." if others else "Ask somebody else."
    incident = answer.incident
    news = telling.News(
        kind="approval",
        title=f"{ended.asked_of} can't decide on “{answer.title}” any more",
        body=body,
        dedupe=f"approval:{ended.pk}:left",
        about=approval_links.subject_of(ended),
        path=f"/incidents/{incident.pk}/answers/{answer.pk}/",
    )
    telling.tell(incident, whom_asked(incident, ended), news, now, of=of)


def whom_asked(incident: Incident, approval: Approval) -> list[int]:
    """Whoever asked and the lead; where neither is on the brand any more, all who may ask."""
    here = people.on_brand(incident.brand_id)
    known = {one.user_id for one in here}
    wanted = [one for one in (approval.asked_by_id, incident.lead_id) if one in known and one != approval.asked_of_id]
    return wanted or people.staff(one for one in here if one.user_id != approval.asked_of_id)


def _record(
    answer: PublicAnswer,
    member: Membership | None,
    kind: str,
    payload: dict[str, object],
    ended: list[Ended],
    now: datetime,
) -> Event:
    fact = timeline.Fact(kind, payload | naming(one.row for one in ended))
    entry = timeline.append(incident=answer.incident, actor=member, fact=fact, now=now)
    return entry.event
