"""Waking people for an alert that stands by itself, or began an incident in triage."""

from datetime import datetime

from accounts.brands.models import Brand
from accounts.events.models import Event
from accounts.notifications.services import notifying, timing
from monitoring.alerting.services import who_is_told
from monitoring.detection.firing import MOST_SEVERE
from monitoring.models import Alert


def waits_for_digest(alert: Alert) -> bool:
    """Whether its rule has it gathered in a digest. What turned critical never waits. Wants `rule`."""
    return bool(alert.rule.digest and alert.severity > MOST_SEVERE)


def page(
    alert: Alert, *, of: Event, brand: Brand, body: str, path: str, now: datetime, digest: bool = False, again: str = ""
) -> None:
    """Wakes those the rule names, else the brand's first person who is not in quiet hours; the alert's own clock runs.

    `again` tells a page anew from those there were of the same alert.
    """
    dedupe = f"alert:{alert.pk}{again}"
    people = (
        who_is_told(alert.rule.tell, brand.pk)
        or timing.awake_first(notifying.people_to_page(brand), severity=alert.severity, now=now)[:1]
    )
    notifying.notify(
        people,
        of=of,
        brand=brand,
        kind="alert",
        title=alert.sentence,
        body=body,
        path=path,
        dedupe=dedupe,
        now=now,
        severity=alert.severity,
        about=notifying.about_alert(alert.pk),
        ack_due_at=None if digest else alert.acknowledge_due_at,
        digest=digest,
    )
