"""An event of no matter, for tests of how people are told of one."""

from django.utils import timezone

from accounts.events.models import Event
from accounts.events.services.recording import About, record
from monitoring.catalogue import VIEW_CREATED


def happened() -> Event:
    """Written in the current agency's record."""
    return record(VIEW_CREATED, About("0"), by=None, now=timezone.now())
