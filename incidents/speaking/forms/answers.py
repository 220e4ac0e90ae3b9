"""Public answers: drafted, edited, asked about, handed off."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from accounts.bidi import isolate
from accounts.models import Membership
from incidents.models import Task
from incidents.speaking.services.answers import CHANNELS
from incidents.speaking.services.slots import Slot

CHANNEL_NAMES = {
    "any": "Any channel", "social": "Social media", "press": "Press", "web": "Website", "customer_care": "Customer care",
}  # fmt: skip
_CHOICES = [(name, CHANNEL_NAMES[name]) for name in CHANNELS]


class FreeForm(forms.Form):
    """In one's own words."""

    title = forms.CharField(max_length=200, label="Title", help_text="For the team; it is not published.")
    channel = forms.ChoiceField(choices=_CHOICES, label="Where it goes")
    text = forms.CharField(max_length=20_000, label="Text", widget=forms.Textarea(attrs={"rows": 8}))


class _Moment(forms.DateTimeField):
    """A time slot: typed as a local time, given on with its zone."""

    def clean(self, value: Any) -> str:
        """ISO 8601 with the zone, as slots take it; empty where nothing was typed."""
        at: datetime | None = super().clean(value)
        return at.isoformat() if at else ""


def _field(slot: Slot, example: str) -> forms.Field:
    label, required = slot.label[:1].upper() + slot.label[1:], slot.required
    if slot.type == "time":
        return _Moment(
            label=label,
            required=required,
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
            help_text=f"In your time zone, {timezone.localtime():%Z}; written in the brand's.",
        )
    hints = {"url": "Begins with https://", "number": "A number, like 1200 or 4.5"}
    modes = {"url": "url", "number": "decimal"}
    # Not type=number: a browser empties what it can't read as one (HTML), such as “1 200”.
    widget = forms.TextInput(attrs={"inputmode": modes.get(slot.type, "text"), "placeholder": example})
    hint = hints.get(slot.type, "")
    return forms.CharField(label=label, required=required, max_length=2000, widget=widget, help_text=hint)


class SlotsForm(forms.Form):
    """The blanks of a holding statement, one field each, by type."""

    channel = forms.ChoiceField(choices=_CHOICES, label="Where it goes")

    def __init__(self, *args: Any, slots: Sequence[Slot], examples: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.slots = slots
        for slot in slots:
            self.fields[f"slots.{slot.name}"] = _field(slot, examples.get(slot.name, ""))

    def values(self) -> dict[str, str]:
        """What was typed, by slot. Call after `is_valid`."""
        return {slot.name: str(self.cleaned_data.get(f"slots.{slot.name}") or "") for slot in self.slots}

    def slot_fields(self) -> list[Any]:
        """The bound fields of the blanks, in the text's order."""
        return [self[f"slots.{slot.name}"] for slot in self.slots]


class EditForm(forms.Form):
    """The text, and the version it was read at."""

    text = forms.CharField(max_length=20_000, label="Text", widget=forms.Textarea(attrs={"rows": 10}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class AskForm(forms.Form):
    """Who is asked for a yes."""

    approvers = forms.TypedMultipleChoiceField(
        label="Who should approve",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="All of them must approve.",
    )

    def __init__(self, *args: Any, candidates: Sequence[Membership], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["approvers"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = _people(candidates)


class InsteadForm(forms.Form):
    """Who is asked in place of somebody else."""

    approvers = forms.TypedChoiceField(label="Whom to ask instead", coerce=int)

    def __init__(self, *args: Any, candidates: Sequence[Membership], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["approvers"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = _people(candidates)


def _people(candidates: Sequence[Membership]) -> list[tuple[str, str]]:
    return [
        (str(one.user_id), f"{isolate(one.user)}, {'client' if one.is_client else one.get_role_display().lower()}")
        for one in candidates
    ]


class DecideForm(forms.Form):
    """A yes or no to the text of this hash; a no says what to change."""

    yes = forms.ChoiceField(choices=[("yes", "Approve"), ("no", "Ask for a change")])
    text_sha256 = forms.CharField(max_length=64)
    reason = forms.CharField(
        label="What should change?", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class PlaceForm(forms.Form):
    """Where the text stands."""

    url = forms.CharField(
        label="I posted it at", max_length=2000, widget=forms.URLInput(attrs={"placeholder": "https://"})
    )


class PostedForm(PlaceForm):
    """Where the text stands now, and what is done with it."""

    substantive = forms.BooleanField(
        label="It is the full answer",
        required=False,
        help_text="It says what happened and what is done about it, not only that we are looking into it.",
    )
    task = forms.ChoiceField(label="A task that is done with it", required=False)

    def __init__(self, *args: Any, tasks: Sequence[Task], **more: Any) -> None:
        super().__init__(*args, **more)
        self._tasks = {str(task.pk): task for task in tasks}
        field = self.fields["task"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "None"), *((pk, task.title) for pk, task in self._tasks.items())]

    def done_task(self) -> Task | None:
        """The one that was chosen. Call after `is_valid`."""
        return self._tasks.get(self.cleaned_data["task"])


class ReasonForm(forms.Form):
    """Why an answer is given up."""

    reason = forms.CharField(label="Reason", max_length=300)


class TakeBackForm(forms.Form):
    """Why a question is taken back, if there is anything to say."""

    reason = forms.CharField(label="Reason", max_length=300, required=False, help_text="For the record.")
