"""What happens in an incident, for the agency's record of events: read off the facts of its timeline.

Whoever writes a fact writes the event: there is no entry without one, and no way to forget it. An event says ids, numbers
and words of closed sets; what people wrote stays in the timeline, where it can be erased.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.events.catalogue import Action, Removal, declare, removes
from incidents.models import INCIDENT
from playbooks.models import DUTIES

_STATUS = tuple(INCIDENT.statuses)


@dataclass(frozen=True, slots=True)
class Told:
    """How a fact is told as an event: which kind, and under which name its payload says whose id it is about ("": the incident's)."""

    action: Action
    subject: str = ""

    def data(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """The event's data out of what the fact says."""
        return {name: said.get(name) for name in self.action.data}


def _incident(what: str, says: str, **data: Any) -> Told:
    return Told(declare(f"incident.{what}", says, **data))


def _task(what: str, says: str, **data: Any) -> Told:
    return Told(declare(f"task.{what}", says, **data), "task")


def _answer(what: str, says: str, **data: Any) -> Told:
    return Told(declare(f"answer.{what}", says, **data), "answer")


def _moved(what: str, says: str) -> Told:
    return _incident(what, says, **{"from": _STATUS, "to": _STATUS})


# By the action of INCIDENT.
STATUS: dict[str, Told] = {
    "confirm": _moved("confirmed", "A person said that what a rule opened in triage is an incident."),
    "dismiss": _moved("dismissed", "An incident in triage was dismissed: there is none."),
    "respond": _moved("responding", "The team is responding."),
    "stabilise": _moved("stabilised", "The situation is stable."),
    "resolve": _moved("resolved", "An incident was resolved."),
    "close": _moved("closed", "An incident was closed."),
    "reopen": _moved("reopened", "An incident was opened again."),
    "merge": _incident("merged", "An incident went into another.", into=int, to=("merged",)),
}
# By the kind of a timeline entry.
TOLD: dict[str, Told] = {
    "opened": _incident("opened", "An incident was opened.", severity=int, status=_STATUS, mentions=int),
    "alert_joined": _incident("alert_joined", "An alert was put into an incident.", alert=UUID, began_with=bool),
    "alert_left": _incident("alert_left", "An alert was removed from an incident.", alert=UUID),
    "alert_moved": _incident("alert_moved", "An alert went from one incident into another.", alert=UUID),
    "alerts_unanswered": _incident(
        "alerts_unanswered", "Everybody was woken for an incident's alerts, and nobody acknowledged.", count=int
    ),
    "plan_pinned": _incident(
        "plan_pinned", "An incident follows a plan from now on.", version_id=UUID, version=int, tasks=int
    ),
    "team_set": _incident("team_set", "The duties of an incident were given to the brand's team."),
    "merged_in": _incident("merged_in", "Another incident went into this one.", number=int),
    "merged_on": _incident("merged_on", "What an incident was merged into went into another.", number=int, into=int),
    "waived": _incident("waived", "An incident ended with something owed, for a reason somebody gave."),
    "severity": _incident("severity_changed", "The severity of an incident was changed.", **{"from": int, "to": int}),
    "lead": _incident("lead_changed", "The lead of an incident was handed over.", to_user=int),
    "duty": _incident(
        "duty_given",
        "A duty in an incident was given to somebody, or to nobody.",
        duty=tuple(DUTIES),
        to_user=int | None,
    ),
    "renamed": _incident("renamed", "An incident has another title."),
    "released": _incident("released", "An incident was released to the client.", audience=("client", "public")),
    "entry_released": _incident(
        "entry_released", "An entry of the timeline was released.", entry=int, audience=("client", "public")
    ),
    "note": _incident("noted", "A note was written to the timeline.", entry=int),
    "correction": _incident("entry_corrected", "An entry of the timeline was corrected.", entry=int),
    "payload_erased": _incident("entry_erased", "What an entry of the timeline said was erased.", entry=int),
    "mentions_linked": _incident(
        "mentions_linked", "Mentions were linked to an incident.", mentions=list[UUID], count=int
    ),
    "mention_unlinked": _incident("mention_unlinked", "A mention was removed from an incident.", mention=UUID),
    "update_sent": _incident(
        "update_sent",
        "A status update was sent.",
        update=UUID,
        audience=("client", "public"),
        next_due_at=datetime | None,
        late=bool,
    ),
    "task_added": _task("added", "A task was added."),
    "task_taken": _task("taken", "Somebody took a task."),
    "task_given": _task("given", "A task was given to somebody.", owner=int),
    "task_changed": _task("changed", "A task was changed."),
    "task_started": _task("started", "A task was begun."),
    "task_done": _task("finished", "A task was finished.", late_minutes=int | None),
    "task_skipped": _task("skipped", "A task was skipped.", required=bool),
    "task_reopened": _task("reopened", "A task was opened again."),
    "answer_drafted": _answer("drafted", "A public answer was drafted.", sha256=str),
    "answer_edited": _answer("edited", "The text of a public answer was changed.", sha256=str, voided=int),
    "approval_asked": _answer(
        "approval_asked", "Approval of a public answer was asked for.", sha256=str, asked=list[int]
    ),
    "approval_withdrawn": _answer("approval_withdrawn", "Questions for approval ended without an answer."),
    "approval_stands": _answer("approval_stands", "A text goes out on the approvals it has.", sha256=str),
    "approval_given": _answer("approved", "A public answer was approved, word for word.", sha256=str, approval=UUID),
    "approval_refused": _answer("rejected", "Changes to a public answer were asked for.", sha256=str, approval=UUID),
    "answer_handed_off": _answer("handed_off", "The approved text was taken, to be posted.", sha256=str),
    "answer_published": _answer("published", "Where an answer stands was confirmed.", sha256=str, url=str),
    "answer_withdrawn": _answer("withdrawn", "A public answer was given up."),
    "debrief_started": _incident("debrief_started", "The debrief was started.", debrief=UUID),
    "debrief_finished": _incident("debrief_finished", "The debrief was finished.", debrief=UUID, lessons=int),
    "debrief_reopened": _incident("debrief_reopened", "The debrief was opened again.", debrief=UUID),
    "lesson_added": _incident("lesson_added", "A lesson was added to the debrief.", lesson=UUID),
    "lesson_removed": _incident("lesson_removed", "A lesson was removed from the debrief.", lesson=UUID),
    "change_proposed": _incident("change_proposed", "A change of a plan was proposed.", lesson=UUID, proposal=UUID),
}
removes(TOLD["lesson_removed"].action, Removal("lesson", "lesson"))
removes(TOLD["payload_erased"].action, Removal("entry", "entry", erased=True, numbered=True))
# Whose cut of the record was taken.
CUTS = ("counsel", "client")
EXPORTED = declare(
    "incident.exported",
    "The record of an incident was taken as a file, with this hash.",
    **{"for": CUTS, "sha256": str},
)
# Whoever takes it in hand, or moves it elsewhere, says so by an event of its own.
ALERT_WAITING = declare(
    "alert.waiting", "An alert waits for somebody to take it in hand; whom it concerns is told.", due_at=datetime | None
)
LINK_WANTED = declare(
    "answer.approval_link_wanted", "Somebody whose link for an approval has expired asks for a new one.", approval=UUID
)
# What the clock says, and no entry does.
UPDATE_DUE = declare("incident.update_due_soon", "A promised update is due within ten minutes.", due_at=datetime)
UPDATE_LATE = declare("incident.update_late", "A promised update is late.", due_at=datetime)
TASK_LATE = declare("task.late", "A task is late.", due_at=datetime)
APPROVAL_LATE = declare("answer.approval_late", "Somebody has not decided in time.", approval=UUID, due_at=datetime)
DEBRIEF_EDITED = declare("incident.debrief_edited", "The debrief was written on.", debrief=UUID)


def told_as(kind: str, said: Mapping[str, Any]) -> Told:
    """How a fact of this kind is told. Raises KeyError for one that nobody declared."""
    return STATUS[str(said["action"])] if kind == "status" else TOLD[kind]
