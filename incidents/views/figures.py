"""The clocks of incidents and where their mentions stand, read for many at once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from accounts.brands.targets import target
from incidents.models import Incident, Milestone, StatusUpdate
from incidents.services.clocks import MEASURED_BY

_LABELS = {"acknowledged": "Acknowledged", "published": "Public answer"}


def clocks_of(incidents: Iterable[Incident]) -> dict[UUID, list[dict[str, Any]]]:
    """Each incident's clocks, the nearest first and the finished last; two queries however many incidents there are."""
    rows = list(incidents)
    ids = [incident.pk for incident in rows]
    reached: dict[UUID, dict[str, datetime]] = {pk: {} for pk in ids}
    for pk, kind, at in Milestone.objects.filter(incident__in=ids).values_list("incident_id", "kind", "at"):
        reached[pk][kind] = at
    updates = StatusUpdate.objects.filter(incident__in=ids).values("incident_id").annotate(last=Max("sent_at"))
    last = {one["incident_id"]: one["last"] for one in updates}
    return {one.pk: _clocks(one, reached[one.pk], last.get(one.pk)) for one in rows}


def _clocks(incident: Incident, reached: dict[str, datetime], last_update: datetime | None) -> list[dict[str, Any]]:
    began = reached.get("detected", incident.opened_at)
    made = [_aimed(incident, kind, began, reached) for kind in MEASURED_BY]
    promised = incident.next_update_due_at
    if promised is not None:
        since = last_update or incident.opened_at
        note = f"promised {_short(promised)}"
        made.append({"label": "Client update", "due_at": promised, "started_at": since, "note": note, "rank": 0})
    return sorted(made, key=lambda one: (one["rank"], one["due_at"]))


def _aimed(incident: Incident, kind: str, began: datetime, reached: dict[str, datetime]) -> dict[str, Any]:
    allowed = target(incident.brand, MEASURED_BY[kind], incident.severity)
    due, at = began + allowed, reached.get(kind)
    clock: dict[str, Any] = {"label": _LABELS[kind], "due_at": due, "started_at": began, "rank": 0}
    if at is not None:
        clock |= {"state": "met" if at <= due else "missed", "taken": max(0.0, (at - began).total_seconds()), "rank": 1}
        clock["note"] = f"target {_minutes(int(allowed.total_seconds()))}"
    elif incident.status in ("resolved", "closed", "dismissed"):
        clock |= {"state": "held", "note": "not done", "rank": 2}
    return clock


def _short(at: datetime) -> str:
    local = timezone.localtime(at)
    today = timezone.localtime().date() == local.date()
    return f"{local:%H:%M} {local:%Z}" if today else f"{local:%a} {local.day} {local:%b}, {local:%H:%M} {local:%Z}"


def _minutes(seconds: int) -> str:
    minutes = seconds // 60
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{minutes // 60} h {minutes % 60} min"
