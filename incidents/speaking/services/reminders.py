"""Questions nobody decided in time: said once to whom it concerns. Silence decides nothing."""

from datetime import datetime

from accounts.events.services import recording
from incidents.catalogue import APPROVAL_LATE
from incidents.models import Approval
from incidents.services import people, telling, timeline
from incidents.services.reminders import tell_each
from incidents.speaking.services import approval_links, questions


def remind(*, now: datetime) -> int:
    """Tells of every question in this agency that is late, at most 200; returns of how many.

    What is asked in an incident that is over is not late: it ends first.
    """
    questions.lapse_left(now=now)
    asked = Approval.objects.filter(status="asked").select_related("answer__incident__brand", "asked_of")
    return tell_each(asked, ("due_at", "told_late"), now, now, _approval_late)


def _approval_late(approval: Approval, now: datetime) -> None:
    answer = approval.answer
    incident, dedupe = answer.incident, f"approval:{approval.pk}:late"
    event = recording.record(
        APPROVAL_LATE,
        timeline.about(incident, answer.pk),
        by=None,
        now=now,
        approval=approval.pk,
        due_at=approval.due_at,
    )
    path = f"/incidents/{incident.pk}/answers/{answer.pk}/"
    title = f"Your approval of “{answer.title}” is late"
    about = approval_links.subject_of(approval)
    mine = telling.News("approval", title, answer.text, dedupe, path=path, about=about, for_clients=True)
    telling.tell(incident, [approval.asked_of_id], mine, now, of=event)
    others = {approval.asked_by_id, *people.in_charge(incident, "answers.draft")[:1]} - {approval.asked_of_id}
    said = f"{approval.asked_of} has not decided on “{answer.title}”"
    theirs = telling.News("approval", said, dedupe=f"{dedupe}:told", path=path, about=about)
    telling.tell(incident, others, theirs, now, of=event)
