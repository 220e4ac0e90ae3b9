from typing import Literal

WebhookResumedEventVisibility = Literal["client", "internal", "owners"]

WEBHOOK_RESUMED_EVENT_VISIBILITY_VALUES: set[WebhookResumedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_webhook_resumed_event_visibility(value: str) -> WebhookResumedEventVisibility:
    if value in WEBHOOK_RESUMED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_RESUMED_EVENT_VISIBILITY_VALUES!r}")
