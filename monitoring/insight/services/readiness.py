"""Whether brands are ready for a crisis: one list, for Home, the brand's onboarding and the API, read for many at once.

What monitoring can't know (plans) is answered by whoever registers an answerer when the apps are ready.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from accounts.brands.models import Brand, BrandTeam, Contact
from accounts.models import Membership
from accounts.notifications.models import PushSubscription
from accounts.notifications.services.choices import chosen
from accounts.roles import EVERY_BRAND, GRANTS
from accounts.tenancy import current_agency
from monitoring.alerting.kinds import KINDS
from monitoring.feeds.services.sources import health_of
from monitoring.models import WATCHED, AlertRule, Query, Source

# (label, ok, where to mend it, how it stands in words)
Point = tuple[str, bool, str, str]
CONFIRMED = timedelta(days=90)
RULES = "Alert rules on"


class Answerer(Protocol):
    """Says by brand id how some points stand; every brand asked about has an answer."""

    def __call__(self, brands: Sequence[Brand], *, now: datetime) -> Mapping[UUID, Sequence[Point]]:
        """One query or a few, however many brands."""


_MORE: list[Answerer] = []


def also(answerer: Answerer) -> None:
    """Registers points of another app, once."""
    if answerer not in _MORE:
        _MORE.append(answerer)


def readiness(brand: Brand, *, now: datetime) -> list[Point]:
    """Every point of one brand."""
    return readiness_of([brand], now=now)[brand.pk]


def readiness_of(brands: Sequence[Brand], *, now: datetime) -> dict[UUID, list[Point]]:
    """Every point of each brand, in one order: a source is read, a query and rules are on, two people can be woken,
    contacts are confirmed, there are approvers; then what other apps know."""
    made: dict[UUID, list[Point]] = {brand.pk: [] for brand in brands}
    for answerer in (_sources, _queries, _rules, _people, _contacts, *_MORE):
        points = answerer(brands, now=now)
        for brand in brands:
            made[brand.pk].extend(points[brand.pk])
    return made


def _base(brand: Brand) -> str:
    return f"/brands/{brand.slug}/"


def _sources(brands: Sequence[Brand], *, now: datetime) -> dict[UUID, list[Point]]:
    rows = list(Source.objects.filter(brand__in=brands, status__in=WATCHED))
    health = health_of(rows, now=now)
    states: dict[UUID, list[str]] = defaultdict(list)
    for row in rows:
        states[row.brand_id].append(health[row.pk].state)

    def words(names: list[str]) -> str:
        waits = names.count("waiting")
        said = f"{names.count('ok')} of {len(names)} are read"
        return f"{said}, {waits} not yet" if waits else said

    return {
        brand.pk: [
            (
                "Sources live",
                bool(states[brand.pk]) and set(states[brand.pk]) == {"ok"},
                f"{_base(brand)}sources/",
                words(states[brand.pk]) if states[brand.pk] else "none yet: nothing is read about this brand",
            )
        ]
        for brand in brands
    }


def _queries(brands: Sequence[Brand], *, now: datetime) -> dict[UUID, list[Point]]:
    counts: dict[UUID, int] = defaultdict(int)
    for pk in Query.objects.filter(brand__in=brands, is_active=True).values_list("brand_id", flat=True):
        counts[pk] += 1
    selective = set(
        Source.objects.filter(brand__in=brands, everything=False, status__in=WATCHED).values_list("brand", flat=True)
    )

    def words(brand: Brand) -> str:
        if count := counts[brand.pk]:
            return "1 query" if count == 1 else f"{count} queries"
        return "none: sources that are not all about the brand bring nothing" if brand.pk in selective else "none yet"

    return {
        brand.pk: [("Query saved", bool(counts[brand.pk]), f"{_base(brand)}queries/", words(brand))] for brand in brands
    }


def _rules(brands: Sequence[Brand], *, now: datetime) -> dict[UUID, list[Point]]:
    kinds: dict[UUID, set[str]] = defaultdict(set)
    for pk, kind in AlertRule.objects.filter(brand__in=brands, is_active=True).values_list("brand_id", "kind"):
        kinds[pk].add(kind)

    def point(brand: Brand) -> Point:
        watched = {KINDS[kind].watches for kind in kinds[brand.pk]}
        volume, silence = "volume" in watched, "sources" in watched
        words = "silence is not watched" if volume else "no rule watches the volume"
        if not kinds[brand.pk]:
            words = "none: nobody is woken about this brand"
        both = volume and silence
        return RULES, both, f"{_base(brand)}rules/", "volume and silence are watched" if both else words

    return {brand.pk: [point(brand)] for brand in brands}


def _people(brands: Sequence[Brand], *, now: datetime) -> dict[UUID, list[Point]]:
    team: dict[UUID, dict[int, int | None]] = defaultdict(dict)
    for pk, user, order in BrandTeam.objects.filter(brand__in=brands).values_list("brand_id", "user_id", "page_order"):
        team[pk][user] = order
    members = Membership.objects.filter(agency=current_agency(), status="active", user__is_active=True)
    roles = dict(members.values_list("user_id", "role"))
    ordered = sorted({user for places in team.values() for user, order in places.items() if order})
    reachable = _reachable(ordered, roles)
    made: dict[UUID, list[Point]] = {}
    for brand in brands:
        places, url = team[brand.pk], f"{_base(brand)}settings/team/"
        woken = {order for user, order in places.items() if order and user in reachable}
        approvers = sum(
            1
            for user, role in roles.items()
            if role in GRANTS["answers.approve"] and (role in EVERY_BRAND or user in places)
        )
        made[brand.pk] = [
            ("Team set", {1, 2} <= woken, url, _waking(places, reachable)),
            ("Approvers", approvers >= 2, url, _approving(approvers)),
        ]
    return made


def _reachable(users: list[int], roles: Mapping[int, str]) -> set[int]:
    """Of these, who works here, may decide an alert, and has a way on by which one reaches them."""
    able = [user for user in users if roles.get(user) in GRANTS["alerts.decide"]]
    ways = chosen(able, "alert")
    pushed = set(
        PushSubscription.objects.filter(user_id__in=able, gone_at=None).values_list("user_id", flat=True).distinct()
    )
    # Push that is switched on reaches nobody before a device has subscribed.
    return {user for user in able if "mail" in ways[user] or ("push" in ways[user] and user in pushed)}


def _waking(places: Mapping[int, int | None], reachable: set[int]) -> str:
    for order, word in ((1, "first"), (2, "second")):
        holders = [user for user, own in places.items() if own == order]
        if not holders:
            return f"nobody is woken {word}"
        if not reachable & set(holders):
            return f"who is woken {word} can't be: they left, may not decide, or switched every way off"
    return "a first and a second person are woken"


def _approving(approvers: int) -> str:
    if approvers == 1:
        return "1 person may approve: who writes can't approve, so it takes two"
    return f"{approvers or 'no'} people may approve a public answer"


def _contacts(brands: Sequence[Brand], *, now: datetime) -> dict[UUID, list[Point]]:
    dates: dict[UUID, list[datetime | None]] = defaultdict(list)
    for pk, confirmed in Contact.objects.filter(brand__in=brands).values_list("brand_id", "confirmed_at"):
        dates[pk].append(confirmed)

    def point(brand: Brand) -> Point:
        times = dates[brand.pk]
        fresh = sum(1 for at in times if at is not None and now - at <= CONFIRMED)
        words = (
            f"{fresh} of {len(times)} confirmed within {CONFIRMED.days} days"
            if times
            else "nobody to reach at the client's"
        )
        return "Contacts confirmed", bool(times) and fresh == len(times), f"{_base(brand)}settings/contacts/", words

    return {brand.pk: [point(brand)] for brand in brands}
