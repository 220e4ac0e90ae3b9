"""The clock's and the doorbell's calls into the services. Each is harmless if run twice."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone
from django_tenants.utils import tenant_context

from accounts.models import Agency
from incidents.services import pace, reminders, seals
from incidents.services import triage as triages
from incidents.speaking.services import reminders as question_reminders
from monitoring.models import Alert
from playbooks.services import seals as plan_seals

_SWEPT = 200  # alerts at a time, the oldest first; the rest waits for the next sweep


@shared_task
def triage(alert_id: str) -> None:
    """Takes one alert in hand."""
    triages.triage(alert_id=UUID(alert_id), now=timezone.now())


@shared_task
def sweep() -> None:
    """For every agency at work, jobs of its own: a failing agency delays only itself, and a failing job only its like."""
    for agency in Agency.objects.filter(status="active").order_by("pk"):
        with tenant_context(agency):
            # A job runs in the schema its message was sent from: so each is sent from inside its agency.
            sweep_agency.delay()
            seal_agency.delay()


@shared_task
def sweep_agency() -> None:
    """The guarantee behind the doorbell, and what is late. Each alert is a job of its own: one that fails stops no other."""
    waiting = Alert.objects.filter(status="open", triaged_at=None).order_by("raised_at")
    for alert_id in waiting.values_list("pk", flat=True)[:_SWEPT]:
        triage.delay(str(alert_id))
    reminders.remind(now=timezone.now())
    question_reminders.remind(now=timezone.now())


@shared_task
def seal_agency() -> None:
    """Keeps the ends of the agency's records outside its schema, and seals plan versions that have no seal."""
    seals.seal_heads()
    plan_seals.seal_unsealed()


@shared_task
def hurry() -> None:
    """For every agency: feeds of brands with a running incident go on being fetched often."""
    for agency in Agency.objects.filter(status="active").order_by("pk"):
        with tenant_context(agency):
            hurry_agency.delay()


@shared_task
def hurry_agency() -> None:
    """See `hurry`; of one agency."""
    pace.keep_quick(now=timezone.now())
