"""When incidents were running: monitoring asks (its hooks.py) what an alert would have joined, or can join."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Min, Q
from django.db.models.functions import Least

from accounts.models import Membership
from incidents.models import RUNNING, Incident


def ran(
    member: Membership, brand_id: UUID, start: datetime, end: datetime
) -> list[tuple[datetime, datetime | None, str]]:
    """The brand's incidents that ran at some time in [start, end): begin, end (None: still running), "#47 Title".

    Drills are left out: no alert joins one. One that was merged is part of the one it went into, which began with the earlier
    of both: a matter is there once. Earliest first, at most 200.
    """
    rows: Any = Incident.objects.visible_to(member).filter(brand=brand_id, is_drill=False, merged_into=None)
    # PostgreSQL's LEAST passes NULLs over: nothing was merged into most of them.
    rows = rows.annotate(began=Least("opened_at", Min("merged_here__opened_at"))).filter(began__lt=end)
    over = Q(resolved_at=None) | Q(resolved_at__gt=start)
    rows = rows.filter(Q(closed_at=None) | Q(closed_at__gt=start)).filter(over).order_by("began", "id")[:200]
    return [(row.began, row.resolved_at or row.closed_at, str(row)) for row in rows]


def joinable(member: Membership, brand_ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, str]]:
    """By brand the running incident an alert would join, the one opened last: its id and "#47 Title". One query."""
    rows = Incident.objects.visible_to(member).filter(brand__in=list(brand_ids), status__in=RUNNING, is_drill=False)
    # In this order the last of a brand is the one that stays in the mapping.
    return {row.brand_id: (row.pk, str(row)) for row in rows.order_by("opened_at", "id")}
