"""The clock's and the doorbell's calls into the services. Each is harmless if run twice."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone
from django_tenants.utils import tenant_context

from accounts.models import Agency
from incidents.services import reminders, seals
from incidents.services import triage as triages
from monitoring.models import Alert

_SWEPT = 200


@shared_task
def triage(alert_id: str) -> None:
    """Takes one alert in hand."""
    triages.triage(alert_id=UUID(alert_id), now=timezone.now())


@shared_task
def sweep() -> None:
    """For every agency at work, one job of its own: a failing agency delays only itself."""
    for agency in Agency.objects.filter(status="active").order_by("pk"):
        with tenant_context(agency):
            sweep_agency.delay()


@shared_task
def sweep_agency() -> None:
    """The guarantee behind the doorbell: alerts nobody took in hand, what is late, and the ends of the record."""
    now = timezone.now()
    waiting = Alert.objects.filter(status="open", triaged_at=None).order_by("raised_at")
    for alert_id in list(waiting.values_list("pk", flat=True)[:_SWEPT]):
        triages.triage(alert_id=alert_id, now=now)
    reminders.remind(now=now)
    seals.seal_heads()


@shared_task
def hurry() -> None:
    """For every agency: feeds of brands with a running incident go on being fetched often."""
    for agency in Agency.objects.filter(status="active").order_by("pk"):
        with tenant_context(agency):
            hurry_agency.delay()


@shared_task
def hurry_agency() -> None:
    """See `hurry`; of one agency."""
    reminders.keep_hurrying(now=timezone.now())
