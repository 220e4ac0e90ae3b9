"""A source of the brand can't be read, or hardly anything comes. `services/silence` watches the sources."""

from typing import ClassVar

from django import forms

from monitoring import detection
from monitoring.alerting.kinds import values
from monitoring.alerting.kinds.declaring import Begins, Given, Kind


class Silence(Kind[detection.SilenceRule]):
    """Never blind unknowingly."""

    key = "silence"
    rule = detection.SilenceRule
    name = "A source falls silent"
    about = "A source that can't be read any more, or hardly anything comes, so that you are never blind unknowingly."
    alert_name = "Silence"
    icon = "volume-x"
    api = "{share 0 to 1, minimum_expected}"
    settings: ClassVar = {"share": "Share", "minimum_expected": "Least usual number"}
    fields: ClassVar = {
        "share": forms.FloatField(
            label="Also below this part of the usual in two hours, per cent",
            min_value=1,
            max_value=100,
            initial=10,
            required=False,
        ),
        "minimum_expected": forms.IntegerField(
            label="Where at least this many are usual in two hours",
            min_value=1,
            max_value=1_000_000,
            initial=10,
            required=False,
        ),
    }
    percents = ("share",)
    no_query = "Silence is about sources; it takes no query."
    begins = Begins("A source falls silent")
    learned = True
    asked_together = True
    untried = "Sources that can't be read are told of besides; that is not tried here."
    watches = "sources"
    counted = True

    def make(self, given: Given) -> detection.SilenceRule:
        """Raises Invalid naming the field."""
        expected = values.real(given, "minimum_expected", 10, 1, 1_000_000)
        return detection.SilenceRule(values.real(given, "share", 0.1, 0.01, 1), expected)

    def says(self, own: Given, of: str) -> str:
        """Both of what it tells."""
        return (
            "A source of this brand can't be read for three of its intervals, or in two hours came less than "
            f"{100 * own.get('share', 0.1):g} % of what is usual."
        )

    def fell(self, finding: detection.Finding) -> bool:
        """Always."""
        return True
