"""A page nobody acknowledged goes to the brand's next person, those in quiet hours last; then to the agency's heads, once."""

from datetime import datetime

from django.db import transaction

from accounts.notifications.models import Notification
from accounts.notifications.services.news import heads, people_of, tell
from accounts.notifications.services.timing import awake_first

REPEATS = 9  # never a longer chain


def escalate(now: datetime) -> int:
    """Passes on every page whose time ran out. Harmless if run twice: each is passed on once. Returns how many."""
    late = Notification.objects.filter(acknowledged_at=None, escalated_at=None, ack_due_at__lt=now).select_related(
        "brand"
    )
    passed = 0
    for page in late.order_by("ack_due_at")[:200]:
        with transaction.atomic():
            if Notification.objects.filter(pk=page.pk, acknowledged_at=None, escalated_at=None).update(
                escalated_at=now
            ):
                passed += _pass_on(page, now)
    return passed


def _pass_on(page: Notification, now: datetime) -> int:
    root = page.dedupe.removesuffix(":next")
    told = set(Notification.objects.filter(dedupe__in=[root, f"{root}:next"]).values_list("user_id", flat=True))
    waiting = [user for user in (people_of(page.brand) if page.brand else []) if user not in told]
    next_people = awake_first(waiting, severity=page.severity, now=now)[:1] or [
        user for user in heads() if user not in told
    ]
    if not next_people or len(told) > REPEATS:
        return 0
    wait = page.ack_due_at - page.created_at if page.ack_due_at else None
    rows = tell(
        next_people,
        brand=page.brand,
        kind=page.kind,
        title=page.title,
        body=f"Not acknowledged in time, so it comes to you.\n\n{page.body}",
        path=page.path,
        dedupe=f"{root}:next",
        now=now,
        severity=page.severity,
        ack_due_at=now + wait if wait else None,
    )
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(escalated_from=page)
    return len(rows)
