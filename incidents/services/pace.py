"""How often a brand's feeds are fetched while something is on: as often as they may be."""

from datetime import datetime, timedelta

from django.db import transaction

from incidents.models import RUNNING, Incident
from monitoring.feeds.collection import hurry

HURRY = timedelta(hours=2)  # prolonged every hour while the incident runs, so that it ends soon after it


def quicken(incident: Incident, now: datetime) -> None:
    """Has the feeds of its brand fetched often, once the transaction stands: an incident that was not opened hurries nobody, nor does a drill."""
    if incident.is_drill:
        return
    until = now + HURRY
    # Robust: feeds that can't be hurried must not make an act that is committed look failed.
    transaction.on_commit(lambda: hurry(brand=incident.brand, until=until, now=now), robust=True)


def keep_quick(*, now: datetime) -> int:
    """Feeds of brands with a running incident go on being fetched often. Returns how many brands."""
    running = Incident.objects.filter(status__in=RUNNING, is_drill=False).select_related("brand")
    brands = {incident.brand_id: incident.brand for incident in running}
    for brand in brands.values():
        hurry(brand=brand, until=now + HURRY, now=now)
    return len(brands)
