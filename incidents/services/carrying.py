"""What goes along when an incident is merged into another. Each is called by `merging`, which holds the locks of both."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from accounts.models import Membership
from accounts.notifications.services import notifying
from incidents.models import Incident, IncidentAlert, IncidentMention, Milestone, Task, TeamPlace
from incidents.services import joining, milestones, telling
from monitoring.alerting import services as alerting

OPEN = ("todo", "doing")


@dataclass(frozen=True, slots=True)
class Tasks:
    """Open tasks that went along, those that ended because the same step is there already, and those of that one that were
    left out there and are to be done again.
    """

    moved: list[Task]
    ended: list[Task]
    again: list[Task]


def move_alerts(source: Incident, target: Incident, now: datetime) -> list[UUID]:
    """Moves the alerts. Nobody took them in hand by merging: whoever is being woken goes on being woken, for the other."""
    links = IncidentAlert.objects.filter(incident=source)
    alert_ids = list(links.order_by("joined_at").values_list("alert_id", flat=True))
    waiting = list(links.filter(alert__acknowledged_at=None).values_list("alert_id", flat=True))
    links.update(incident=target, joined_at=now)
    alerting.mark_moved(alerts=alert_ids, reason=f"Incident #{target.number}", now=now)
    notifying.move_pages(joining.subject(source.pk), joining.subject(target.pk), path=telling.room_path(target))
    for alert_id in waiting:  # what opened an incident in triage wakes people by itself
        notifying.move_pages(
            notifying.about_alert(alert_id), notifying.about_alert(alert_id), path=telling.room_path(target)
        )
    return alert_ids


def move_mentions(source: Incident, target: Incident) -> int:
    """Links the mentions there; those that are there already stay as they are. Returns how many are new."""
    links = IncidentMention.objects.filter(incident=source)
    there = IncidentMention.objects.filter(incident=target).values_list("mention_id", flat=True)
    links.filter(mention_id__in=list(there)).delete()  # the unique pair would refuse to move these
    return links.update(incident=target)


def move_tasks(source: Incident, target: Incident, member: Membership, now: datetime) -> Tasks:
    """Moves the open tasks to the end of the other's list; ends those whose step the other's plan has put to work, too.

    A plan's step is the same in all its versions. One that was skipped there stands for nothing: what is open here is still
    to be done. Without an owner it is whose duty it is there, else the lead's.
    """
    rows = Task.objects.filter(incident=source, status__in=OPEN).select_related("step__version").order_by("order")
    steps = Task.objects.filter(incident=target, step__isnull=False)
    there = set(steps.exclude(status="skipped").values_list("step__version__plan_id", "step__key"))
    left_out = {one.step_id: one for one in steps.filter(status="skipped").select_for_update(of=("self",), no_key=True)}
    owners = dict(TeamPlace.objects.filter(incident=target).values_list("duty", "user_id"))
    last = Task.objects.filter(incident=target).aggregate(last=Max("order"))["last"] or 0
    tasks = Tasks([], [], [])
    ended: list[Task] = []
    # Of the tasks alone: PostgreSQL locks no row on the nullable side of an outer join, and a task may have no step.
    for task in rows.select_for_update(of=("self",), no_key=True):
        task.version += 1
        task.owner_id = task.owner_id or owners.get(task.duty) or target.lead_id
        same = task.step is not None and (task.step.version.plan_id, task.step.key) in there
        if not same and task.step_id not in left_out:
            task.incident, task.order = target, last + len(tasks.moved) + 1
            task.moved_from_id = task.moved_from_id or source.pk
            tasks.moved.append(task)
            continue
        if same:
            tasks.ended.append(task)
        else:  # an incident has a step of a version once: the one that is there goes on in its place
            tasks.again.append(_taken_up(left_out[task.step_id], task))
        task.status, task.skip_reason = "skipped", f"The same step is in #{target.number}."
        task.finished_at, task.finished_by_id = now, member.user_id
        ended.append(task)
    ends = ["status", "skip_reason", "finished_at", "finished_by"]
    Task.objects.bulk_update(tasks.moved, ["version", "incident", "order", "moved_from", "owner"])
    Task.objects.bulk_update(tasks.again, ["version", *ends, "due_at", "told_late", "moved_from", "owner"])
    Task.objects.bulk_update(ended, ["version", *ends])
    return tasks


def _taken_up(left_out: Task, task: Task) -> Task:
    """The skipped one as the open one of the same step has it: under way or not, whose, and due when."""
    left_out.version += 1
    left_out.status, left_out.skip_reason, left_out.finished_at, left_out.finished_by_id = task.status, "", None, None
    left_out.owner_id, left_out.due_at, left_out.told_late = task.owner_id, task.due_at, task.told_late
    left_out.moved_from_id = left_out.moved_from_id or task.moved_from_id or task.incident_id
    return left_out


def keep_earliest(source: Incident, target: Incident) -> dict[str, datetime]:
    """What happened first in either is when it happened to the matter. Returns what the other's record says anew.

    One that was over and opened again began anew then: it brings that moment as its start, and nothing from before it.
    """
    again = source.reopened_at
    there = dict(Milestone.objects.filter(incident=target).values_list("kind", "at"))
    earlier = {}
    for kind, at in Milestone.objects.filter(incident=source).exclude(kind="resolved").values_list("kind", "at"):
        if again is not None and at < again:
            if kind != "detected":
                continue
            at = again
        if kind not in there:
            milestones.reach(target, kind, at)
        elif at < there[kind]:
            Milestone.objects.filter(incident=target, kind=kind).update(at=at)
        else:
            continue
        earlier[kind] = at
    return earlier


def promise(source: Incident, target: Incident) -> datetime | None:
    """The promise that goes along. None: nothing was promised, or to nobody who reads the other."""
    unread = source.released_to_client_at is None and target.released_to_client_at is not None
    return None if unread else source.next_update_due_at
