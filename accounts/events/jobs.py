"""Jobs of events: give them their places, after each act and as a sweep."""

from celery import shared_task
from django_tenants.utils import tenant_context

from accounts.events.services import placing
from accounts.models import Agency


@shared_task
def place_events() -> None:
    """What this job's agency has written down."""
    placing.place_events()


@shared_task
def sweep_events() -> None:
    """The guarantee: agencies where something waits because a broker did not answer or a worker died."""
    for agency in Agency.objects.filter(status__in=["active", "suspended"]).iterator():
        with tenant_context(agency):
            placing.place_events()
