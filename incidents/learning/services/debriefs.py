"""The look back: written together, its lessons turned into changes of a plan; finishing it closes the incident."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.cleaning import clean_line, clean_text
from accounts.dated import touch
from accounts.errors import Conflict, Invalid
from accounts.events.services import recording
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from incidents.catalogue import DEBRIEF_EDITED
from incidents.models import DEBRIEF, INCIDENT, Debrief, Incident, Lesson, LessonProposal
from incidents.services import access, command, ending, timeline
from playbooks.models import ChangeProposal, Plan
from playbooks.services import proposals as plan_proposals

FIELDS = ("what_happened", "went_well", "went_badly", "root_causes")


@transaction.atomic
def start(*, member: Membership, incident: Incident, now: datetime) -> Debrief:
    """Begins the debrief of a resolved incident; a repeat returns the one there is. Raises Conflict (`wrong_state`)."""
    require(member, "debriefs.write")
    incident = access.lock_visible(member, incident)  # of a merged one, too: a debrief that was begun is still found
    existing: Debrief | None = Debrief.objects.filter(incident=incident).first()
    if existing is not None:
        return existing
    access.refuse_merged(incident)
    if incident.status != "resolved":
        raise Conflict(
            f"This incident is {incident.status} now; its debrief starts when it is resolved.",
            code="wrong_state",
            data={"current": incident.status, "possible": INCIDENT.actions_from(incident.status)},
        )
    debrief: Debrief = Debrief.objects.create(incident=incident, started_by_id=member.user_id, started_at=now)
    fact = timeline.Fact("debrief_started", {"debrief": debrief.pk})
    timeline.append(incident=incident, actor=member, fact=fact, now=now)
    return debrief


@transaction.atomic
def edit(*, member: Membership, debrief: Debrief, texts: Mapping[str, str], version: int, now: datetime) -> Debrief:
    """Changes some of what_happened, went_well, went_badly, root_causes, if it still is the version that was read.

    Raises Conflict `changed_since` (with the current version and texts in `data`), `wrong_state` once finished.
    """
    require(member, "debriefs.write")
    unknown = [name for name in texts if name not in FIELDS]
    if unknown:
        raise Invalid.field(unknown[0], "A debrief has no such part.", code="unknown_field")
    clean = {name: clean_text(name, value, required=False) for name, value in texts.items()}
    debrief = access.get_visible(member, debrief)
    access.refuse_merged(debrief.incident)
    # One guarded UPDATE: of two who save at once, the second finds no row of the version they read.
    changed = Debrief.objects.filter(pk=debrief.pk, version=version, status="draft").update(
        version=F("version") + 1, **clean
    )
    debrief.refresh_from_db()
    if not changed:
        _refuse_unless_draft(debrief)
        raise Conflict(
            "Somebody changed this debrief since you opened it.",
            code="changed_since",
            data={"current": debrief.version, **{name: getattr(debrief, name) for name in FIELDS}},
        )
    about = timeline.about(debrief.incident, debrief.incident_id)
    recording.record(DEBRIEF_EDITED, about, by=member, now=now, debrief=debrief.pk)
    return debrief


@transaction.atomic
def add_lesson(*, member: Membership, debrief: Debrief, text: str, now: datetime) -> Lesson:
    """Adds one thing learned. The same words again within 30 seconds are one lesson."""
    require(member, "debriefs.write")
    text = clean_text("text", text, most=5_000)
    debrief = access.lock_visible(member, debrief)
    _refuse_unless_draft(debrief)
    again = Lesson.objects.filter(debrief=debrief, text=text, by_id=member.user_id, at__gt=now - timeline.DOUBLE_TAP)
    if existing := again.first():
        return existing
    lesson: Lesson = Lesson.objects.create(debrief=debrief, text=text, by_id=member.user_id, at=now)
    touch(Debrief.objects.filter(pk=debrief.pk))
    _record(debrief.incident, member, "lesson_added", {"lesson": lesson.pk, "text": text}, now)
    return lesson


@transaction.atomic
def remove_lesson(*, member: Membership, lesson: Lesson, now: datetime) -> None:
    """Takes a lesson out again, unless a plan change already came of it."""
    require(member, "debriefs.write")
    # The debrief first: whoever finishes it waits for this, or this sees that it is finished.
    _refuse_unless_draft(access.lock_visible(member, lesson.debrief))
    lesson = access.lock_visible(member, lesson)
    # The plan's next version names the lesson it came from.
    if lesson.proposals.exists():
        raise Conflict("This lesson led to a plan change, so it stays.", code="has_proposal")
    payload = {"lesson": lesson.pk, "text": lesson.text}  # before delete() empties its key
    incident = lesson.debrief.incident
    lesson.delete()
    touch(Debrief.objects.filter(pk=lesson.debrief_id))
    _record(incident, member, "lesson_removed", payload, now)


@transaction.atomic
def propose_change(
    *,
    member: Membership,
    lesson: Lesson,
    plan: Plan,
    title: str,
    changes: Sequence[Mapping[str, Any]],
    now: datetime,
) -> ChangeProposal:
    """Asks for a change of one of the brand's plans, and ties it to the lesson. `changes` as in ChangeProposal."""
    require(member, "debriefs.write")
    require(member, "plans.edit")
    title = clean_line("title", title, most=200)
    lesson = access.lock_visible(member, lesson)
    plan = access.get_visible(member, plan)
    incident = lesson.debrief.incident
    if plan.brand_id != incident.brand_id:
        raise Invalid.field("plan", "This plan belongs to another brand.", code="unknown_plan")
    proposal: ChangeProposal = plan_proposals.propose(
        member,
        plan,
        title=title,
        reason=f"Lesson of #{incident.number} {incident.title}: {lesson.text}",
        changes=[dict(change) for change in changes],
        lesson_id=lesson.pk,
        lesson_text=lesson.text,
        now=now,
    )
    LessonProposal.objects.create(lesson=lesson, proposal=proposal)
    payload = {"lesson": lesson.pk, "proposal": proposal.pk, "plan": plan.name, "title": title}
    _record(incident, member, "change_proposed", payload, now)
    return proposal


