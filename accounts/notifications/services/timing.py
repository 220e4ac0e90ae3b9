"""When news reaches a member: their quiet hours and digests, kept, and asked for whenever somebody is told something."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.errors import Invalid
from accounts.models import Membership, User
from accounts.notifications.hours import CRITICAL, EVERY_DAY, Plan, Quiet, held_until
from accounts.notifications.models import DIGESTS, Delivery, Notification, Timing, every_day
from accounts.permissions import require
from accounts.tenancy import current_agency

LEAST_THROUGH = 3  # quiet hours that let everything through would be none


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """What a member chooses; the defaults are those of somebody who never chose. Days: 0 Monday … 6 Sunday."""

    quiet: bool = False
    quiet_start: time = time(22)
    quiet_end: time = time(7)
    quiet_days: tuple[int, ...] = tuple(every_day())
    through: int = CRITICAL
    digest: str = "hourly"
    digest_at: time = time(8)


def times_of(member: Membership) -> Times:
    """What the member chose."""
    row = Timing.objects.visible_to(member).filter(user_id=member.user_id).first()
    if row is None:
        return Times()
    values = {field.name: getattr(row, field.name) for field in fields(Times)}
    return Times(**{**values, "quiet_days": tuple(row.quiet_days)})


@transaction.atomic
def set_times(member: Membership, *, times: Times, now: datetime) -> Times:
    """Keeps them; what is held already is held as they say now. Raises Invalid at the field."""
    require(member, "notifications.set")
    _refuse(times)
    values = {field.name: getattr(times, field.name) for field in fields(Times)}
    row, _ = Timing.objects.update_or_create(
        user_id=member.user_id, defaults={**values, "quiet_days": sorted(times.quiet_days)}
    )
    _hold_anew(row, member.user, now)
    return times_of(member)


def holds(user_ids: Iterable[int], *, severity: int | None, digest: bool, now: datetime) -> dict[int, datetime]:
    """Until when news of this severity waits, for those for whom it waits."""
    people = list(user_ids)
    rows = {row.user_id: row for row in Timing.objects.filter(user_id__in=people)}
    concerned = people if digest else [user for user, row in rows.items() if row.quiet]
    if not concerned:
        return {}
    zones = dict(User.objects.filter(pk__in=concerned).values_list("pk", "time_zone"))
    by_user = {}
    for user in concerned:
        until = held_until(_plan(rows.get(user), zones.get(user, "")), severity=severity, digest=digest, now=now)
        if until is not None:
            by_user[user] = until
    return by_user


def awake_first(user_ids: Iterable[int], *, severity: int | None, now: datetime) -> list[int]:
    """The same people in the same order, those whom news of this severity would not reach now behind the others."""
    people = list(user_ids)
    asleep = holds(people, severity=severity, digest=False, now=now)
    return sorted(people, key=lambda user: user in asleep)


def zone_of(name: str) -> ZoneInfo:
    """A person's zone: their own, else the agency's; the installation's where this machine does not know it."""
    try:
        return ZoneInfo(name or current_agency().time_zone)
    except (KeyError, ValueError, OSError):
        # Unknown: a KeyError; out of the zones' folder: a ValueError; a folder's name (“Europe”): an OSError.
        return ZoneInfo(settings.TIME_ZONE)


def _plan(row: Timing | None, zone: str) -> Plan:
    if row is None:
        return Plan(zone_of(zone))
    quiet = Quiet(row.quiet_start, row.quiet_end, frozenset(row.quiet_days)) if row.quiet else None
    return Plan(zone_of(zone), quiet, row.through, row.digest_at if row.digest == "daily" else None)


def _refuse(times: Times) -> None:
    days = frozenset(times.quiet_days)
    if not days <= EVERY_DAY or (times.quiet and not days):
        raise Invalid.field("quiet_days", "Choose at least one day, 0 for Monday to 6 for Sunday.")
    if times.quiet and Quiet(times.quiet_start, times.quiet_end, days).never_ends:
        raise Invalid.field(
            "quiet_end", "Every hour of the week would be quiet. Leave some time for notifications to reach you."
        )
    if not CRITICAL <= times.through <= LEAST_THROUGH:
        raise Invalid.field("through", f"Choose a severity from {CRITICAL} to {LEAST_THROUGH}.")
    if times.digest not in DIGESTS:
        raise Invalid.field("digest", f"Choose among {', '.join(DIGESTS)}.")


def hold_anew_for(member: Membership) -> None:
    """Their zone changed: what is held in this agency is held as their times say there."""
    row = Timing.objects.filter(user_id=member.user_id).first()
    if row is not None:
        _hold_anew(row, User.objects.get(pk=member.user_id), timezone.now())


def _hold_anew(row: Timing, user: User, now: datetime) -> None:
    plan = _plan(row, user.time_zone)
    for held in Notification.objects.filter(user=user, held_until__gt=now):
        hours = held_until(plan, severity=held.severity, digest=held.in_digest, now=now)
        gathers = held.not_before if held.not_before is not None and held.not_before > now else None
        until = max(filter(None, (hours, gathers)), default=None)
        if until != held.held_until:
            Notification.objects.filter(pk=held.pk).update(held_until=until)
            waiting = Delivery.objects.filter(notification=held, gathered=True, status="queued")
            waiting.update(next_try_at=until or now)
