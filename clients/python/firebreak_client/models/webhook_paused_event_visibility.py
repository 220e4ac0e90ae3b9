from typing import Literal

WebhookPausedEventVisibility = Literal["client", "internal", "owners"]

WEBHOOK_PAUSED_EVENT_VISIBILITY_VALUES: set[WebhookPausedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_webhook_paused_event_visibility(value: str) -> WebhookPausedEventVisibility:
    if value in WEBHOOK_PAUSED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_PAUSED_EVENT_VISIBILITY_VALUES!r}")
