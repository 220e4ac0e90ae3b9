"""Arrivals and routes are kept for days, and never dropped before their agency has taken them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django_tenants.utils import tenant_context

from accounts.models import Agency
from accounts.tenancy import others_go_on
from monitoring.feeds.collection import delivered, hosts, hubs, leasing, missing, moving, receiving, rechecking
from monitoring.feeds.models import Counter, Route
from monitoring.models import IngestPosition

KEPT = timedelta(days=3)
INGESTING = ("active", "suspended")  # a suspended one must still erase what authors take down
# Rows of one statement, and statements of one hourly run: 12 million rows a day, more than arrive.
_AT_ONCE, _TIMES = 10_000, 50


def agencies_behind() -> list[UUID]:
    """Agencies whose routes have not all been taken. Looks into each agency's position: for a sweep, not for a page."""
    behind = []
    last = dict(Counter.objects.filter(name__startswith="routes:").values_list("name", "last"))
    for agency in Agency.objects.filter(status__in=INGESTING):
        newest = last.get(f"routes:{agency.pk}", 0)
        with others_go_on(agency, "how far it took its routes can't be read"):
            if newest and newest > _position(agency):
                behind.append(agency.pk)
    return behind


def prune(now: datetime) -> tuple[int, int]:
    """Deletes old routes that were taken, then old arrivals no route needs; returns how many of each.

    Gaps that were copied long ago, and hosts nobody asks any more, go with them; feeds of a release before get their identity, and one that rests though
    somebody wants it is read again.
    """
    moving.name_unnamed(now)
    leasing.wake_wanted(now)
    missing.prune(now)
    hosts.prune(now)
    delivered.prune(now)
    receiving.prune(now)
    hubs.prune(now)
    rechecking.prune(now)
    before = now - KEPT
    routes = 0
    for agency in Agency.objects.filter(status__in=INGESTING):
        with others_go_on(agency, "its old routes are kept"):
            old = Route.objects.for_agency(agency).filter(number__lte=_position(agency), created_at__lt=before)
            routes += _in_batches(partial(_delete_routes, old))
    Route.objects.filter(created_at__lt=before, agency__status="closed").delete()  # nobody takes these any more
    return routes, _in_batches(partial(_delete_arrivals, before))


def _in_batches(delete: Callable[[], int]) -> int:
    """Repeats the statement until it finds less than a whole batch: what one run leaves, the next would never make up for."""
    done = 0
    for _ in range(_TIMES):
        deleted = delete()
        done += deleted
        if deleted < _AT_ONCE:
            break
    return done


def _delete_routes(old: QuerySet[Route]) -> int:
    # By their keys: Django deletes from no slice, and a backlog in one statement holds its locks for minutes.
    return Route.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:_AT_ONCE])).delete()[0]


def _delete_arrivals(before: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM feeds_arrival WHERE id IN (SELECT a.id FROM feeds_arrival a WHERE a.fetched_at < %s AND NOT EXISTS "
            "(SELECT 1 FROM feeds_route r WHERE r.arrival_id = a.id) LIMIT %s)",
            [before, _AT_ONCE],
        )
        return int(cursor.rowcount)


def _position(agency: Agency) -> int:
    with tenant_context(agency):
        return IngestPosition.objects.values_list("number", flat=True).first() or 0
