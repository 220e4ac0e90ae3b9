"""So large a part of them is negative."""

from typing import Any, ClassVar

from django import forms

from monitoring import detection
from monitoring.alerting.kinds import values
from monitoring.alerting.kinds.declaring import Given, Kind
from monitoring.alerting.kinds.fields import count_field, minutes_field


class NegativeShare(Kind[detection.NegativeShareRule]):
    """The share people name, or more than the brand's own usual one."""

    key = "negative_share"
    rule = detection.NegativeShareRule
    name = "Negative share"
    about = "A larger part of the mentions is negative than is usual for this brand, or than you say."
    alert_name = "Negative share"
    icon = "thumbs-down"
    api = (
        "{share 0 to 1, minutes, minimum_posts, above_usual true: compare with the brand's own usual share, `share` "
        "being the least besides, if given}"
    )
    settings: ClassVar = {
        "minimum_posts": "Never below, mentions",
        "minutes": "Within, minutes",
        "share": "Share",
        "above_usual": "Above the usual share",
    }
    fields: ClassVar = {
        "above_usual": forms.BooleanField(
            label="More than is usual for this brand", required=False, initial=True,
            help_text="It learns the usual share, and speaks where chance alone would hardly make it so many. Off: the per cent decides.",
        ),
        "share": forms.FloatField(
            label="At least negative, per cent", min_value=1, max_value=100, required=False,
            help_text="May be left empty where it is compared with what is usual.",
        ),
        "minimum_posts": count_field("Of at least, mentions", 20, "A share of few says little."),
        "minutes": minutes_field(),
    }  # fmt: skip
    percents = ("share",)

    def make(self, given: Given) -> detection.NegativeShareRule:
        """Raises Invalid naming the field."""
        above = values.yes_or_no(given, "above_usual")
        # Learned, a share needs no number; given one, both must be met.
        share = 0.0 if above and "share" not in given else values.real(given, "share", None, 0.01, 1)
        minimum = values.whole(given, "minimum_posts", 20, 1, 1_000_000)
        return detection.NegativeShareRule(share, values.minutes(given), minimum, above)

    def says(self, own: Given, of: str) -> str:
        """With what it is compared with."""
        least = f"{100 * own.get('share', 0):g} % or more"
        said = f"{least} negative"
        if own.get("above_usual"):
            said = "Negative more often than is usual for this brand" + (f", and {least}" if own.get("share") else "")
        enough = f"of at least {own.get('minimum_posts', 20)} mentions{of}"
        return f"{said}, {enough} within {own.get('minutes', 60)} minutes."

    def of_negative(self, rule: detection.NegativeShareRule) -> bool:
        """Always."""
        return True

    def problem(self, given: Given) -> tuple[str, str] | None:
        """It is compared with something."""
        if not given.get("above_usual") and given.get("share") is None:
            return "share", "Give a per cent, or compare with what is usual for this brand."
        return None

    def stored(self, given: Given) -> dict[str, Any]:
        """Rules that compare with a number alone are kept as they always were."""
        stored = super().stored(given)
        return stored if stored["above_usual"] else {name: stored[name] for name in stored if name != "above_usual"}

    def shown(self, settings: Given) -> dict[str, Any]:
        """A stored rule without the comparison has none."""
        return {"above_usual": False, **super().shown(settings)}
