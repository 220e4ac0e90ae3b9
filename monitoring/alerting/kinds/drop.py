"""Far fewer than is usual."""

from typing import ClassVar

from django import forms

from monitoring import detection
from monitoring.alerting.kinds import values
from monitoring.alerting.kinds.declaring import Given, Kind
from monitoring.alerting.kinds.fields import count_field


class Drop(Kind[detection.DropRule]):
    """Two hours below the usual of this hour."""

    key = "drop"
    rule = detection.DropRule
    name = "Fewer than usual"
    about = "Far fewer mentions than are usual at this hour."
    alert_name = "Fewer than usual"
    icon = "trending-down"
    api = "{percent, minimum_expected}"
    settings: ClassVar = {"percent": "Per cent", "minimum_expected": "Least usual number"}
    fields: ClassVar = {
        "percent": forms.FloatField(label="Below what is usual by, per cent", min_value=1, max_value=100, initial=60),
        "minimum_expected": count_field("Only where at least this many are usual in two hours", 20),
    }
    learned = True
    asked_together = True
    counted = True

    def make(self, given: Given) -> detection.DropRule:
        """Raises Invalid naming the field."""
        expected = values.real(given, "minimum_expected", 20, 1, 1_000_000)
        return detection.DropRule(values.real(given, "percent", 60, 1, 100), expected)

    def says(self, own: Given, of: str) -> str:
        """With how far below."""
        return f"{own.get('percent', 60):g} % fewer mentions{of} in two hours than are usual."

    def fell(self, finding: detection.Finding) -> bool:
        """Always."""
        return True
