"""Jobs of accounts: creating agencies, the sweep that takes up what was interrupted, and forgetting what is over."""

from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tenants.utils import tenant_context

from accounts.brands.services import forget_answers
from accounts.models import Agency
from accounts.services import agencies, connecting, handoff, letters, sessions, unclaimed
from accounts.tenancy import others_go_on

# How long a repeated Idempotency-Key gets the first one's answer.
ANSWERS_KEPT = timedelta(days=1)


@shared_task
def create_agency(agency_id: str) -> None:
    """Creates one agency's schema."""
    agencies.create(UUID(agency_id))


@shared_task
def sweep_agencies() -> None:
    """Enqueues every creation that waits or was interrupted."""
    for agency_id in agencies.unfinished():
        create_agency.delay(str(agency_id))


@shared_task
def send_letters() -> None:
    """Sends the platform's letters that are due."""
    letters.send_due(timezone.now())


@shared_task
def beat_seen() -> None:
    """Leaves the time in the platform's cache: /readyz reads when the beat and a worker last worked together."""
    from accounts.services.health import mark_beat

    mark_beat()


@shared_task
def close_never_confirmed() -> None:
    """Closes agencies and accounts that nobody confirmed in time."""
    unclaimed.close_never_confirmed(timezone.now())


@shared_task
def forget_what_is_over() -> None:
    """Deletes ended sessions, used hand-off codes, tokens that are over, old letters, and every agency's remembered answers. One that fails stops no other."""
    now = timezone.now()
    handoff.forget_old(now)
    connecting.forget_old(now)
    Session.objects.filter(expire_date__lt=now).delete()
    sessions.forget_ended()  # found by the sessions that are gone, so after them
    letters.forget_old(now)
    for agency in Agency.objects.filter(status__in=["active", "suspended"]).iterator():
        with others_go_on(agency, "it keeps old answers"), tenant_context(agency):
            forget_answers(now - ANSWERS_KEPT)
