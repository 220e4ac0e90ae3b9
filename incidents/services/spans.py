"""When incidents were running: monitoring's back-test asks, by a name in the settings, what they would have swallowed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from incidents.models import Incident


def running(member: Any, brand_id: UUID, start: datetime, end: datetime) -> list[tuple[datetime, datetime | None, str]]:
    """The brand's incidents that ran at some time in [start, end): begin, end (None: still running), "#47 Title".

    Drills are left out: no alert joins one. Earliest first, at most 200.
    """
    rows = Incident.objects.visible_to(member).filter(brand=brand_id, is_drill=False, opened_at__lt=end)
    over = Q(resolved_at=None) | Q(resolved_at__gt=start)
    rows = rows.filter(Q(closed_at=None) | Q(closed_at__gt=start)).filter(over).order_by("opened_at", "id")[:200]
    return [(row.opened_at, row.resolved_at or row.closed_at, str(row)) for row in rows]
