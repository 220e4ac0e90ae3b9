"""The clocks of incidents and where their mentions stand, read for many at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NotRequired, TypedDict
from uuid import UUID

from accounts.formats import format_time
from accounts.models import Membership
from incidents.models import Incident
from incidents.services import clocks
from incidents.services.clocks import Clock

_LABELS = {
    "acknowledged": "Acknowledged", "published": "Public answer", "answered": "Full answer",
    "update": "Client update",
}  # fmt: skip


class ClockItem(TypedDict):
    """A clock as the clock tag takes it. `taken`: seconds until it was reached; `rank`: the finished ones come last."""

    label: str
    due_at: datetime
    started_at: datetime
    rank: int
    state: NotRequired[str]
    taken: NotRequired[float]
    note: NotRequired[str]


def clocks_of(incidents: Iterable[Incident], member: Membership) -> dict[UUID, list[ClockItem]]:
    """Each incident's clocks, the nearest first and the finished last; two queries however many incidents there are.

    A client sees the promise made to them; how the agency keeps its own times is the agency's.
    """
    by_incident = clocks.clocks_of(incidents)
    theirs = member.is_client
    return {pk: _drawn([one for one in rows if not theirs or one.kind == "update"]) for pk, rows in by_incident.items()}


def _drawn(rows: Sequence[Clock]) -> list[ClockItem]:
    spoken = any(one.kind == "published" and one.reached_at for one in rows)
    # Until the first public word is out, that is the clock to work by.
    shown = [one for one in rows if spoken or one.kind != "answered"]
    return sorted((_item(one) for one in shown), key=lambda one: (one["rank"], one["due_at"]))


def _item(one: Clock) -> ClockItem:
    item: ClockItem = {"label": _LABELS[one.kind], "due_at": one.due_at, "started_at": one.started_at, "rank": 0}
    if one.reached_at is not None:
        allowed = int((one.due_at - one.started_at).total_seconds())
        taken = max(0.0, (one.reached_at - one.started_at).total_seconds())
        return {**item, "state": one.state, "taken": taken, "rank": 1, "note": f"target {_minutes(allowed)}"}
    if one.state == "held":
        return {**item, "state": "held", "note": "not done", "rank": 2}
    return {**item, "note": f"promised {format_time(one.due_at)}"} if one.kind == "update" else item


def _minutes(seconds: int) -> str:
    minutes = seconds // 60
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{minutes // 60} h {minutes % 60} min"
