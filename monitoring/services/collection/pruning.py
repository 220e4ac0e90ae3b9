"""Arrivals and routes are kept for days, and never dropped before their agency has taken them."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django_tenants.utils import tenant_context

from accounts.models import Agency
from monitoring.feeds.models import Counter, Route
from monitoring.models import IngestPosition
from monitoring.services.collection import hosts, missing

KEPT = timedelta(days=3)
INGESTING = ("active", "suspended")
_AT_ONCE = 10_000


def agencies_behind() -> list[UUID]:
    """Agencies whose routes have not all been taken. Looks into each agency's position: for a sweep, not for a page."""
    behind = []
    last = dict(Counter.objects.filter(name__startswith="routes:").values_list("name", "last"))
    for agency in Agency.objects.filter(status__in=INGESTING):
        newest = last.get(f"routes:{agency.pk}", 0)
        if newest and newest > _position(agency):
            behind.append(agency.pk)
    return behind


def prune(now: datetime) -> tuple[int, int]:
    """Deletes old routes that were taken, then old arrivals no route needs; returns how many of each, at most 10,000.

    Gaps that were copied long ago, and hosts nobody asks any more, go with them.
    """
    missing.prune(now)
    hosts.prune(now)
    before = now - KEPT
    routes = 0
    for agency in Agency.objects.filter(status__in=INGESTING):
        old = Route.objects.for_agency(agency).filter(number__lte=_position(agency), created_at__lt=before)
        routes += Route.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:_AT_ONCE])).delete()[0]
    Route.objects.filter(created_at__lt=before, agency__status="closed").delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM feeds_arrival WHERE id IN (SELECT a.id FROM feeds_arrival a WHERE a.fetched_at < %s AND NOT EXISTS "
            "(SELECT 1 FROM feeds_route r WHERE r.arrival_id = a.id) LIMIT %s)",
            [before, _AT_ONCE],
        )
        arrivals = cursor.rowcount
    return routes, arrivals


def _position(agency: Agency) -> int:
    with tenant_context(agency):
        return IngestPosition.objects.values_list("number", flat=True).first() or 0
