"""What we say in public: drafted, edited, handed off, confirmed. Approvals are next door.

Law 5: what was approved is what is published. The hash is of the text's UTF-8 bytes; an approval, the hand-off and the
publication carry the same one, and any edit voids what was approved.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.errors import Conflict, Invalid, Unavailable
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from accounts.texts import line_of, public_text
from incidents import publishers
from incidents.models import ANSWER, Approval, Incident, PublicAnswer, Publication
from incidents.services import approvals, hints, sight, slots, timeline
from incidents.services.opening import reach
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
    incident = sight.locked(member, incident)
    statement = sight.seen(member, statement)
    if statement.version_id != incident.plan_version_id:
        raise Invalid.field("statement", "This statement is not in the incident's plan.", code="unknown_statement")
    found = slots.slots_in(statement.text, statement.slots)
    text = slots.filled(statement.text, found, values, incident.brand.time_zone)
    answer = PublicAnswer(incident=incident, statement=statement, slots=dict(values), title=statement.title)
    answer.channel = _channel(channel or statement.channel)
    return _drafted(answer, public_text("text", text, most=MOST), member, now)


@transaction.atomic
def draft_free(
    *, member: Membership, incident: Incident, channel: str, title: str, text: str, now: datetime
) -> PublicAnswer:
    """A draft in one's own words."""
    require(member, "answers.draft")
    incident = sight.locked(member, incident)
    answer = PublicAnswer(incident=incident, title=line_of("title", title, most=200), channel=_channel(channel))
    return _drafted(answer, public_text("text", text, most=MOST), member, now)


@transaction.atomic
def edit(*, member: Membership, answer: PublicAnswer, text: str, version: int, now: datetime) -> PublicAnswer:
    """Changes the text, if it still is the version the editor read; every approval of the old text is void.

    The same text again changes nothing. Raises Conflict (`changed_since`, `wrong_state`).
    """
    require(member, "answers.draft")
    text = public_text("text", text, most=MOST)
    answer = sight.locked(member, answer)
    if answer.version != version:
        raise Conflict(
            "Somebody changed this text since you opened it.",
            code="changed_since",
            data={"current": answer.version, "text": answer.text},
        )
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
    voided = approvals.void_all(answer, now)
    answer.refresh_from_db()
    payload = {"answer": answer.pk, "from_sha256": before, "sha256": answer.text_sha256, "voided": voided, "text": text}
    _record(answer, member, "answer_edited", payload, now)
    return answer


@transaction.atomic
def hand_off(*, member: Membership, answer: PublicAnswer, now: datetime) -> publishers.Outcome:
    """Gives out the exact approved text to be posted. Raises Conflict (`drill`, `wrong_state`, `not_approved_text`)."""
    require(member, "answers.publish")
    answer = sight.locked(member, answer)
    timeline.refuse_in_drill(answer.incident)
    move(PublicAnswer.objects.all(), answer.pk, ANSWER, "hand_off")
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
        raise Unavailable("The platform does not answer now. Try again in a minute.") from failure
    payload = {"answer": answer.pk, "sha256": answer.text_sha256, "by": publisher.name}
    _record(answer, member, "answer_handed_off", payload, now)
    return outcome


@transaction.atomic
def confirm(
    *, member: Membership, answer: PublicAnswer, url: str, now: datetime, substantive: bool | None = None
) -> Publication:
    """A person confirms the http(s) address where the handed-off text stands, and whether it is an answer with substance.

    Without their word, a text of one's own has it and a holding statement has not: it only says that we are looking into it.
    """
    require(member, "answers.publish")
    url = slots.http_url("url", url)
    answer = sight.locked(member, answer)
    timeline.refuse_in_drill(answer.incident)
    move(PublicAnswer.objects.all(), answer.pk, ANSWER, "confirm")
    publication = Publication.objects.create(
        answer=answer, text_sha256=answer.text_sha256, url=url, confirmed_by_id=member.user_id, confirmed_at=now
    )
    reach(answer.incident, "published", now)
    substantive = answer.statement_id is None if substantive is None else substantive
    if substantive:
        reach(answer.incident, "answered", now)
    payload = {"answer": answer.pk, "sha256": answer.text_sha256, "url": url, "channel": answer.channel}
    payload |= {"substantive": substantive}
    _record(answer, member, "answer_published", payload, now)
    return publication


@transaction.atomic
def withdraw(*, member: Membership, answer: PublicAnswer, reason: str, now: datetime) -> PublicAnswer:
    """Gives up an answer that is not published; open questions to approvers are void."""
    require(member, "answers.draft")
    reason = line_of("reason", reason, most=300)
    answer = sight.locked(member, answer)
    if answer.status == "handed_off":
        require(member, "answers.publish")  # it may stand in public already: not for everybody to say it does not
    move(PublicAnswer.objects.all(), answer.pk, ANSWER, "withdraw")
    approvals.void_all(answer, now)
    answer.refresh_from_db()
    _record(answer, member, "answer_withdrawn", {"answer": answer.pk, "reason": reason}, now)
    return answer


def sha256(text: str) -> str:
    """Hexadecimal SHA-256 of the exact text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _channel(channel: str) -> str:
    if channel not in CHANNELS:
        raise Invalid.field("channel", "Choose one of the channels.", code="unknown_choice")
    return channel


def _drafted(answer: PublicAnswer, text: str, member: Membership, now: datetime) -> PublicAnswer:
    incident = answer.incident
    if incident.status in ("triage", "dismissed", "closed"):
        raise Conflict(
            f"This incident is {incident.status} now; nothing is said for it.",
            code="wrong_state",
            data={"current": incident.status},
        )
    answer.text, answer.text_sha256 = text, sha256(text)
    answer.drafted_by_id = answer.edited_by_id = member.user_id
    answer.drafted_at = now
    answer.for_drill = incident.is_drill
    answer.save(force_insert=True)
    reach(incident, "drafted", now)
    payload = {"answer": answer.pk, "title": answer.title, "channel": answer.channel, "sha256": answer.text_sha256}
    payload |= {"text": text, "statement": answer.statement.title if answer.statement else ""}
    _record(answer, member, "answer_drafted", payload, now)
    return answer


def _refuse_unapproved(answer: PublicAnswer) -> None:
    same = sha256(answer.text) == answer.text_sha256
    yes = Approval.objects.filter(answer=answer, status="approved", text_sha256=answer.text_sha256)
    authors = {answer.drafted_by_id, answer.edited_by_id}
    if not same or not yes.exclude(asked_of_id__in=authors).exists():
        raise Conflict("This is not the text that was approved. Ask again.", code="not_approved_text")


def _record(answer: PublicAnswer, member: Membership, kind: str, payload: dict[str, object], now: datetime) -> None:
    timeline.append(incident=answer.incident, actor=member, fact=timeline.Fact(kind, payload), now=now)
    hints.changed(answer.incident, answer.pk, now)
