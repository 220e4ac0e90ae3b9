"""Narrowing the list of incidents."""

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.brands.models import Brand
from accounts.models import Membership
from incidents.models import SEVERITIES
from incidents.models.command import IncidentQuerySet


class FilterForm(forms.Form):
    """Everything may stay empty; what can't be read is left out."""

    brand = forms.ChoiceField(required=False)
    severity = forms.ChoiceField(
        required=False, choices=[("", "Any severity"), *((str(n), name) for n, name in SEVERITIES.items())]
    )
    drills = forms.ChoiceField(
        required=False, choices=[("", "Drills too"), ("real", "No drills"), ("drill", "Drills only")]
    )
    q = forms.CharField(required=False, max_length=200, strip=True)

    def __init__(self, *args: Any, brands: Sequence[Brand], **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("brand", "severity", "drills"):
            self.fields[name].widget.attrs["class"] = "input input-small"
        field = self.fields["brand"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "All brands"), *((brand.slug, brand.name) for brand in brands)]

    def narrowed(self, rows: IncidentQuerySet, member: Membership) -> IncidentQuerySet:
        """The incidents that fit. Call after `is_valid`."""
        given = self.cleaned_data
        if given.get("brand"):
            rows = rows.filter(brand__slug=given["brand"])
        if given.get("severity"):
            rows = rows.filter(severity=given["severity"])
        if given.get("drills"):
            rows = rows.filter(is_drill=given["drills"] == "drill")
        if given.get("q"):
            rows = rows.named(given["q"], member)
        return rows
