"""Jobs of accounts: creating agencies, and the sweep that takes up what was interrupted."""

from uuid import UUID

from celery import shared_task

from accounts.services import agencies


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
def beat_seen() -> None:
    """Leaves the time in the platform's cache: /readyz reads when the beat and a worker last worked together."""
    from accounts.services.health import mark_beat

    mark_beat()
