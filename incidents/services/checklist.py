"""The tasks of an incident: taken, done, skipped with a reason, added, changed, given to somebody else."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from accounts.cleaning import clean_line, clean_text
from accounts.errors import Conflict, Forbidden, Invalid
from accounts.events.models import Event
from accounts.formats import format_time
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from incidents.models import TASK, Incident, Task, TeamPlace
from incidents.services import access, people, telling, timeline
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


@dataclass(frozen=True, slots=True)
class Change:
    """What a task says from now on; None leaves it. `version`: the one its editor read."""

    reason: str
    version: int
    title: str | None = None
    due_at: datetime | None = None
    instructions: str | None = None


@transaction.atomic
def take(*, member: Membership, task: Task, now: datetime) -> Task:
    """Makes the member the owner of an open task. Raises Forbidden (`not_a_person`) for a machine, which owns none."""
    require(member, "tasks.do")
    if member.is_machine:
        raise Forbidden("A machine owns no tasks. Give it to a person.", code="not_a_person")
    task = access.lock_visible(member, task)
    _refuse_unless_open(task)
    if task.owner_id != member.user_id:
        before = people.name_of(task.owner_id)
        _write(task, owner_id=member.user_id)
        _record(task, member, "task_taken", {"from": before}, now)
    return task


@transaction.atomic
def start(*, member: Membership, task: Task, now: datetime) -> Task:
    """Begins a task; one without an owner becomes the member's, if that is a person."""
    task = _moved(member, task, "start")
    if task.owner_id is None and not member.is_machine:
        _write(task, owner_id=member.user_id)
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
    task = access.get_visible(member, task)
    reason = clean_line("reason", reason, most=300, required=task.required)
    task = _moved(member, task, "skip", skip_reason=reason, finished_at=now, finished_by_id=member.user_id)
    _record(task, member, "task_skipped", {"reason": reason, "required": task.required}, now)
    return task


@transaction.atomic
def reopen(*, member: Membership, task: Task, now: datetime) -> Task:
    """Puts a task back to be done."""
    require(member, "tasks.do")
    # The incident first, in the order of locks; of one that was merged no task comes back.
    access.lock_writable(member, access.get_visible(member, task).incident)
    task = _moved(member, task, "reopen", skip_reason="", finished_at=None, finished_by_id=None)
    _record(task, member, "task_reopened", {}, now)
    return task


@transaction.atomic
def add(*, member: Membership, incident: Incident, new: NewTask, now: datetime) -> Task:
    """Adds a task that no plan foresaw, at the end of its incident's list. The same again within 30 seconds is one task."""
    require(member, "tasks.do")
    _check(new)
    incident = access.lock_writable(member, incident)
    said = _said(new)
    again = timeline.just_said(incident, member, "task_added", now, payload__said=said)
    if again is not None:
        return Task.objects.get(pk=(again.payload or {})["task"])
    owner = new.owner
    if owner is not None:
        people.able(incident.brand_id, owner, "tasks.do", field="owner")
    else:
        places = TeamPlace.objects.filter(incident=incident, duty=new.duty)
        owner = places.values_list("user_id", flat=True).first() or incident.lead_id
    # Under the incident's lock: two added at once don't get one place.
    last = Task.objects.filter(incident=incident).aggregate(last=Max("order"))["last"]
    task = Task.objects.create(
        incident=incident,
        order=(last or 0) + 1,
        phase=new.phase,
        title=said["title"],
        instructions=said["instructions"],
        duty=new.duty,
        owner_id=owner,
        due_at=now + timedelta(minutes=new.due_minutes),
        required=new.required,
    )
    more: dict[str, object] = {"due_at": task.due_at, "owner": people.name_of(owner), "said": said}
    event = _record(task, member, "task_added", more, now)
    _tell_owner(task, member, now, of=event)
    return task


@transaction.atomic
def reassign(*, member: Membership, task: Task, to: int, now: datetime) -> Task:
    """Gives an open task to the person with user id `to`."""
    require(member, "tasks.do")
    task = access.lock_visible(member, task)
    _refuse_unless_open(task)
    chosen = people.able(task.incident.brand_id, to, "tasks.do", field="to")
    if task.owner_id != to:
        before = people.name_of(task.owner_id)
        _write(task, owner_id=to)
        event = _record(task, member, "task_given", {"from": before, "to": str(chosen.user)}, now, owner=to)
        _tell_owner(task, member, now, of=event)
    return task


