"""Opening an incident."""

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.brands.models import Brand
from incidents.models import SEVERITIES
from playbooks.models import PlanVersion

_LEVELS = [(str(number), f"{number} {name}") for number, name in SEVERITIES.items()]


class PlanRadios(forms.RadioSelect):
    """Each plan says whose it is (`data-brand`), so that the page shows those of the chosen brand."""

    brand_of: dict[str, str]

    def create_option(self, name: str, value: Any, *args: Any, **more: Any) -> dict[str, Any]:
        """With the brand's slug."""
        option: dict[str, Any] = super().create_option(name, value, *args, **more)
        if brand := self.brand_of.get(str(value)):
            option["attrs"]["data-brand"] = brand
        return option


class OpenForm(forms.Form):
    """What an incident begins with."""

    brand = forms.ChoiceField(label="Brand", error_messages={"invalid_choice": "Choose one of your brands."})
    title = forms.CharField(max_length=200, label="Title")
    severity = forms.ChoiceField(choices=_LEVELS, label="Severity", widget=forms.RadioSelect)
    reason = forms.CharField(max_length=500, label="Why this severity")
    plan = forms.ChoiceField(required=False, label="Plan", widget=PlanRadios)
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
        assert isinstance(plan.widget, PlanRadios)
        plan.widget.brand_of = {str(version.pk): version.plan.brand.slug for version, _ in versions}
        plan.choices = [*((str(version.pk), label) for version, label in versions), ("", "No plan yet")]


class JoinForm(forms.Form):
    """Which running incident an alert belongs to."""

    alert = forms.UUIDField(widget=forms.HiddenInput)
    incident = forms.UUIDField()
