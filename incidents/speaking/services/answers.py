"""What we say in public: drafted, edited, handed off, confirmed. Approvals are next door.

Law 5: what was approved is what is published. The hash is of the text's UTF-8 bytes; an approval, the hand-off and the
publication carry the same one, and any edit voids what was approved.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.cleaning import clean_line, clean_public_text
from accounts.dated import touch
from accounts.errors import Conflict, Invalid, Unavailable
from accounts.events.models import Event
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from incidents import publishers
from incidents.models import ANSWER, UNSAID, Approval, Incident, PublicAnswer, Publication, Task
from incidents.services import access, checklist, milestones, timeline
from incidents.services.row_digests import naming
from incidents.speaking.services import approvals, questions, revisions, slots
from playbooks.models import HoldingStatement

CHANNELS = ("any", "social", "press", "web", "customer_care")
MOST = 20_000


@transaction.atomic
def draft_from(
    *,
    member: Membership,
    incident: Incident,
    statement: HoldingStatement,
    values: Mapping[str, str],
    channel: str = "",
    now: datetime,
) -> PublicAnswer:
    """A draft from a holding statement of the incident's pinned plan version; `values` fill its slots by name.

    Raises Invalid with `fields` "slots.<name>" for each slot that is missing, unknown or ill-typed.
    """
    require(member, "answers.draft")
    incident = access.lock_writable(member, incident)
    statement = access.get_visible(member, statement)
    if statement.version_id != incident.plan_version_id:
        raise Invalid.field("statement", "This statement is not in the incident's plan.", code="unknown_statement")
    blanks = slots.slots_in(statement.text, statement.slots)
    text = slots.filled(statement.text, blanks, values, incident.brand.time_zone)
    answer = PublicAnswer(incident=incident, statement=statement, slots=dict(values), title=statement.title)
    answer.channel = _channel(channel or statement.channel)
    # As a whole: what goes into the blanks was looked at, the statement's own words were not.
    return drafted(answer, clean_public_text("text", text, most=MOST), member, now)


@transaction.atomic
def draft_free(
    *, member: Membership, incident: Incident, channel: str, title: str, text: str, now: datetime
) -> PublicAnswer:
    """A draft in one's own words."""
    require(member, "answers.draft")
    incident = access.lock_writable(member, incident)
    answer = PublicAnswer(incident=incident, title=clean_line("title", title, most=200), channel=_channel(channel))
    return drafted(answer, clean_public_text("text", text, most=MOST), member, now)


@transaction.atomic
def edit(*, member: Membership, answer: PublicAnswer, text: str, version: int, now: datetime) -> PublicAnswer:
    """Changes the text, if it still is the version the editor read; every approval of the old text is void.

    The same text again changes nothing. Raises Conflict (`changed_since`, `wrong_state`).
    """
    require(member, "answers.draft")
    text = clean_public_text("text", text, most=MOST)
    answer = access.lock_visible(member, answer)
    if answer.version != version:
        raise Conflict(
            "Somebody changed this text since you opened it.",
            code="changed_since",
            data={"current": answer.version, "text": answer.text},
        )
    # Saving what stands must not void what was approved.
    if text == answer.text:
        return answer
    before = answer.text_sha256
    values: dict[str, Any] = {
        "text": text,
        "text_sha256": sha256(text),
        "version": version + 1,
        "edited_by_id": member.user_id,
    }
    move(PublicAnswer.objects.all(), answer.pk, ANSWER, "edit", **values)
    ended = approvals.void_all(answer, "edited", now)
    answer.refresh_from_db()
    payload = {
        "answer": answer.pk,
        "from_sha256": before,
        "sha256": answer.text_sha256,
        "voided": len(ended),
        "text": text,
    }
    payload |= naming([revisions.add(answer, now=now), *(one.row for one in ended)])
    event = _record(answer, member, "answer_edited", payload, now)
    questions.tell_ended(answer, ended, now, of=event, but=member.user_id)
    return answer


