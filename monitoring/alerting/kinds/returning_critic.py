"""Somebody who was negative before comes back."""

from typing import ClassVar

from django import forms

from monitoring import detection
from monitoring.alerting.kinds import values
from monitoring.alerting.kinds.declaring import Given, Kind


class ReturningCritic(Kind[detection.ReturningCriticRule]):
    """Negative again, after a while."""

    key = "returning_critic"
    rule = detection.ReturningCriticRule
    name = "A critic comes back"
    about = "Somebody who was negative before is negative again."
    alert_name = "Returning critic"
    icon = "repeat"
    api = "{days}"
    settings: ClassVar = {"days": "Days"}
    fields: ClassVar = {
        "days": forms.IntegerField(
            label="After at least, days", min_value=1, max_value=365, initial=7,
            help_text="Since their last negative post.",
        ),
    }  # fmt: skip
    asks = frozenset({"critics"})

    def make(self, given: Given) -> detection.ReturningCriticRule:
        """Raises Invalid naming the field."""
        return detection.ReturningCriticRule(values.whole(given, "days", 7, 1, 365))

    def says(self, own: Given, of: str) -> str:
        """With how long."""
        return f"A negative mention{of} by somebody whose last one was {own.get('days', 7)} days ago or more."

    def of_negative(self, rule: detection.ReturningCriticRule) -> bool:
        """Always."""
        return True
