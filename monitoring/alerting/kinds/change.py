"""So much more, or less, than just before."""

from typing import Any, ClassVar

from django import forms

from accounts.errors import Invalid
from monitoring import detection
from monitoring.alerting.kinds import values
from monitoring.alerting.kinds.declaring import Given, Kind
from monitoring.alerting.kinds.fields import count_field, minutes_field, stream_field
from monitoring.detection.kinds.declaring import HISTORY_MINUTES


class Change(Kind[detection.ChangeRule]):
    """A stretch of time against the one before it. A fall is stored as a percentage below 0."""

    key = "change"
    rule = detection.ChangeRule
    name = "Sudden change"
    about = "So much more, or fewer, than in the same time just before."
    alert_name = "Sudden change"
    icon = "arrow-up-down"
    api = "{percent (below 0: a fall), minutes 5 to 720, minimum_posts, stream}"
    settings: ClassVar = {
        "minimum_posts": "Never below, mentions",
        "stream": "Counts",
        "minutes": "Within, minutes",
        "percent": "Per cent",
    }
    fields: ClassVar = {
        "direction": forms.ChoiceField(
            label="Which way", choices=(("up", "More"), ("down", "Fewer")), widget=forms.RadioSelect
        ),
        "percent": forms.FloatField(label="By, per cent", min_value=1, max_value=100_000, initial=100),
        "minutes": minutes_field(720),
        "minimum_posts": count_field("Never below, mentions", 10, "In the larger of the two stretches."),
        "stream": stream_field(),
    }
    own_band = True

    def make(self, given: Given) -> detection.ChangeRule:
        """Raises Invalid naming the field."""
        percent = values.real(given, "percent", None, -100, 100_000)
        if percent == 0:
            raise Invalid.field("percent", "A change of nothing is no change: give a percentage, below 0 for a fall.")
        minimum = values.whole(given, "minimum_posts", 10, 1, 1_000_000)
        # Half the day that is kept: the stretch before must lie in it, too.
        return detection.ChangeRule(percent, values.minutes(given, HISTORY_MINUTES // 2), minimum, values.stream(given))

    def says(self, own: Given, of: str) -> str:
        """With its direction."""
        percent = own.get("percent", 0)
        way = "fewer" if percent < 0 else "more"
        minutes, least = own.get("minutes", 60), own.get("minimum_posts", 10)
        return (
            f"{abs(percent):g} % {way} {values.tone(own)}{of} in {minutes} minutes than in those before, "
            f"of at least {least}."
        )

    def of_negative(self, rule: detection.ChangeRule) -> bool:
        """Where they are what is counted."""
        return rule.stream == "negative"

    def fell(self, finding: detection.Finding) -> bool:
        """A fall's limit lies below 0."""
        return (finding.limit or 0) < 0

    def problem(self, given: Given) -> tuple[str, str] | None:
        """Nothing falls by more than all."""
        if given.get("direction") == "down" and (given.get("percent") or 0) > 100:
            return "percent", "A fall is at most 100 per cent."
        return None

    def stored(self, given: Given) -> dict[str, Any]:
        """The direction as a sign."""
        stored = super().stored(given)
        sign = -1 if stored.pop("direction") == "down" else 1
        return {**stored, "percent": sign * stored["percent"]}

    def shown(self, settings: Given) -> dict[str, Any]:
        """The sign as a direction."""
        percent = settings.get("percent", 100)
        return {**settings, "percent": abs(percent), "direction": "down" if percent < 0 else "up"}
