"""At least so many in so long."""

from typing import ClassVar

from monitoring import detection
from monitoring.alerting.kinds import values
from monitoring.alerting.kinds.declaring import Given, Kind
from monitoring.alerting.kinds.fields import count_field, minutes_field, stream_field


class Threshold(Kind[detection.ThresholdRule]):
    """A number that people have chosen."""

    key = "threshold"
    rule = detection.ThresholdRule
    name = "Fixed number"
    about = "At least this many mentions in this many minutes."
    alert_name = "Threshold"
    icon = "gauge"
    api = "{posts, minutes 5 to 1440, stream all|negative}"
    settings: ClassVar = {"stream": "Counts", "posts": "Mentions", "minutes": "Within, minutes"}
    fields: ClassVar = {
        "posts": count_field("At least, mentions", 50),
        "minutes": minutes_field(),
        "stream": stream_field(),
    }
    asked_together = True
    watches = "volume"
    counted = True
    limited = True

    def make(self, given: Given) -> detection.ThresholdRule:
        """Raises Invalid naming the field."""
        posts = values.whole(given, "posts", None, 1, 1_000_000)
        return detection.ThresholdRule(posts, values.minutes(given), values.stream(given))

    def says(self, own: Given, of: str) -> str:
        """With the number."""
        return f"At least {own.get('posts')} {values.tone(own)}{of} within {own.get('minutes', 60)} minutes."

    def of_negative(self, rule: detection.ThresholdRule) -> bool:
        """Where they are what is counted."""
        return rule.stream == "negative"
