"""Which statuses an incident really had, and since when: read from its record."""

from dataclasses import dataclass
from datetime import datetime

from incidents.models import Incident, TimelineEntry


@dataclass(frozen=True, slots=True)
class StatusHistory:
    """`since`: when it came into its present status. `entered`: the statuses it had since it was last opened again."""

    since: datetime
    entered: frozenset[str]


def status_history(incident: Incident) -> StatusHistory:
    """One query. An entry whose payload was erased counts for nothing."""
    since, entered = incident.opened_at, {"open"}
    rows = TimelineEntry.objects.filter(incident=incident, kind="status").order_by("seq")
    for at, payload in rows.values_list("at", "payload"):
        to = str((payload or {}).get("to", ""))
        if (payload or {}).get("action") == "reopen":
            entered = set()
        entered.add(to)
        if to == incident.status:
            since = at
    return StatusHistory(since, frozenset(entered))
