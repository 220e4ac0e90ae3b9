from typing import Literal

NotificationOutKind = Literal[
    "alert", "approval", "incident", "key", "proposal", "source", "task", "update_due", "webhook"
]

NOTIFICATION_OUT_KIND_VALUES: set[NotificationOutKind] = {
    "alert",
    "approval",
    "incident",
    "key",
    "proposal",
    "source",
    "task",
    "update_due",
    "webhook",
}


def check_notification_out_kind(value: str) -> NotificationOutKind:
    if value in NOTIFICATION_OUT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NOTIFICATION_OUT_KIND_VALUES!r}")
