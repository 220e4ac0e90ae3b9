from typing import Literal

SettingInRequestKind = Literal[
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

SETTING_IN_REQUEST_KIND_VALUES: set[SettingInRequestKind] = {
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


def check_setting_in_request_kind(value: str) -> SettingInRequestKind:
    if value in SETTING_IN_REQUEST_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SETTING_IN_REQUEST_KIND_VALUES!r}")
