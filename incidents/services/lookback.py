"""What the debrief reads: how long each stage took against its target, and where the work left the plan."""

from dataclasses import dataclass
from datetime import datetime

from accounts.brands.targets import target
from incidents.models import MILESTONES, Incident, Milestone, Task
from incidents.services.clocks import MEASURED_BY


@dataclass(frozen=True, slots=True)
class Stage:
    """One milestone. Minutes are whole; `took` is since the one before it, `since_detected` since detection."""

    kind: str
    at: datetime | None  # None: not reached
    took: int | None
    since_detected: int | None
    target: int | None  # minutes from detection
    missed: bool
    longest: bool  # of the stages that were reached


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where the work left the plan: a task that was late, skipped, left undone, or that no plan foresaw."""

    kind: str  # "late", "skipped", "undone", "added"
    task_id: object
    title: str
    minutes: int  # late by
    reason: str


def waterfall(*, incident: Incident) -> list[Stage]:
    """All milestones in order. The reached stage that took longest is marked, so that a missed target names it."""
    times = dict(Milestone.objects.filter(incident=incident).values_list("kind", "at"))
    brand, severity = incident.brand, incident.severity
    targets = {kind: int(target(brand, name, severity).total_seconds() // 60) for kind, name in MEASURED_BY.items()}
    return stages(times, targets)


def stages(times: dict[str, datetime], targets: dict[str, int]) -> list[Stage]:
    """Pure half of `waterfall`: milestone times and targets in minutes from detection."""
    detected = times.get("detected")
    before: datetime | None = None
    took: dict[str, int] = {}
    for kind in MILESTONES:
        at = times.get(kind)
        if at is None:
            continue
        if before is not None:
            took[kind] = _minutes(before, at)
        before = max(before, at) if before else at
    longest = max(took, key=lambda kind: took[kind], default=None)
    made = []
    for kind in MILESTONES:
        at, within = times.get(kind), targets.get(kind)
        since = _minutes(detected, at) if detected and at else None
        missed = within is not None and since is not None and since > within
        made.append(Stage(kind, at, took.get(kind), since, within, missed, bool(took.get(kind)) and kind == longest))
    return made


def deviations(*, incident: Incident, now: datetime) -> list[Deviation]:
    """Late, skipped, undone and added tasks, in the plan's order."""
    made = []
    for task in Task.objects.filter(incident=incident).order_by("order"):
        late = _minutes(task.due_at, task.finished_at or now)
        if task.status == "skipped":
            made.append(Deviation("skipped", task.pk, task.title, 0, task.skip_reason))
        elif task.status == "done" and late > 0:
            made.append(Deviation("late", task.pk, task.title, late, ""))
        elif task.status in ("todo", "doing") and late > 0:
            made.append(Deviation("undone", task.pk, task.title, late, ""))
        if task.step_id is None:
            made.append(Deviation("added", task.pk, task.title, 0, ""))
    return made


def _minutes(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds() // 60))
