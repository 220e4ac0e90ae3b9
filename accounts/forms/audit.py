"""Narrowing the audit log, and saying how long it is kept."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from accounts.brands.models import Brand
from accounts.events.catalogue import actions, matching
from accounts.events.models import ACTORS
from accounts.events.services import keeping
from accounts.events.services.auditing import EVENTS
from accounts.events.services.reading import Filters
from accounts.models import ApiKey, Membership

POWER = "power"
_SELECTS = ("what", "brand", "person", "key", "drills")


def groups() -> list[tuple[str, str]]:
    """What can be chosen of acts: power, then all of a subject."""
    subjects = sorted({one.subject for one in actions()})
    named = [(f"{subject}.*", subject.replace("_", " ").capitalize()) for subject in subjects]
    return [("", "Any act"), (POWER, "Log-ins and permissions"), *named]


def acts_of(group: str) -> tuple[str, ...]:
    """The names of the kinds in a group; of one that is none, none."""
    if group == POWER:
        return tuple(sorted(one.name for one in EVENTS.values()))
    return tuple(one.name for one in matching(group)) if group else ()


class AuditForm(forms.Form):
    """Everything may stay empty; what can't be read is left out."""

    by = forms.ChoiceField(required=False, choices=[("", "All"), *((name, name) for name in ACTORS)])
    what = forms.ChoiceField(required=False)
    brand = forms.ChoiceField(required=False)
    person = forms.ChoiceField(required=False)
    key = forms.ChoiceField(required=False)
    drills = forms.ChoiceField(
        required=False, choices=[("", "Drills too"), ("real", "No drills"), ("drill", "Drills only")]
    )
    since = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date", "class": "input input-small"})
    )
    until = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date", "class": "input input-small"})
    )
    q = forms.CharField(required=False, max_length=100, strip=True)

    def __init__(
        self, *args: Any, brands: Sequence[Brand], people: Sequence[Membership], keys: Sequence[ApiKey], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        choices = {
            "what": groups(),
            "brand": [("", "All brands"), *((str(one.pk), one.name) for one in brands)],
            "person": [("", "Anybody"), *((str(one.user_id), str(one.user)) for one in people)],
            "key": [("", "Any key"), *((str(one.pk), one.name) for one in keys)],
        }
        for name in _SELECTS:
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "input input-small"
            if name in choices:
                field.choices = choices[name]

    def filters(self) -> Filters:
        """What fits. Call after `is_valid`. Days are the reader's own."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return Filters(
            # `cleaned_data` holds what fits; the rest of an old link is passed over, not refused.
            actions=acts_of(given.get("what", "")),
            brand=UUID(given["brand"]) if "brand" in given else None,
            actor=int(given["person"]) if "person" in given else None,
            actor_kind=given.get("by", ""),
            key=UUID(given["key"]) if "key" in given else None,
            drill={"real": False, "drill": True}.get(given.get("drills", "")),
            since=_midnight(given.get("since")),
            until=_midnight(given["until"] + timedelta(days=1)) if "until" in given else None,
            text=given.get("q", ""),
        )


def _midnight(day: date | None) -> datetime | None:
    # At the calendar's ends no zone can be reckoned (OverflowError), and browsers let years of any length be typed.
    return timezone.make_aware(datetime.combine(day, time())) if day and date.min < day < date(9998, 1, 1) else None


class KeepingForm(forms.Form):
    """How many days."""

    owners = forms.IntegerField(
        label="Log-ins and changes of permissions", min_value=keeping.LEAST_DAYS, max_value=keeping.MOST_DAYS, help_text="Days, 30 to 3,650."
    )  # fmt: skip
    others = forms.IntegerField(
        label="Everything else",
        min_value=keeping.LEAST_DAYS,
        max_value=keeping.MOST_DAYS,
        help_text="Days, 30 to 3,650.",
    )