@transaction.atomic
def hand_off(*, member: Membership, answer: PublicAnswer, now: datetime) -> publishers.Outcome:
    """Gives out the exact approved text to be posted. Raises Conflict (`drill`, `wrong_state`, `not_approved_text`)."""
    require(member, "answers.publish")
    answer = questions.lock_answer(member, answer)
    timeline.refuse_in_drill(answer.incident)
    move(PublicAnswer.objects.all(), answer.pk, ANSWER, "hand_off")
    # The words themselves are asked, beside the status: a row may have been changed behind the services.
    _refuse_unapproved(answer)
    piece = publishers.Piece(
        reference=str(answer.pk),
        channel=answer.channel,
        title=answer.title,
        text=answer.text,
        text_sha256=answer.text_sha256,
    )
    publisher = publishers.publisher_for(answer.channel)
    try:
        outcome = publisher.publish(piece)
    except publishers.Refused as refusal:
        raise Conflict(refusal.reason, code="refused_by_channel") from refusal
    except publishers.Unreachable as failure:
        raise Unavailable("The platform isn't responding. Try again in a minute.") from failure
    payload = {"answer": answer.pk, "sha256": answer.text_sha256, "by": publisher.name}
    _record(answer, member, "answer_handed_off", payload, now)
    return outcome


@transaction.atomic
def confirm(
    *,
    member: Membership,
    answer: PublicAnswer,
    url: str,
    now: datetime,
    substantive: bool | None = None,
    task: Task | None = None,
) -> Publication:
    """A person confirms the http(s) address where the handed-off text stands, and whether it is the full answer.
    In an incident that is over, too, however it ended: what stands in public is recorded.

    Without their word, a text of one's own is and a holding statement is not: it only says that we are looking into it.
    `task`: an open one of the incident that is done with it.
    """
    require(member, "answers.publish")
    url = slots.http_url("url", url)
    incident = access.lock_visible(member, answer.incident)
    if task is not None:
        if task.incident_id != incident.pk:
            raise Invalid.field("task", "This task is of another incident.", code="unknown_choice")
        task = access.lock_visible(member, task)  # before the answer and the record: the order in which all lock them
    answer = access.lock_visible(member, answer)
    answer.incident = incident
    timeline.refuse_in_drill(incident)
    move(PublicAnswer.objects.all(), answer.pk, ANSWER, "confirm")
    publication = Publication.objects.create(
        answer=answer, text_sha256=answer.text_sha256, url=url, confirmed_by_id=member.user_id, confirmed_at=now
    )
    substantive = answer.statement_id is None if substantive is None else substantive
    for one in filter(None, (incident, incident.merged_into)):
        # Where it was merged the matter goes on there, and what stands in public was said for it.
        milestones.reach(one, "published", now)
        if substantive:
            milestones.reach(one, "answered", now)
    payload = {"answer": answer.pk, "sha256": answer.text_sha256, "url": url, "channel": answer.channel}
    payload |= {"substantive": substantive, **naming([publication])}
    _record(answer, member, "answer_published", payload, now)
    if task is not None:
        checklist.finish(member=member, task=task, now=now)
    return publication


@transaction.atomic
def stands_also(*, member: Membership, answer: PublicAnswer, url: str, now: datetime) -> Publication:
    """Another http(s) address where the published text stands, word for word. The same address again is the one there is.

    Raises Conflict (`wrong_state`) before the text is published: `confirm` names the first address.
    """
    require(member, "answers.publish")
    url = slots.http_url("url", url)
    answer = access.lock_visible(member, answer)
    if answer.status != "published":
        raise Conflict("This answer is not published yet.", code="wrong_state", data={"current": answer.status})
    there = Publication.objects.filter(answer=answer, url=url).first()
    if there is not None:
        return there
    touch(PublicAnswer.objects.filter(pk=answer.pk))
    publication = Publication.objects.create(
        answer=answer, text_sha256=answer.text_sha256, url=url, confirmed_by_id=member.user_id, confirmed_at=now
    )
    payload = {"answer": answer.pk, "sha256": answer.text_sha256, "url": url, "channel": answer.channel}
    _record(answer, member, "answer_published", payload | naming([publication]), now)
    return publication