@transaction.atomic
def finish(*, member: Membership, debrief: Debrief, waiver: str = "", now: datetime) -> Debrief:
    """Finishes the debrief; its incident closes with it. It must say what happened. Raises Invalid, Conflict.

    What the incident owes since it was resolved (an answer begun meanwhile) is Conflict (`owed`) unless `waiver` says why
    it is left.
    """
    require(member, "debriefs.write")
    require(member, "incidents.run")
    incident = access.lock_writable(member, debrief.incident)
    debrief = access.lock_visible(member, debrief)
    if not debrief.what_happened.strip():
        raise Invalid.field("what_happened", "Say what happened before you finish.", code="required")
    ending.hold(incident)  # before the first entry: see services/__init__
    move(Debrief.objects.all(), debrief.pk, DEBRIEF, "finish", finished_at=now)
    debrief.refresh_from_db()
    lessons = debrief.lessons.count()
    _record(incident, member, "debrief_finished", {"debrief": debrief.pk, "lessons": lessons}, now)
    command.change_status(member=member, incident=incident, action="close", waiver=waiver, now=now)
    return debrief


@transaction.atomic
def reopen(*, member: Membership, debrief: Debrief, now: datetime) -> Debrief:
    """Takes a finished debrief back to be written on, once its incident was reopened and resolved again."""
    require(member, "debriefs.write")
    incident = access.lock_writable(member, debrief.incident)
    debrief = access.lock_visible(member, debrief)
    if incident.status == "closed":
        raise Conflict(
            "Its incident is closed. Reopen the incident first.", code="wrong_state", data={"current": incident.status}
        )
    move(Debrief.objects.all(), debrief.pk, DEBRIEF, "reopen", finished_at=None)
    debrief.refresh_from_db()
    _record(incident, member, "debrief_reopened", {"debrief": debrief.pk}, now)
    return debrief


def _refuse_unless_draft(debrief: Debrief) -> None:
    access.refuse_merged(debrief.incident)
    if debrief.status != "draft":
        raise Conflict(
            "This debrief is finished.",
            code="wrong_state",
            data={"current": debrief.status, "possible": DEBRIEF.actions_from(debrief.status)},
        )


def _record(incident: Incident, member: Membership, kind: str, payload: dict[str, object], now: datetime) -> None:
    timeline.append(incident=incident, actor=member, fact=timeline.Fact(kind, payload), now=now)
