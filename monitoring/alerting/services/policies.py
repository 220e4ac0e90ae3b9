"""When a rule's findings may become alerts, and who is told: schedule, mute, persistence, people."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Q

from accounts.brands.models import Brand, BrandTeam
from accounts.errors import Invalid
from accounts.models import Membership
from accounts.roles import CLIENT, EVERY_BRAND
from accounts.tenancy import current_agency
from monitoring import detection
from monitoring.alerting.kinds import KINDS
from monitoring.alerting.services.series import zone

MOST_PEOPLE = 50
DAY_MINUTES = 1440


class RuleLike(Protocol):
    """What a rule and a draft of one have alike."""

    @property
    def kind(self) -> str: ...
    @property
    def settings(self) -> dict[str, Any]: ...
    @property
    def severity(self) -> int: ...
    @property
    def cool_down_minutes(self) -> int: ...
    @property
    def persistence_minutes(self) -> int: ...
    @property
    def schedule(self) -> dict[str, Any]: ...


def policy_for(rule: RuleLike, brand: Brand, muted_until: datetime | None = None) -> detection.Policy:
    """The detector's policy of a rule or a draft, in its brand's zone. Raises Invalid (schedule, quiet_hours)."""
    return detection.Policy(
        severity=rule.severity,
        cool_down_minutes=rule.cool_down_minutes,
        persistence_minutes=rule.persistence_minutes,
        quiet_period_hours=float(KINDS[rule.kind].quiet_hours(rule.settings)),
        schedule=schedule_of(rule.schedule, brand),
        muted_until=muted_until,
    )


def schedule_of(given: Mapping[str, Any], brand: Brand) -> detection.Schedule | None:
    """The hours of {"days", "start", "end"} in the brand's zone; None for {}: always. Raises Invalid (schedule)."""
    if not given:
        return None
    unknown = sorted(set(given) - {"days", "start", "end"})
    if unknown:
        raise Invalid.field("schedule", f"Unknown: {', '.join(unknown)}.")
    days = given.get("days", list(range(7)))
    # To Python JSON's true is 1, which would be a Tuesday.
    right = isinstance(days, list | tuple) and all(
        isinstance(day, int) and not isinstance(day, bool) and 0 <= day <= 6 for day in days
    )
    if not right or not days:
        raise Invalid.field("schedule", "Choose at least one day: 0 is Monday, 6 is Sunday.")
    start, end = _clock(given.get("start", "00:00")), _clock(given.get("end", "00:00"))
    return detection.Schedule(zone(brand.time_zone), frozenset(days), start, end)


def _clock(given: object) -> time:
    try:
        # ISO 8601 lets a time carry an offset (09:00+02:00): the zone is the brand's.
        return time.fromisoformat(str(given)).replace(tzinfo=None, second=0, microsecond=0)
    except ValueError:
        raise Invalid.field("schedule", f"“{given}” is not a time of day: write 09:00.") from None


def plain_schedule(given: Mapping[str, Any], brand: Brand) -> dict[str, Any]:
    """The same as it is stored: days in order, times as HH:MM; {} where it leaves nothing out. Raises Invalid."""
    hours = schedule_of(given, brand)
    if hours is None or (len(hours.days) == 7 and hours.start == hours.end):
        return {}
    return {"days": sorted(hours.days), "start": f"{hours.start:%H:%M}", "end": f"{hours.end:%H:%M}"}


def people_for(brand_id: UUID) -> list[Membership]:
    """Who can be told about a brand: its team and the agency's heads, active, without clients; by name."""
    team = BrandTeam.objects.filter(brand_id=brand_id).values_list("user_id", flat=True)
    active = Membership.objects.filter(agency=current_agency(), status="active", user__is_active=True)
    people = active.filter(Q(role__in=EVERY_BRAND) | Q(user_id__in=list(team))).exclude(role=CLIENT)
    return list(people.select_related("user").order_by("user__name", "user__email", "pk"))


def checked_people(wanted: Iterable[object], brand_id: UUID) -> list[int]:
    """The user ids to tell, once each, in the order given. Raises Invalid (tell) unless all work on the brand."""
    ids = list(dict.fromkeys(wanted))
    if not ids:
        return []
    able = {member.user_id for member in people_for(brand_id)}
    if len(ids) > MOST_PEOPLE or any(isinstance(one, bool) or one not in able for one in ids):
        raise Invalid.field("tell", "Choose people who work on this brand.", code="not_on_brand")
    return [one for one in ids if isinstance(one, int)]


def who_is_told(wanted: Sequence[int], brand_id: UUID) -> list[int]:
    """Of the people a rule names, those who still work on the brand. Empty where it names nobody, or nobody is left."""
    if not wanted:
        return []
    able = {member.user_id for member in people_for(brand_id)}
    return [user for user in wanted if user in able]
