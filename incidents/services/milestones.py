"""When what happened to an incident for the first time: what its clocks and its debrief are measured by."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Min

from incidents.models import Incident, Milestone
from incidents.services import proposals
from monitoring.models import Alert, Mention


def reach(incident: Incident, kind: str, at: datetime | None) -> None:
    """Notes when something happened for the first time; later times change nothing."""
    if at is not None:
        # Two who publish at once both get here: the unique (incident, kind) keeps the first, and no lock is needed.
        Milestone.objects.bulk_create([Milestone(incident=incident, kind=kind, at=at)], ignore_conflicts=True)


def acknowledge(incident: Incident, alert: Alert | None, now: datetime) -> None:
    """A person took it in hand: when they acknowledged the alert, else now."""
    reach(incident, "acknowledged", (alert.acknowledged_at if alert else None) or now)


def begin(incident: Incident, alert: Alert | None, mentions: Sequence[Mention], now: datetime) -> None:
    times = [mention.published_at for mention in mentions]
    if alert is not None:
        first = proposals.about(alert).aggregate(first=Min("published_at"))["first"]
        times.append(first or alert.since or alert.window_start)
    reach(incident, "first_mention", min(times, default=None))
    reach(incident, "detected", alert.raised_at if alert else now)
