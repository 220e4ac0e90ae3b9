"""When news may reach a person: their quiet hours, and the times of their digests. Pure: zones, no database, no clock.

Moments are aware. Hours are meant on the person's own clock, so that 22:00 to 07:00 is seven, eight or nine hours long
when the clock changes in between.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

CRITICAL = 1
EVERY_DAY = frozenset(range(7))
_DAY = timedelta(days=1)
# Whole quiet days that follow each other: six at most, since a week without any other hour is refused.
_MOST_SPANS = 7


@dataclass(frozen=True, slots=True)
class Quiet:
    """Quiet hours. `days`: 0 = Monday … 6 = Sunday, of the day they begin; they may run past midnight.

    `start` equal to `end`: a whole day, from then to then.
    """

    start: time
    end: time
    days: frozenset[int] = EVERY_DAY

    @property
    def never_ends(self) -> bool:
        """Whether every hour of the week would be quiet."""
        return self.start == self.end and self.days == EVERY_DAY


@dataclass(frozen=True, slots=True)
class Plan:
    """A person's choices. `through`: news of this severity and more severe comes at any hour (1 critical … 4 minor).

    `daily_at`: the digest comes once a day at this time; None: at every full hour.
    """

    zone: tzinfo
    quiet: Quiet | None = None
    through: int = CRITICAL
    daily_at: time | None = None


def quiet_until(plan: Plan, now: datetime) -> datetime | None:
    """When the quiet hours that run at `now` end (UTC), those that follow without a pause included; None outside them."""
    end = None
    at = now
    for _ in range(_MOST_SPANS):
        span_end = _span_end(plan, at)
        if span_end is None:
            return end
        end = at = span_end
    return end


def held_until(plan: Plan, *, severity: int | None, digest: bool, now: datetime) -> datetime | None:
    """Until when this news waits; None: it comes at once.

    A digest waits for its time, and if that is quiet, for the end of the quiet hours. Single news waits for their end only,
    unless its severity comes through; without a severity it never does.
    """
    if digest:
        due = _next_digest(plan, now)
        return quiet_until(plan, due) or due
    if severity is not None and severity <= plan.through:
        return None
    return quiet_until(plan, now)


def _span_end(plan: Plan, at: datetime) -> datetime | None:
    if plan.quiet is None:
        return None
    quiet, today = plan.quiet, at.astimezone(plan.zone).date()
    for day in (today - _DAY, today):
        if day.weekday() not in quiet.days:
            continue
        last = day if quiet.start < quiet.end else day + _DAY
        begins, ends = _moment(day, quiet.start, plan.zone), _moment(last, quiet.end, plan.zone)
        if begins <= at < ends:
            return ends
    return None


def _next_digest(plan: Plan, now: datetime) -> datetime:
    local = now.astimezone(plan.zone)
    if plan.daily_at is None:
        passed = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        return (now - passed + timedelta(hours=1)).astimezone(UTC)
    today = _moment(local.date(), plan.daily_at, plan.zone)
    return today if today > now else _moment(local.date() + _DAY, plan.daily_at, plan.zone)


def _moment(day: date, clock: time, zone: tzinfo) -> datetime:
    """When a clock in the zone shows this time (UTC): the first time where it does twice, the jump where it never does."""
    local = datetime.combine(day, clock, tzinfo=zone)
    late = local.astimezone(UTC)
    if late.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return late
    # The clock jumps over this time; PEP 495: read with either offset it lies before and after the jump.
    early = local.replace(fold=1).astimezone(UTC)
    before = early.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=(late - early) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late
