"""When what was promised runs out: the brand's targets, counted from a moment; business hours for what is minor."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.brands.models import Brand
from accounts.brands.targets import target

# The target each milestone is measured by, from detection on: the room's clocks and the debrief's waterfall read it here.
# What is published first is the first public word, whatever its substance.
MEASURED_BY = {"acknowledged": "acknowledge", "published": "answer_acknowledge"}
_OPENS, _CLOSES = time(9), time(17)
_MINOR = 4


def due(brand: Brand, name: str, severity: int, now: datetime) -> datetime:
    """When the brand's target of this name runs out, counted from `now`."""
    return now + target(brand, name, severity)


def acknowledge_due(brand: Brand, severity: int, now: datetime) -> datetime:
    """When an alert must be acknowledged. A minor one waits for business hours, unless the brand says otherwise."""
    own = (brand.targets or {}).get("acknowledge") or {}
    if severity == _MINOR and str(_MINOR) not in own:
        return next_business_slot(brand.time_zone, now)
    return due(brand, "acknowledge", severity, now)


def next_business_slot(zone: str, now: datetime) -> datetime:
    """An hour from now within 9–17 h on a weekday in the brand's zone, else 9 h of the next weekday. UTC."""
    local = now.astimezone(ZoneInfo(zone))
    soon = (now + timedelta(hours=1)).astimezone(ZoneInfo(zone))
    if local.weekday() < 5 and local.time() >= _OPENS and soon.date() == local.date() and soon.time() <= _CLOSES:
        return soon.astimezone(UTC)
    day = local.date() if local.time() < _OPENS else local.date() + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return datetime.combine(day, _OPENS, tzinfo=ZoneInfo(zone)).astimezone(UTC)
