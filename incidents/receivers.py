"""The doorbell: an alert was raised. The open row is the event; the sweep hears what this misses."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from incidents import jobs
from monitoring.alerting.signals import alert_raised


# The uid: a module imported under two names would connect twice, and each alert would ring twice.
@receiver(alert_raised, dispatch_uid="incidents.alert_raised")
def on_alert_raised(*, alert_id: UUID, **_: Any) -> None:
    """Sends the alert to triage."""
    jobs.triage.delay(str(alert_id))
