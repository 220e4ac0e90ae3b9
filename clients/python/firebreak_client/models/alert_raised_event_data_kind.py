from typing import Literal

AlertRaisedEventDataKind = Literal[
    "change",
    "drop",
    "negative_post",
    "negative_share",
    "new_source",
    "returning_critic",
    "silence",
    "spike",
    "threshold",
    "vip",
    "words",
]

ALERT_RAISED_EVENT_DATA_KIND_VALUES: set[AlertRaisedEventDataKind] = {
    "change",
    "drop",
    "negative_post",
    "negative_share",
    "new_source",
    "returning_critic",
    "silence",
    "spike",
    "threshold",
    "vip",
    "words",
}


def check_alert_raised_event_data_kind(value: str) -> AlertRaisedEventDataKind:
    if value in ALERT_RAISED_EVENT_DATA_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERT_RAISED_EVENT_DATA_KIND_VALUES!r}")
