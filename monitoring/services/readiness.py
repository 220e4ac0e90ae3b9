"""Whether a brand is ready for a crisis: what of monitoring and of its people is in place, and what else other apps name."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.brands.models import Brand, BrandTeam, Contact
from accounts.models import Membership
from accounts.roles import EVERY_BRAND, GRANTS
from accounts.tenancy import current_agency
from monitoring.models import AlertRule, Query, Source
from monitoring.services.sources import health_of

# (label, ok, where to mend it, how it stands in words)
Point = tuple[str, bool, str, str]
_LIVE = {"ok", "waiting"}
CONFIRMED = timedelta(days=180)


def readiness(member: Any, brand: Brand, *, now: datetime) -> list[Point]:
    """Every point of every app that settings.READINESS names, in its order."""
    return [point for path in settings.READINESS for point in import_string(path)(member, brand, now=now)]


def of_brand(member: Any, brand: Brand, *, now: datetime) -> list[Point]:
    """Sources live, a query saved, rules on, the team with a first and a second person, contacts confirmed, approvers."""
    base = f"/brands/{brand.slug}/"
    return [_sources(brand, base, now), _query(brand, base), _rules(brand, base), *_people(brand, base, now)]


def _sources(brand: Brand, base: str, now: datetime) -> Point:
    rows = list(Source.objects.filter(brand=brand).exclude(status="removed"))
    live = sum(1 for one in health_of(rows, now=now).values() if one.state in _LIVE)
    words = f"{live} of {len(rows)} are read" if rows else "none yet: nothing is read about this brand"
    return "Sources live", bool(rows) and live == len(rows), f"{base}sources/", words


def _query(brand: Brand, base: str) -> Point:
    count = Query.objects.filter(brand=brand, is_active=True).count()
    selective = Source.objects.filter(brand=brand, everything=False).exclude(status="removed").exists()
    if count:
        return "Query saved", True, f"{base}queries/", "1 query" if count == 1 else f"{count} queries"
    words = "none: sources that are not all about the brand bring nothing" if selective else "none yet"
    return "Query saved", False, f"{base}queries/", words


def _rules(brand: Brand, base: str) -> Point:
    kinds = set(AlertRule.objects.filter(brand=brand, is_active=True).values_list("kind", flat=True))
    volume = bool(kinds & {"spike", "threshold"})
    ok = volume and "silence" in kinds
    words = (
        "volume and silence are watched" if ok else "silence is not watched" if volume else "no rule watches the volume"
    )
    return "Alert rules on", ok, f"{base}rules/", words


def _people(brand: Brand, base: str, now: datetime) -> list[Point]:
    team = {row.user_id: row.page_order for row in BrandTeam.objects.filter(brand=brand)}
    orders = {order for order in team.values() if order}
    both = {1, 2} <= orders
    words = (
        "a first and a second person are woken"
        if both
        else "nobody is woken second"
        if 1 in orders
        else "nobody is woken first"
    )
    contacts = list(Contact.objects.filter(brand=brand))
    old = [one for one in contacts if one.confirmed_at is None or now - one.confirmed_at > CONFIRMED]
    sure = (
        f"{len(contacts) - len(old)} of {len(contacts)} confirmed within six months"
        if contacts
        else "nobody to reach at the client's"
    )
    members = Membership.objects.filter(agency=current_agency(), status="active", user__is_active=True)
    roles = list(members.filter(role__in=GRANTS["answers.approve"]).values_list("user_id", "role"))
    approvers = sum(1 for user, role in roles if role in EVERY_BRAND or user in team)
    enough = (
        "1 person may approve: who writes can't approve, so it takes two"
        if approvers == 1
        else f"{approvers} people may approve a public answer"
    )
    return [
        ("Team set", both, f"{base}settings/team/", words),
        ("Contacts confirmed", bool(contacts) and not old, f"{base}settings/contacts/", sure),
        ("Approvers", approvers >= 2, f"{base}settings/team/", enough),
    ]
