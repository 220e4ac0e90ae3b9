"""Jobs of events: give them their places, after each act and as a sweep."""

from celery import shared_task
from django.utils import timezone
from django_tenants.utils import tenant_context

from accounts.events.services import keeping, placing
from accounts.models import Agency
from accounts.tenancy import others_go_on


@shared_task
def place_events() -> None:
    """What this job's agency has written down."""
    placing.place_events()


@shared_task
def sweep_events() -> None:
    """The guarantee: agencies where something waits because a broker did not answer or a worker died."""
    # Suspended ones, too: that somebody suspended them is an event, and waits for its place.
    for agency in Agency.objects.filter(status__in=["active", "suspended"]).iterator():
        with others_go_on(agency, "its events got no places"), tenant_context(agency):
            placing.place_events()


@shared_task
def prune_events() -> None:
    """Removes what every agency keeps no longer. An agency that fails is named in the log and stops no other."""
    now = timezone.now()
    for agency in Agency.objects.filter(status__in=["active", "suspended"]).iterator():
        with others_go_on(agency, "its events were not pruned"), tenant_context(agency):
            keeping.prune(now)
