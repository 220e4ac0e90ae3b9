"""Forms of webhooks."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from accounts.brands.models import Brand
from accounts.events.catalogue import action_of, actions
from accounts.notifications.models import WebhookEndpoint
from accounts.notifications.services.webhooks import MOST_HOURS, OVERLAP_HOURS, Wanted

_SEVERITIES = [
    ("", "Any"),
    ("1", "Critical"),
    ("2", "Major or worse"),
    ("3", "Moderate or worse"),
    ("4", "Minor or worse"),
]
_POWER = "Changes of power and log-ins are sent only where they are chosen."


def _choices(chosen: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Everything about each subject of the catalogue, and the single events that are chosen already (by the API)."""
    subjects = sorted({one.subject for one in actions()})
    single = [(name, action.says) for name in chosen if (action := action_of(name)) is not None]
    return [(f"{one}.*", one.replace("_", " ").capitalize()) for one in subjects] + single


class WebhookForm(forms.Form):
    """An address to tell, and of what."""

    name = forms.CharField(label="Name", max_length=100, required=False)
    url = forms.CharField(label="Address", max_length=500, widget=forms.URLInput(attrs={"autocomplete": "off"}))
    actions = forms.MultipleChoiceField(
        label="Everything about",
        required=False,
        choices=_choices,  # called for each form: the catalogue fills after this is read
        widget=forms.CheckboxSelectMultiple,
        help_text=_POWER,
    )
    brands = forms.MultipleChoiceField(label="Brands", required=False, widget=forms.CheckboxSelectMultiple)
    severity = forms.ChoiceField(label="Severity", required=False, choices=_SEVERITIES)
    drills = forms.BooleanField(label="Drills, too, marked as drills", required=False)

    def __init__(self, *args: Any, brands: Iterable[Brand], row: WebhookEndpoint | None = None, **more: Any) -> None:
        if row is not None:
            names = ("name", "url", "actions", "brands", "severity", "drills")
            more["initial"] = {name: getattr(row, name) for name in names}
        super().__init__(*args, **more)
        if row is not None:
            self.fields["actions"].choices = _choices(row.actions)  # type: ignore[attr-defined]
        self.fields["brands"].choices = [(str(one.pk), one.name) for one in brands]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """As the service takes it."""
        data = self.cleaned_data
        wanted = Wanted(
            actions=tuple(data["actions"]),
            brands=tuple(map(UUID, data["brands"])),
            severity=int(data["severity"]) if data["severity"] else None,
            drills=data["drills"],
        )
        return {"name": data["name"], "url": data["url"], "wanted": wanted}


class SecretForm(forms.Form):
    """How long the secret before the newest still signs."""

    overlap_hours = forms.IntegerField(
        label="Hours in which both sign", min_value=0, max_value=MOST_HOURS, initial=OVERLAP_HOURS
    )


class SpanForm(forms.Form):
    """What is to be sent once more."""

    since = forms.DateTimeField(label="From", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    until = forms.DateTimeField(label="Until", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    everything = forms.BooleanField(label="Also what got through", required=False)
