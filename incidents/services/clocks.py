"""When what was promised runs out: the brand's targets, counted from a moment; business hours for what is minor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Max

from accounts.brands.models import Brand
from accounts.brands.targets import target
from incidents.models import Incident, Milestone, StatusUpdate

# The target each milestone is measured by, from detection on: the room's clocks and the debrief's waterfall read it here.
# What is published first is the first public word, whatever its substance; `answered` is the first that has some.
MEASURED_BY = {"acknowledged": "acknowledge", "published": "answer_acknowledge", "answered": "answer_substantive"}
ENDED = ("resolved", "closed", "dismissed", "merged")
_OPENS, _CLOSES = time(9), time(17)
_MINOR = 4


@dataclass(frozen=True, slots=True)
class Clock:
    """What an incident is measured by: a milestone of MEASURED_BY, or "update" for the promise that is open.

    `state`: running, met, missed (reached after `due_at`), or held: the incident ended without it.
    """

    kind: str
    started_at: datetime
    due_at: datetime
    reached_at: datetime | None = None
    state: str = "running"


def clocks_of(incidents: Iterable[Incident]) -> dict[UUID, list[Clock]]:
    """Each incident's clocks in the order of MEASURED_BY, the promise last; two queries however many incidents there are."""
    rows = list(incidents)
    ids = [incident.pk for incident in rows]
    reached: dict[UUID, dict[str, datetime]] = {pk: {} for pk in ids}
    for pk, kind, at in Milestone.objects.filter(incident__in=ids).values_list("incident_id", "kind", "at"):
        reached[pk][kind] = at
    updates = StatusUpdate.objects.filter(incident__in=ids).values("incident_id").annotate(last=Max("sent_at"))
    last = {one["incident_id"]: one["last"] for one in updates}
    return {one.pk: _clocks(one, reached[one.pk], last.get(one.pk)) for one in rows}


def _clocks(incident: Incident, reached: dict[str, datetime], last_update: datetime | None) -> list[Clock]:
    made = []
    for kind, name in MEASURED_BY.items():
        at = reached.get(kind)
        began = _began(incident, reached, at)
        due_at = began + target(incident.brand, name, incident.severity)
        ended = "held" if incident.status in ENDED else "running"
        state = ended if at is None else "met" if at <= due_at else "missed"
        made.append(Clock(kind, began, due_at, at, state))
    if incident.next_update_due_at is not None:
        made.append(Clock("update", last_update or incident.opened_at, incident.next_update_due_at))
    return made


def _began(incident: Incident, reached: dict[str, datetime], at: datetime | None) -> datetime:
    """From when a milestone reached at `at` is measured: from detection, or anew from the last reopening before it."""
    again = incident.reopened_at
    if again is not None and (at is None or at >= again):
        return again
    return reached.get("detected", incident.opened_at)


def due(brand: Brand, name: str, severity: int, now: datetime) -> datetime:
    """When the brand's target of this name runs out, counted from `now`."""
    return now + target(brand, name, severity)


def acknowledge_due(brand: Brand, severity: int, now: datetime) -> datetime:
    """When an alert must be acknowledged. A minor one waits for business hours, unless the brand says otherwise."""
    own = (brand.targets or {}).get("acknowledge") or {}
    if severity == _MINOR and str(_MINOR) not in own:  # JSON has text keys
        return next_business_slot(brand.time_zone, now)
    return due(brand, "acknowledge", severity, now)


def next_business_slot(zone: str, now: datetime) -> datetime:
    """An hour from now within 9–17 h on a weekday in the brand's zone, else 9 h of the next weekday. UTC."""
    local = now.astimezone(ZoneInfo(zone))
    # Added in UTC: Python adds to a local time on the wall, whatever the clocks do meanwhile.
    soon = (now + timedelta(hours=1)).astimezone(ZoneInfo(zone))
    if local.weekday() < 5 and local.time() >= _OPENS and soon.date() == local.date() and soon.time() <= _CLOSES:
        return soon.astimezone(UTC)
    day = local.date() if local.time() < _OPENS else local.date() + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return datetime.combine(day, _OPENS, tzinfo=ZoneInfo(zone)).astimezone(UTC)
