"""What is late is said once: promised updates and tasks.

Each row keeps the due time people were told about, in the transaction that tells them: a repeat finds nothing to say,
and a new due time may be late anew.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from accounts.events.catalogue import Action
from accounts.events.models import Event
from accounts.events.services import recording
from incidents.catalogue import TASK_LATE, UPDATE_DUE, UPDATE_LATE
from incidents.models import RUNNING, Incident, Task
from incidents.services import people, telling, timeline

SOON = timedelta(minutes=10)
_BATCH = 200  # of a kind in a sweep; the rest is found by the next


def remind(*, now: datetime) -> int:
    """Tells whom it concerns of everything late in this agency, at most 200 of each kind; returns how many it told of."""
    promised = Incident.objects.exclude(status__in=["triage", "dismissed", "closed", "merged"]).select_related("brand")
    tasks = Task.objects.filter(status__in=["todo", "doing"], incident__status__in=RUNNING)
    return (
        tell_each(promised, ("next_update_due_at", "warned_of"), now + SOON, now, _update_soon)
        + tell_each(promised, ("next_update_due_at", "told_late"), now, now, _update_late)
        + tell_each(tasks.select_related("incident__brand"), ("due_at", "told_late"), now, now, _task_late)
    )


def tell_each(
    rows: Any, fields: tuple[str, str], until: datetime, now: datetime, say: Callable[[Any, datetime], None]
) -> int:
    """Says it of each row due by `until` of which it was not said yet; one transaction a row."""
    due, told = fields
    unsaid = Q(**{told: None}) | ~Q(**{told: F(due)})
    count = 0
    for row in rows.filter(unsaid, **{f"{due}__lte": until}).order_by(due)[:_BATCH]:
        with transaction.atomic():
            # Two sweeps may run at once: whoever writes the due time tells, the other finds it written.
            still = type(row).objects.filter(unsaid, pk=row.pk, **{due: getattr(row, due)})
            if still.update(**{told: getattr(row, due)}):
                say(row, now)
                count += 1
    return count


def _update_soon(incident: Incident, now: datetime) -> None:
    # What is late already is told as late alone.
    if incident.next_update_due_at is not None and incident.next_update_due_at > now:
        event = _record(UPDATE_DUE, incident, incident.next_update_due_at, now)
        _tell_update(incident, "is due soon", people.in_charge(incident, "updates.send")[:1], now, of=event)


def _update_late(incident: Incident, now: datetime) -> None:
    event = _record(UPDATE_LATE, incident, incident.next_update_due_at, now)
    # More than the one who heard that it is near: they may be away.
    _tell_update(incident, "is late", people.in_charge(incident, "updates.send")[:3], now, of=event)


def _record(action: Action, incident: Incident, due_at: datetime | None, now: datetime) -> Event:
    return recording.record(action, timeline.about(incident, incident.pk), by=None, now=now, due_at=due_at)


def _tell_update(incident: Incident, word: str, whom: Sequence[int | None], now: datetime, *, of: Event) -> None:
    news = telling.News(
        kind="update_due",
        title=f"The promised update on #{incident.number} {incident.title} {word}",
    )
    telling.tell(incident, whom, news, now, of=of)


def _task_late(task: Task, now: datetime) -> None:
    event = recording.record(TASK_LATE, timeline.about(task.incident, task.pk), by=None, now=now, due_at=task.due_at)
    news = telling.News(
        kind="task",
        title=f"Late in #{task.incident.number}: {task.title}",
        body=task.incident.title,
    )
    # Its owner may have left, or lost the role: then the next in charge hears of it.
    able = people.in_charge(task.incident, "tasks.do")
    whom = [task.owner_id if task.owner_id in able else able[0]] if able else []
    telling.tell(task.incident, whom, news, now, of=event)
