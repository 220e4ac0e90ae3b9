from typing import Literal

NewWebhookOutState = Literal["disabled", "failing", "paused", "working"]

NEW_WEBHOOK_OUT_STATE_VALUES: set[NewWebhookOutState] = {
    "disabled",
    "failing",
    "paused",
    "working",
}


def check_new_webhook_out_state(value: str) -> NewWebhookOutState:
    if value in NEW_WEBHOOK_OUT_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_WEBHOOK_OUT_STATE_VALUES!r}")
