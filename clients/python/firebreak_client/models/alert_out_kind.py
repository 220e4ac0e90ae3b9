from typing import Literal

AlertOutKind = Literal[
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

ALERT_OUT_KIND_VALUES: set[AlertOutKind] = {
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


def check_alert_out_kind(value: str) -> AlertOutKind:
    if value in ALERT_OUT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERT_OUT_KIND_VALUES!r}")
