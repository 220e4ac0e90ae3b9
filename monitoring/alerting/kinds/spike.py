"""More than is usual for this brand at this hour."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms

from accounts.errors import Invalid
from monitoring import detection
from monitoring.alerting.kinds import values
from monitoring.alerting.kinds.declaring import Begins, Given, Kind
from monitoring.alerting.kinds.fields import SENSITIVITY_WORDS, STREAMS


class Spike(Kind[detection.SpikeRule]):
    """Unusual volume, or an unusual tone of it."""

    key = "spike"
    rule = detection.SpikeRule
    name = "Unusual volume"
    about = "More than is usual for this brand at this hour and weekday. It learns what is usual."
    alert_name = "Spike"
    icon = "trending-up"
    api = "{sensitivity low|normal|high, minimum_posts, streams [all, negative], quiet_hours 4 to 24}"
    settings: ClassVar = {
        "sensitivity": "Sensitivity",
        "minimum_posts": "Never below, mentions",
        "streams": "Counts",
        "quiet_hours": "Calm that ends a spike, hours",
    }
    fields: ClassVar = {
        "sensitivity": forms.ChoiceField(
            label="Sensitivity", choices=[(key, f"{word}: {text}") for key, (word, text) in SENSITIVITY_WORDS.items()],
            widget=forms.RadioSelect, initial="normal",
        ),
        "minimum_posts": forms.IntegerField(
            label="Never below, mentions", min_value=1, max_value=100_000, initial=5,
            help_text="In 15 minutes, or in up to six hours where fewer are usual. A burst of 15 minutes alone takes at least 15.",
        ),
        "stream": forms.ChoiceField(
            label="What is counted", choices=(("both", "All mentions, and negative ones"), *STREAMS)
        ),
        "quiet_hours": forms.IntegerField(
            label="A spike ends after this many calm hours", min_value=4, max_value=24, initial=12, required=False,
            help_text="4 to 24. Shorter tells sooner of a second wave.",
        ),
    }  # fmt: skip
    behind = ("quiet_hours",)
    begins = Begins("Unusual volume", {"sensitivity": "normal"})
    learned = True
    asked_together = True
    watches = "volume"
    counted = True

    def make(self, given: Given) -> detection.SpikeRule:
        """Raises Invalid naming the field."""
        sensitivity = given.get("sensitivity", "normal")
        if sensitivity not in detection.SENSITIVITIES:
            raise Invalid.field("sensitivity", "Choose low, normal or high.")
        wanted = given.get("streams", list(values.STREAMS))
        streams = tuple(wanted) if isinstance(wanted, list | tuple) else ()
        if not streams or set(streams) - set(values.STREAMS):
            raise Invalid.field("streams", "Choose all mentions, negative mentions, or both.")
        # No part of the rule (the policy takes it), but refused with the other settings, at its field.
        self.quiet_hours(given)
        return detection.SpikeRule(sensitivity, values.whole(given, "minimum_posts", 5, 1, 100_000), streams)

    def quiet_hours(self, given: Given) -> int:
        """How long no spike must be seen until another one is news: 4 to 24 hours. Raises Invalid."""
        return values.whole(given, "quiet_hours", 12, 4, 24)

    def says(self, own: Given, of: str) -> str:
        """With the word of its sensitivity."""
        level = str(own.get("sensitivity", "normal"))
        negative = own.get("streams", ["all", "negative"]) == ["negative"]
        tone = "Unusually many negative mentions" if negative else "Unusually many mentions"
        least = own.get("minimum_posts", 5)
        return f"{tone}{of}, at least {least} in 15 minutes or in the hours of a quiet brand. Sensitivity: {SENSITIVITY_WORDS[level][0].lower()}."

    def of_negative(self, rule: detection.SpikeRule) -> bool:
        """Where the other stream is not looked at."""
        return rule.streams == ("negative",)

    def only_history(self, rule: detection.SpikeRule, finding: detection.Finding, awake: Callable[[], float]) -> bool:
        """Its counts hold the history, and what is left of them may be too few or nothing unusual."""
        left = awake()
        return left < rule.minimum_posts or left <= (finding.high or 0.0)

    def stored(self, given: Given) -> dict[str, Any]:
        """One choice is one stream or both."""
        stored = super().stored(given)
        stream = stored.pop("stream")
        return {**stored, "streams": ["all", "negative"] if stream == "both" else [stream]}

    def shown(self, settings: Given) -> dict[str, Any]:
        """Both streams are one choice."""
        own = dict(settings)
        streams = own.pop("streams", ["all", "negative"])
        return {**own, "stream": "both" if len(streams) > 1 else streams[0]}
