"""What the debrief reads: how long each stage took against its target, and where the work left the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from incidents.models import MILESTONES, Incident, Milestone, Task
from incidents.services.clocks import MEASURED_BY, Clock, clocks_of


@dataclass(frozen=True, slots=True)
class Stage:
    """One milestone. Minutes are whole; `took` is since the one before it, `since_detected` since detection; `measured` since
    its clock began: at detection, or anew when the incident was opened again. Time in which it was over counts for no stage.
    """

    kind: str
    at: datetime | None  # None: not reached
    took: int | None
    since_detected: int | None
    target: int | None  # minutes from when its clock began
    missed: bool
    longest: bool  # of the stages that were reached
    measured: int | None = None


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where the work deviated from the plan: a task that was late, skipped, left undone, or that no plan foresaw."""

    kind: str  # "late", "skipped", "undone", "added"
    task_id: object
    title: str
    minutes: int  # late by, when it was done or when the incident ended
    reason: str


def waterfall(*, incident: Incident) -> list[Stage]:
    """All milestones in order. The reached stage that took longest is marked, so that a missed target names it."""
    times = dict(Milestone.objects.filter(incident=incident).values_list("kind", "at"))
    clocks = {one.kind: one for one in clocks_of([incident])[incident.pk] if one.kind in MEASURED_BY}
    return stages(times, clocks, again=incident.reopened_at)


def stages(times: Mapping[str, datetime], clocks: Mapping[str, Clock], *, again: datetime | None = None) -> list[Stage]:
    """Pure half of `waterfall`: milestone times, their clocks, and when the incident was last opened again."""
    detected = times.get("detected")
    before: datetime | None = None
    took: dict[str, int] = {}
    for kind in MILESTONES:
        at = times.get(kind)
        if at is None:
            continue
        if before is not None:
            took[kind] = _minutes(max(before, again) if again and at >= again else before, at)
        # Stages may be reached out of their order: the next is measured from the latest so far.
        before = max(before, at) if before else at
    longest = max(took, key=lambda kind: took[kind], default=None)
    made = []
    for kind in MILESTONES:
        at, clock = times.get(kind), clocks.get(kind)
        since = _minutes(detected, at) if detected and at else None
        within = _minutes(clock.started_at, clock.due_at) if clock else None
        measured = _minutes(clock.started_at, at) if clock and at else None
        missed = clock is not None and clock.state == "missed"
        is_longest = bool(took.get(kind)) and kind == longest  # none where all took less than a minute
        made.append(Stage(kind, at, took.get(kind), since, within, missed, is_longest, measured))
    return made


def deviations(*, incident: Incident, now: datetime) -> list[Deviation]:
    """Late, skipped, undone and added tasks, in the plan's order, then what was done in each incident that was merged into it.
    Counted until the incident ended: it does not grow after.
    """
    made = []
    ends = [at for at in (incident.resolved_at, incident.closed_at) if at is not None]
    of = Incident.objects.filter(Q(pk=incident.pk) | Q(merged_into=incident.pk)).values("pk")
    rows = Task.objects.filter(incident__in=of).select_related("incident").order_by("incident__number", "order")
    # Its own first; sorting is stable, so the rest stays in order.
    for task in sorted(rows, key=lambda one: one.incident_id != incident.pk):
        if task.incident_id != incident.pk:
            if task.status == "skipped" and task.finished_at == task.incident.closed_at:
                continue  # the merge ended it: the same step is in the list already
            # Of the row in hand alone: it is not saved.
            task.title = f"{task.title} (in #{task.incident.number})"
        if task.step_id is None:
            made.append(Deviation("added", task.pk, task.title, 0, ""))
        if deviation := _deviation(task, ends, now):
            made.append(deviation)
    return made


def _deviation(task: Task, ends: Sequence[datetime], now: datetime) -> Deviation | None:
    end = ends[0] if ends else None
    late = _minutes(task.due_at, task.finished_at or end or now)
    # Ended at the very moment the incident was: nobody decided to leave it out.
    ended_with_it = task.status == "skipped" and task.finished_at is not None and task.finished_at in ends
    if task.status in ("todo", "doing"):  # while it runs, what is not due yet is no deviation
        return Deviation("undone", task.pk, task.title, late, "") if late or end else None
    if ended_with_it:
        return Deviation("undone", task.pk, task.title, late, "")
    if task.status == "skipped":
        return Deviation("skipped", task.pk, task.title, 0, task.skip_reason)
    return Deviation("late", task.pk, task.title, late, "") if late else None


def _minutes(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds() // 60))
