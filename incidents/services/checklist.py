"""The tasks of an incident: taken, done, skipped with a reason, added, given to somebody else."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.errors import Invalid
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from accounts.texts import line_of, text_of
from incidents.models import TASK, Incident, Task, TeamPlace
from incidents.services import hints, people, sight, timeline
from playbooks.models import DUTIES, PHASES

LONGEST_MINUTES = 365 * 24 * 60


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task somebody adds, due `due_minutes` from now. `owner` (a user id) None: whoever has the duty, else the lead."""

    title: str
    due_minutes: int
    duty: str = "lead"
    phase: str = "respond"
    instructions: str = ""
    owner: int | None = None
    required: bool = False


@transaction.atomic
def take(*, member: Membership, task: Task, now: datetime) -> Task:
    """Makes the member the owner of an open task."""
    require(member, "tasks.do")
    task = sight.locked(member, task)
    _refuse_unless_open(task)
    if task.owner_id != member.user_id:
        before = people.name_of(task.owner_id)
        task.owner_id = member.user_id
        task.save(update_fields=["owner"])
        _record(task, member, "task_taken", {"from": before}, now)
    return task


@transaction.atomic
def start(*, member: Membership, task: Task, now: datetime) -> Task:
    """Begins a task; one without an owner becomes the member's."""
    task = _moved(member, task, "start")
    if task.owner_id is None:
        task.owner_id = member.user_id
        task.save(update_fields=["owner"])
    _record(task, member, "task_started", {}, now)
    return task


@transaction.atomic
def finish(*, member: Membership, task: Task, now: datetime) -> Task:
    """Marks a task done. Done twice is Conflict (`wrong_state`)."""
    task = _moved(member, task, "finish", finished_at=now, finished_by_id=member.user_id)
    _record(task, member, "task_done", {"late_minutes": _late(task, now)}, now)
    return task


@transaction.atomic
def skip(*, member: Membership, task: Task, reason: str = "", now: datetime) -> Task:
    """Leaves a task out. A required one needs the reason."""
    task = sight.seen(member, task)
    reason = line_of("reason", reason, most=300, required=task.required)
    task = _moved(member, task, "skip", skip_reason=reason, finished_at=now, finished_by_id=member.user_id)
    _record(task, member, "task_skipped", {"reason": reason, "required": task.required}, now)
    return task


@transaction.atomic
def reopen(*, member: Membership, task: Task, now: datetime) -> Task:
    """Puts a task back to be done."""
    task = _moved(member, task, "reopen", skip_reason="", finished_at=None, finished_by_id=None)
    _record(task, member, "task_reopened", {}, now)
    return task


@transaction.atomic
def add(*, member: Membership, incident: Incident, new: NewTask, now: datetime) -> Task:
    """Adds a task that no plan foresaw, at the end of its incident's list."""
    require(member, "tasks.do")
    _check(new)
    incident = sight.locked(member, incident)
    owner = new.owner
    if owner is not None:
        people.able(incident.brand_id, owner, "tasks.do", field="owner")
    else:
        places = TeamPlace.objects.filter(incident=incident, duty=new.duty)
        owner = places.values_list("user_id", flat=True).first() or incident.lead_id
    last = Task.objects.filter(incident=incident).aggregate(last=Max("order"))["last"]
    task = Task.objects.create(
        incident=incident,
        order=(last or 0) + 1,
        phase=new.phase,
        title=line_of("title", new.title, most=200),
        instructions=text_of("instructions", new.instructions, required=False),
        duty=new.duty,
        owner_id=owner,
        due_at=now + timedelta(minutes=new.due_minutes),
        required=new.required,
    )
    _record(task, member, "task_added", {"due_at": task.due_at, "owner": people.name_of(owner)}, now)
    _tell_owner(task, member, now)
    return task


@transaction.atomic
def reassign(*, member: Membership, task: Task, to: int, now: datetime) -> Task:
    """Gives an open task to the person with user id `to`."""
    require(member, "tasks.do")
    task = sight.locked(member, task)
    _refuse_unless_open(task)
    chosen = people.able(task.incident.brand_id, to, "tasks.do", field="to")
    if task.owner_id != to:
        before = people.name_of(task.owner_id)
        task.owner_id = to
        task.save(update_fields=["owner"])
        _record(task, member, "task_given", {"from": before, "to": str(chosen.user)}, now)
        _tell_owner(task, member, now)
    return task


def _check(new: NewTask) -> None:
    if not 0 <= new.due_minutes <= LONGEST_MINUTES:
        raise Invalid.field("due_minutes", "Choose a time from now on, within a year.", code="out_of_range")
    if new.duty not in DUTIES:
        raise Invalid.field("duty", "There is no such duty.", code="unknown_choice")
    if new.phase not in PHASES:
        raise Invalid.field("phase", "There is no such phase.", code="unknown_choice")


def _moved(member: Membership, task: Task, action: str, **values: Any) -> Task:
    require(member, "tasks.do")
    task = sight.locked(member, task)
    move(Task.objects.all(), task.pk, TASK, action, **values)
    task.refresh_from_db()
    return task


def _refuse_unless_open(task: Task) -> None:
    if task.status not in ("todo", "doing"):
        # The guarded UPDATE says it in the words of every lost race.
        move(Task.objects.all(), task.pk, TASK, "finish")


def _late(task: Task, now: datetime) -> int:
    return max(0, int((now - task.due_at).total_seconds() // 60))


def _record(task: Task, member: Membership, kind: str, more: dict[str, object], now: datetime) -> None:
    payload = {"task": task.pk, "title": task.title, **more}
    timeline.append(incident=task.incident, actor=member, fact=timeline.Fact(kind, payload), now=now)
    hints.changed(task.incident, task.pk, now)


def _tell_owner(task: Task, member: Membership, now: datetime) -> None:
    if task.owner_id != member.user_id:
        incident = task.incident
        title = f"Task for you in #{incident.number}: {task.title}"
        news = hints.News("task", title, f"task:{task.pk}:{task.owner_id}:{now.isoformat()}", body=incident.title)
        hints.tell(incident, [task.owner_id], news, now)
