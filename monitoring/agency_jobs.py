"""Jobs that the beat hands to agencies."""

from typing import Any

from django.conf import settings
from django_tenants.utils import tenant_context

from accounts.models import Agency


def for_agency(agency: Agency, job: Any, expires: float | None = None) -> None:
    """Enqueues a job that runs in the agency's schema: it carries the schema the connection is in now."""
    with tenant_context(agency):
        job.apply_async(expires=expires)


def until_next_beat() -> float:
    """Seconds after which a job that still waits has a successor, so that it need not run any more."""
    return max(settings.EVALUATE_SECONDS, 30)
