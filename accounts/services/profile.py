"""A person's own settings: their name, zone, appearance, keys."""

from typing import Protocol
from zoneinfo import available_timezones

from django.db import transaction
from django.db.models import QuerySet
from django_tenants.utils import tenant_context

from accounts.cleaning import clean_name
from accounts.dated import touch
from accounts.errors import Invalid
from accounts.models import Agency, ApiKey, Invitation, Membership, User
from accounts.permissions import require


class Moved(Protocol):
    """Does anew what was reckoned in the zone the person had; for each of their places, in its schema, in the caller's transaction."""

    def __call__(self, member: Membership) -> None: ...


_MOVED: list[Moved] = []


def hears_of_moves(moved: Moved) -> None:
    """Adds one; called in an app's `ready`. A repeat changes nothing."""
    if moved not in _MOVED:
        _MOVED.append(moved)


THEMES = ("", "light", "dark")  # "" follows the system


def edit_profile(member: Membership, *, name: str, time_zone: str, theme: str, keys_on: bool) -> User:
    """Keeps them for the person, in every agency. An empty zone is the agency's. Raises Invalid at the field."""
    require(member, "notifications.set")
    name = clean_name("name", name, most=100, what="A name")
    if time_zone and time_zone not in available_timezones():
        raise Invalid.field("time_zone", f"“{time_zone}” is not a known time zone. Use a name such as Europe/Berlin.")
    if theme not in THEMES:
        raise Invalid.field("theme", "Choose system, light or dark.")
    moved = member.user.time_zone != time_zone
    with transaction.atomic():
        User.objects.filter(pk=member.user_id).update(name=name, time_zone=time_zone, theme=theme, keys_on=keys_on)
        if member.user.name != name:
            renamed(member.user)
        if moved:
            _hear(Membership.objects.filter(user=member.user_id))  # the zone is one, in every agency
    return User.objects.get(pk=member.user_id)


def renamed(user: User) -> None:
    """What shows them by name has changed: their places, their keys, invitations they sent. In the caller's transaction."""
    touch(Membership.with_machines.filter(user=user.pk))
    touch(ApiKey.objects.filter(member__user=user.pk))
    touch(Invitation.objects.filter(invited_by=user.pk))


def agency_moved(agency: Agency) -> None:
    """Its zone is another: it is that of everybody there who named none of their own. In the caller's transaction."""
    _hear(Membership.objects.filter(agency=agency, user__time_zone=""))


def _hear(places: QuerySet[Membership]) -> None:
    # Of an agency that nobody confirmed the schema is gone.
    for place in places.select_related("user", "agency").filter(
        status="active", agency__status__in=["active", "suspended"]
    ):
        with tenant_context(place.agency):
            for heard in _MOVED:
                heard(place)