@transaction.atomic
def withdraw(*, member: Membership, answer: PublicAnswer, reason: str, now: datetime) -> PublicAnswer:
    """Gives up an answer that is not published; open questions to approvers are void."""
    require(member, "answers.draft")
    reason = clean_line("reason", reason, most=300)
    answer = access.lock_visible(member, answer)
    if answer.status == "handed_off":
        require(member, "answers.publish")  # it may stand in public already: not for everybody to say it does not
    return _withdrawn(answer, member, reason, "answer_withdrawn", now)


def end_unsaid(*, incident: Incident, member: Membership, reason: str, now: datetime) -> list[PublicAnswer]:
    """Gives up each answer of an incident that goes into another, but for what was handed off: that may stand in public already.

    Called by whoever merges it, under the incident's lock and once it says where it went: whoever was asked is told.
    """
    rows = PublicAnswer.objects.filter(incident=incident, status__in=UNSAID).order_by("pk")
    answers = list(rows.select_for_update(of=("self",), no_key=True))
    for answer in answers:
        answer.incident = incident
    return [_withdrawn(answer, member, reason, "merged", now) for answer in answers]


def _withdrawn(answer: PublicAnswer, member: Membership, reason: str, because: str, now: datetime) -> PublicAnswer:
    move(PublicAnswer.objects.all(), answer.pk, ANSWER, "withdraw")
    answer.status = "withdrawn"
    ended = approvals.void_all(answer, because, now)
    payload = {"answer": answer.pk, "title": answer.title, "reason": reason} | naming(one.row for one in ended)
    event = _record(answer, member, "answer_withdrawn", payload, now)
    questions.tell_ended(answer, ended, now, of=event, but=member.user_id)
    return answer


def sha256(text: str) -> str:
    """Hexadecimal SHA-256 of the exact text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _channel(channel: str) -> str:
    if channel not in CHANNELS:
        raise Invalid.field("channel", "Choose one of the channels.", code="unknown_choice")
    return channel


def drafted(answer: PublicAnswer, text: str, member: Membership, now: datetime) -> PublicAnswer:
    """Writes a new draft of this text for an incident whose lock the caller holds. Raises Conflict (`wrong_state`)."""
    incident = answer.incident
    if incident.status in ("triage", "dismissed", "closed"):
        raise Conflict(
            f"This incident is {incident.status}; no public answer can be given for it.",
            code="wrong_state",
            data={"current": incident.status},
        )
    answer.text, answer.text_sha256 = text, sha256(text)
    answer.drafted_by_id = answer.edited_by_id = member.user_id
    answer.drafted_at = now
    answer.for_drill = incident.is_drill
    answer.save(force_insert=True)
    milestones.reach(incident, "drafted", now)
    payload = {"answer": answer.pk, "title": answer.title, "channel": answer.channel, "sha256": answer.text_sha256}
    payload |= {"text": text, "statement": answer.statement.title if answer.statement else ""}
    payload |= naming([revisions.add(answer, now=now)])
    _record(answer, member, "answer_drafted", payload, now)
    return answer


def _refuse_unapproved(answer: PublicAnswer) -> None:
    """Whether these words were somebody's elsewhere was asked when they were asked and decided: what others did with them since
    changes no yes."""
    same = sha256(answer.text) == answer.text_sha256
    yes = Approval.objects.filter(answer=answer, status="approved", text_sha256=answer.text_sha256)
    if not same or not yes.exclude(asked_of_id__in=revisions.wrote(answer)).exists():
        raise Conflict("This is not the text that was approved. Ask for approval again.", code="not_approved_text")


def _record(answer: PublicAnswer, member: Membership, kind: str, payload: dict[str, object], now: datetime) -> Event:
    entry = timeline.append(incident=answer.incident, actor=member, fact=timeline.Fact(kind, payload), now=now)
    return entry.event
