"""Every negative post of a quiet brand."""

from typing import ClassVar

from django import forms

from monitoring import detection
from monitoring.alerting.kinds import values
from monitoring.alerting.kinds.declaring import Begins, Given, Kind


class NegativePost(Kind[detection.NegativePostRule]):
    """While there are too few for statistics; it falls silent by itself as the brand grows."""

    key = "negative_post"
    rule = detection.NegativePostRule
    name = "Each negative mention of a quiet brand"
    about = "While there are too few mentions for statistics."
    alert_name = "Negative mention"
    icon = "message-square"
    api = "{below_posts_per_week}"
    settings: ClassVar = {"below_posts_per_week": "Below, mentions a week"}
    fields: ClassVar = {
        "below_posts_per_week": forms.FloatField(
            label="While there are fewer than, mentions a week", min_value=1, max_value=1000, initial=3,
            help_text="Above that, unusual volume says more than single posts.",
        ),
    }  # fmt: skip
    begins = Begins("Negative mentions while it is quiet", severity=4)

    def make(self, given: Given) -> detection.NegativePostRule:
        """Raises Invalid naming the field."""
        return detection.NegativePostRule(values.real(given, "below_posts_per_week", 3, 1, 1000))

    def says(self, own: Given, of: str) -> str:
        """With what quiet is."""
        few = f"{own.get('below_posts_per_week', 3):g}"
        return f"Every negative mention{of} while there are fewer than {few} mentions a week."

    def of_negative(self, rule: detection.NegativePostRule) -> bool:
        """Always."""
        return True
