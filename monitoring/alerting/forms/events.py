"""A planned event, as a person enters it."""

from typing import Any

from django import forms

from monitoring.alerting.services.events import EventDraft
from monitoring.models import PlannedEvent

KINDS = (("campaign", "Campaign"), ("launch", "Launch"), ("conference", "Conference"), ("other", "Something else"))
_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


def _moment(label: str, **more: Any) -> forms.DateTimeField:
    # HTML's own format of a local date and time: browsers leave a field empty that is filled with any other.
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, input_formats=_FORMATS, widget=widget, **more)


class EventForm(forms.Form):
    """Times are those of the reader's clock."""

    name = forms.CharField(label="Name", max_length=120)
    kind = forms.ChoiceField(label="What it is", choices=KINDS)
    starts_at = _moment("From")
    ends_at = _moment("To", help_text="At most a year after the start.")
    note = forms.CharField(
        label="Note", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What is expected, and where: it stands beside alerts of this time.",
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)  # as it was read; a new event has none

    def draft(self) -> EventDraft:
        """As the service takes it."""
        names = ("name", "kind", "starts_at", "ends_at", "note")
        return EventDraft(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def initial_of(event: PlannedEvent) -> dict[str, object]:
        """A stored event as the form shows it."""
        return {name: getattr(event, name) for name in ("name", "kind", "starts_at", "ends_at", "note", "version")}
