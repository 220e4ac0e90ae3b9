"""What is late is said once: promised updates, tasks, and approvals nobody decided. Silence decides nothing."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from accounts.permissions import may
from incidents.models import RUNNING, Approval, Incident, Task
from incidents.services import hints, people
from incidents.services.opening import HURRY
from monitoring.services.collection import hurry

SOON = timedelta(minutes=10)
_BATCH = 200


def remind(*, now: datetime) -> int:
    """Tells whom it concerns of everything late in this agency; each thing once (the news' own dedupe). Returns how many."""
    return _updates(now) + _tasks(now) + _approvals(now)


def keep_hurrying(*, now: datetime) -> int:
    """Feeds of brands with a running incident go on being fetched often. Returns how many brands."""
    running = Incident.objects.filter(status__in=RUNNING, is_drill=False).select_related("brand")
    brands = {incident.brand_id: incident.brand for incident in running}
    for brand in brands.values():
        hurry(brand=brand, until=now + HURRY, now=now)
    return len(brands)


def _updates(now: datetime) -> int:
    """Before a promised update is due, and again once it is late: the lead, and whoever else may send it when it is late."""
    promised = Incident.objects.filter(next_update_due_at__lte=now + SOON).exclude(
        status__in=["triage", "dismissed", "closed"]
    )
    count = 0
    for incident in promised.select_related("brand").order_by("next_update_due_at")[:_BATCH]:
        due = incident.next_update_due_at
        late = due is not None and due <= now
        word = "is late" if late else "is due soon"
        news = hints.News(
            kind="update_due",
            title=f"The promised update on #{incident.number} {incident.title} {word}",
            dedupe=f"incident:{incident.pk}:update:{due:%Y%m%dT%H%M%S}:{'late' if late else 'soon'}",
        )
        with transaction.atomic():
            hints.tell(incident, _who_updates(incident, late), news, now)
        count += 1
    return count


def _who_updates(incident: Incident, late: bool) -> Iterable[int | None]:
    if incident.lead_id is not None and not late:
        return [incident.lead_id]
    able = [one.user_id for one in people.on_brand(incident.brand_id) if may(one, "updates.send")]
    return [incident.lead_id, *able[:2]]


def _tasks(now: datetime) -> int:
    late = Task.objects.filter(status__in=["todo", "doing"], due_at__lte=now, incident__status__in=RUNNING)
    count = 0
    for task in late.select_related("incident__brand").order_by("due_at")[:_BATCH]:
        news = hints.News(
            kind="task",
            title=f"Late in #{task.incident.number}: {task.title}",
            body=task.incident.title,
            dedupe=f"task:{task.pk}:late:{task.due_at:%Y%m%dT%H%M%S}",
        )
        with transaction.atomic():
            hints.tell(task.incident, [task.owner_id or task.incident.lead_id], news, now)
        count += 1
    return count


def _approvals(now: datetime) -> int:
    waiting = Approval.objects.filter(status="asked", due_at__lte=now)
    count = 0
    for approval in waiting.select_related("answer__incident__brand", "asked_of").order_by("due_at")[:_BATCH]:
        incident = approval.answer.incident
        title = f"Your yes or no to “{approval.answer.title}” is late"
        dedupe = f"approval:{approval.pk}:late"
        path = f"/incidents/{incident.pk}/answers/{approval.answer_id}/"
        asker = f"{approval.asked_of} has not decided on “{approval.answer.title}”"
        with transaction.atomic():
            hints.tell(incident, [approval.asked_of_id], hints.News("approval", title, dedupe, path=path), now)
            others = [one for one in (approval.asked_by_id, incident.lead_id) if one != approval.asked_of_id]
            hints.tell(incident, others, hints.News("approval", asker, f"{dedupe}:told"), now)
        count += 1
    return count
