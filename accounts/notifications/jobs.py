"""Jobs of notifications: deliver one, and each agency's sweeps over what is due."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone
from django_tenants.utils import tenant_context

from accounts.models import Agency
from accounts.notifications.services import delivery, escalation, expiring, handing, live, sending
from accounts.tenancy import current_agency


@shared_task
def deliver(delivery_id: str) -> None:
    """Sends one delivery of this job's agency to a person."""
    delivery.deliver(UUID(delivery_id), agency=current_agency(), now=timezone.now())


@shared_task
def hand_out_events() -> None:
    """To this job's agency's webhooks, what they were not handed yet."""
    handing.hand_out()


@shared_task
def send_to_webhooks(failing: int = 0) -> None:
    """What is due of this job's agency's webhooks: of those that fail, or of all others."""
    sending.send_due(failing=bool(failing))


@shared_task
def sweep_notifications() -> None:
    """Fans out to every agency at work."""
    for agency in Agency.objects.filter(status__in=["active", "suspended"]).iterator():
        with tenant_context(agency):
            sweep_agency.delay()  # a job each: one agency's mail server that hangs holds up no other


@shared_task
def sweep_agency() -> None:
    """Passes unacknowledged pages on, then sends what is due."""
    now = timezone.now()
    escalation.escalate(now)
    for pk in delivery.due(now):
        # The time now: those before it may have taken minutes, and its lease begins here.
        delivery.deliver(pk, agency=current_agency(), now=timezone.now())
    sending.end_removed()
    for failing in (False, True):
        if sending.due(now, failing=failing):
            handing.ring(failing=failing)  # a job of its own: these here are people's
    live.prune(now)


@shared_task
def warn_of_keys() -> None:
    """Fans out to every agency with API keys that are about to expire."""
    for agency in expiring.agencies_due(timezone.now()):
        with tenant_context(agency):
            warn_agency_of_keys.delay()


@shared_task
def warn_agency_of_keys() -> None:
    """Tells whoever answers for this agency's keys."""
    expiring.warn(current_agency(), now=timezone.now())
