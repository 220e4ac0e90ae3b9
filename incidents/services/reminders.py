"""What is late is said once: promised updates, tasks, and approvals nobody decided. Silence decides nothing.

Each row keeps the due time people were told about, in the transaction that tells them: a repeat finds nothing to say,
and a new due time may be late anew.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from accounts.permissions import may
from incidents.models import RUNNING, Approval, Incident, Task
from incidents.services import hints, people
from incidents.services.opening import HURRY
from monitoring.services.collection import hurry

SOON = timedelta(minutes=10)
_BATCH = 200


def remind(*, now: datetime) -> int:
    """Tells whom it concerns of everything late in this agency, at most 200 of each kind; returns how many it told of."""
    promised = Incident.objects.exclude(status__in=["triage", "dismissed", "closed"]).select_related("brand")
    tasks = Task.objects.filter(status__in=["todo", "doing"], incident__status__in=RUNNING)
    asked = Approval.objects.filter(status="asked")
    return (
        _each(promised, ("next_update_due_at", "warned_of"), now + SOON, now, _update_soon)
        + _each(promised, ("next_update_due_at", "told_late"), now, now, _update_late)
        + _each(tasks.select_related("incident__brand"), ("due_at", "told_late"), now, now, _task_late)
        + _each(
            asked.select_related("answer__incident__brand", "asked_of"),
            ("due_at", "told_late"),
            now,
            now,
            _approval_late,
        )
    )


def keep_hurrying(*, now: datetime) -> int:
    """Feeds of brands with a running incident go on being fetched often. Returns how many brands."""
    running = Incident.objects.filter(status__in=RUNNING, is_drill=False).select_related("brand")
    brands = {incident.brand_id: incident.brand for incident in running}
    for brand in brands.values():
        hurry(brand=brand, until=now + HURRY, now=now)
    return len(brands)


def _each(
    rows: Any, fields: tuple[str, str], until: datetime, now: datetime, say: Callable[[Any, datetime], None]
) -> int:
    """Says it of each row due by `until` of which it was not said yet; one transaction a row."""
    due, told = fields
    unsaid = Q(**{told: None}) | ~Q(**{told: F(due)})
    count = 0
    for row in rows.filter(unsaid, **{f"{due}__lte": until}).order_by(due)[:_BATCH]:
        with transaction.atomic():
            still = type(row).objects.filter(unsaid, pk=row.pk, **{due: getattr(row, due)})
            if still.update(**{told: getattr(row, due)}):
                say(row, now)
                count += 1
    return count


def _update_soon(incident: Incident, now: datetime) -> None:
    if incident.next_update_due_at is not None and incident.next_update_due_at > now:
        _tell_update(
            incident, "is due soon", [incident.lead_id] if incident.lead_id is not None else _senders(incident)[:1], now
        )


def _update_late(incident: Incident, now: datetime) -> None:
    _tell_update(incident, "is late", [incident.lead_id, *_senders(incident)[:2]], now)


def _tell_update(incident: Incident, word: str, whom: Sequence[int | None], now: datetime) -> None:
    news = hints.News(
        kind="update_due",
        title=f"The promised update on #{incident.number} {incident.title} {word}",
        dedupe=f"incident:{incident.pk}:update:{incident.next_update_due_at:%Y%m%dT%H%M%S}:{word}",
    )
    hints.tell(incident, whom, news, now)


def _senders(incident: Incident) -> list[int]:
    return [one.user_id for one in people.on_brand(incident.brand_id) if may(one, "updates.send")]


def _task_late(task: Task, now: datetime) -> None:
    news = hints.News(
        kind="task",
        title=f"Late in #{task.incident.number}: {task.title}",
        body=task.incident.title,
        dedupe=f"task:{task.pk}:late:{task.due_at:%Y%m%dT%H%M%S}",
    )
    hints.tell(task.incident, [task.owner_id or task.incident.lead_id], news, now)


def _approval_late(approval: Approval, now: datetime) -> None:
    answer = approval.answer
    incident, dedupe = answer.incident, f"approval:{approval.pk}:late"
    path = f"/incidents/{incident.pk}/answers/{answer.pk}/"
    mine = hints.News("approval", f"Your yes or no to “{answer.title}” is late", dedupe, body=answer.text, path=path)
    hints.tell(incident, [approval.asked_of_id], mine, now)
    others = [one for one in (approval.asked_by_id, incident.lead_id) if one != approval.asked_of_id]
    theirs = hints.News(
        "approval", f"{approval.asked_of} has not decided on “{answer.title}”", f"{dedupe}:told", path=path
    )
    hints.tell(incident, others, theirs, now)