@transaction.atomic
def change_task(*, member: Membership, task: Task, change: Change, now: datetime) -> Task:
    """Changes what an open task says or when it is due; the record keeps both and the reason. A change of nothing is none.

    Its owner is told. Raises Invalid by field, Conflict (`changed_since`, `wrong_state`).
    """
    require(member, "tasks.do")
    reason = clean_line("reason", change.reason, most=500)
    task = access.lock_visible(member, task)
    _refuse_unless_open(task)
    # Asked under the lock: of two changes at once, the second is refused.
    if task.version != change.version:
        text = "Somebody changed this task since you read it. Read it again."
        raise Conflict(text, code="changed_since", data={"current": task.version})
    wanted = _wanted(task, change, now)
    if not wanted:
        return task
    before = {name: getattr(task, name) for name in wanted}
    _write(task, **wanted)
    event = _record(task, member, "task_changed", {"from": before, "to": wanted, "reason": reason}, now)
    _tell_changed(task, member, wanted, reason, now, of=event)
    return task


def _wanted(task: Task, change: Change, now: datetime) -> dict[str, Any]:
    given: dict[str, Any] = {"due_at": change.due_at}
    if change.title is not None:
        given["title"] = clean_line("title", change.title, most=200)
    if change.instructions is not None:
        given["instructions"] = clean_text("instructions", change.instructions, required=False)
    wanted = {name: value for name, value in given.items() if value is not None and value != getattr(task, name)}
    if "due_at" in wanted:
        if wanted["due_at"].tzinfo is None:  # Python compares it with no aware one
            raise Invalid.field("due_at", "Include the time zone.", code="no_zone")
        if not now <= wanted["due_at"] <= now + timedelta(minutes=LONGEST_MINUTES):
            raise Invalid.field("due_at", "Choose a time from now on, within a year.", code="out_of_range")
    return wanted


def _said(new: NewTask) -> dict[str, Any]:
    """All that was asked for, as the record keeps it: only the very same is the same task."""
    said = asdict(new)
    said["title"] = clean_line("title", new.title, most=200)
    said["instructions"] = clean_text("instructions", new.instructions, required=False)
    return said


def _check(new: NewTask) -> None:
    if not 0 <= new.due_minutes <= LONGEST_MINUTES:
        raise Invalid.field("due_minutes", "Choose a time from now on, within a year.", code="out_of_range")
    if new.duty not in DUTIES:
        raise Invalid.field("duty", "There is no such duty.", code="unknown_choice")
    if new.phase not in PHASES:
        raise Invalid.field("phase", "There is no such phase.", code="unknown_choice")


def _moved(member: Membership, task: Task, action: str, **values: Any) -> Task:
    require(member, "tasks.do")
    task = access.lock_visible(member, task)
    move(Task.objects.all(), task.pk, TASK, action, **values, version=F("version") + 1)
    task.refresh_from_db()
    return task


def _write(task: Task, **values: Any) -> None:
    """Writes these to a task whose lock the caller holds; its version grows with them."""
    for name, value in values.items():
        setattr(task, name, value)
    task.version += 1
    task.save(update_fields=[*values, "version"])


def _refuse_unless_open(task: Task) -> None:
    if task.status not in ("todo", "doing"):
        # The guarded UPDATE says it in the words of every lost race.
        move(Task.objects.all(), task.pk, TASK, "finish")


def _late(task: Task, now: datetime) -> int:
    return max(0, int((now - task.due_at).total_seconds() // 60))


def _record(task: Task, member: Membership, kind: str, more: dict[str, object], now: datetime, **told: object) -> Event:
    payload = {"task": task.pk, "title": task.title, **more}
    fact = timeline.Fact(kind, payload, told=told)
    entry = timeline.append(incident=task.incident, actor=member, fact=fact, now=now)
    return entry.event


def _tell_owner(task: Task, member: Membership, now: datetime, *, of: Event) -> None:
    if task.owner_id != member.user_id:
        incident = task.incident
        title = f"Task for you in #{incident.number}: {task.title}"
        telling.tell(incident, [task.owner_id], telling.News("task", title, incident.title), now, of=of)


def _tell_changed(
    task: Task, member: Membership, wanted: dict[str, Any], reason: str, now: datetime, *, of: Event
) -> None:
    if task.owner_id is None or task.owner_id == member.user_id:
        return
    incident = task.incident
    moved = f"Due {format_time(task.due_at, now=now, day=True)}. " if "due_at" in wanted else ""
    what = "is due at another time" if moved else "was changed"
    news = telling.News("task", f"Your task in #{incident.number} {what}: {task.title}", f"{moved}Reason: {reason}")
    telling.tell(incident, [task.owner_id], news, now, of=of)
