from typing import Literal

WebhookOutState = Literal["disabled", "failing", "paused", "working"]

WEBHOOK_OUT_STATE_VALUES: set[WebhookOutState] = {
    "disabled",
    "failing",
    "paused",
    "working",
}


def check_webhook_out_state(value: str) -> WebhookOutState:
    if value in WEBHOOK_OUT_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_OUT_STATE_VALUES!r}")
