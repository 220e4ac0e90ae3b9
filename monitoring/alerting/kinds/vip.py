"""Somebody whose word carries far."""

from typing import ClassVar

from django import forms

from accounts.errors import Invalid
from accounts.forms import Lines
from monitoring import detection
from monitoring.alerting.kinds import values
from monitoring.alerting.kinds.declaring import Given, Kind

MOST_NAMES = 500


class Vip(Kind[detection.VipRule]):
    """Named, with many followers, or verified."""

    key = "vip"
    rule = detection.VipRule
    name = "An important voice"
    about = "Somebody on your list, with many followers, or verified."
    alert_name = "Important voice"
    icon = "star"
    api = "{authors, followers, verified}"
    settings: ClassVar = {"authors": "Names", "followers": "Followers", "verified": "Verified"}
    fields: ClassVar = {
        "authors": Lines(label="Names or handles", help_text="One per line. With or without @."),
        "followers": forms.IntegerField(
            label="Or anybody with at least this many followers", min_value=0, max_value=1_000_000_000, initial=0,
            required=False, help_text="0: followers don't matter.",
        ),
        "verified": forms.BooleanField(label="Or anybody the platform has verified", required=False),
    }  # fmt: skip

    def make(self, given: Given) -> detection.VipRule:
        """Raises Invalid naming the field."""
        names = given.get("authors", [])
        if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
            raise Invalid.field("authors", "Give names or handles, one each.")
        # A lone “@” names nobody, and alone it would make a rule that never speaks.
        authors = tuple(dict.fromkeys(name.strip() for name in names if name.strip().lstrip("@")))
        if len(authors) > MOST_NAMES or any(len(name) > 200 for name in authors):
            raise Invalid.field("authors", f"Give at most {MOST_NAMES} names of at most 200 characters.")
        followers = values.whole(given, "followers", 0, 0, 1_000_000_000)
        verified = values.yes_or_no(given, "verified")
        if not authors and not followers and not verified:
            raise Invalid.field("authors", "Name somebody, give a number of followers, or ask for verified authors.")
        return detection.VipRule(authors, followers, verified)

    def says(self, own: Given, of: str) -> str:
        """Who they are: the first of the names, and how many more."""
        names = own.get("authors", [])
        who = [f"{names[0]}{f' and {len(names) - 1} more' if len(names) > 1 else ''}"] if names else []
        if own.get("followers"):
            who.append(f"anybody with {own['followers']:,} followers or more")
        if own.get("verified"):
            who.append("anybody verified")
        return f"Every mention{of} by {', or '.join(who)}."
