"""A person's own settings: their name, zone, appearance, keys."""

from zoneinfo import available_timezones

from accounts.errors import Invalid
from accounts.models import Membership, User
from accounts.permissions import require
from accounts.texts import name_of

THEMES = ("", "light", "dark")  # "" follows the system


def edit_profile(member: Membership, *, name: str, time_zone: str, theme: str, keys_on: bool) -> User:
    """Keeps them for the person, in every agency. An empty zone is the agency's. Raises Invalid at the field."""
    require(member, "notifications.own")
    name = name_of("name", name, most=100, what="A name")
    if time_zone and time_zone not in available_timezones():
        raise Invalid.field("time_zone", f"“{time_zone}” is no known time zone. Use a name such as Europe/Berlin.")
    if theme not in THEMES:
        raise Invalid.field("theme", "Choose system, light or dark.")
    User.objects.filter(pk=member.user_id).update(name=name, time_zone=time_zone, theme=theme, keys_on=keys_on)
    return User.objects.get(pk=member.user_id)
