"""The first post somewhere."""

from typing import ClassVar

from django import forms

from monitoring import detection
from monitoring.alerting.kinds import values
from monitoring.alerting.kinds.declaring import Given, Kind


class NewSource(Kind[detection.NewSourceRule]):
    """A source that never had one, or none for long."""

    key = "new_source"
    rule = detection.NewSourceRule
    name = "First mention on a source"
    about = "Somewhere that never had one, or none for long."
    alert_name = "New source"
    icon = "rss"
    api = "{quiet_days}"
    settings: ClassVar = {"quiet_days": "Days without one"}
    fields: ClassVar = {
        "quiet_days": forms.IntegerField(
            label="After this many days without one", min_value=1, max_value=365, initial=30,
            help_text="A source that never had one counts too.",
        ),
    }  # fmt: skip
    asks = frozenset({"sources"})

    def make(self, given: Given) -> detection.NewSourceRule:
        """Raises Invalid naming the field."""
        return detection.NewSourceRule(values.whole(given, "quiet_days", 30, 1, 365))

    def says(self, own: Given, of: str) -> str:
        """With how long."""
        return f"The first mention{of} on a source that had none for {own.get('quiet_days', 30)} days."
