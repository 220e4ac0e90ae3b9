"""Opening an incident."""

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.brands.models import Brand
from incidents.models import SEVERITIES
from playbooks.models import PlanVersion

_LEVELS = [(str(number), f"{number} {name}") for number, name in SEVERITIES.items()]


class OpenForm(forms.Form):
    """What an incident begins with."""

    brand = forms.ChoiceField(label="Brand", error_messages={"invalid_choice": "Choose one of your brands."})
    title = forms.CharField(max_length=200, label="Title")
    severity = forms.ChoiceField(choices=_LEVELS, label="Severity", widget=forms.RadioSelect)
    reason = forms.CharField(max_length=500, label="Why this severity")
    plan = forms.ChoiceField(required=False, label="Plan", widget=forms.RadioSelect)
    is_drill = forms.BooleanField(
        required=False, label="This is a drill", help_text="Nothing of a drill leaves the agency."
    )
    alert = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, brands: Sequence[Brand], versions: Sequence[tuple[PlanVersion, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        field, plan = self.fields["brand"], self.fields["plan"]
        assert isinstance(field, forms.ChoiceField) and isinstance(plan, forms.ChoiceField)
        field.choices = [(brand.slug, brand.name) for brand in brands]
        plan.choices = [*((str(version.pk), label) for version, label in versions), ("", "No plan yet")]


class JoinForm(forms.Form):
    """Which running incident an alert belongs to."""

    alert = forms.UUIDField(widget=forms.HiddenInput)
    incident = forms.UUIDField()
