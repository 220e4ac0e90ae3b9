from typing import Literal

WebhookChangedEventVisibility = Literal["client", "internal", "owners"]

WEBHOOK_CHANGED_EVENT_VISIBILITY_VALUES: set[WebhookChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_webhook_changed_event_visibility(value: str) -> WebhookChangedEventVisibility:
    if value in WEBHOOK_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_CHANGED_EVENT_VISIBILITY_VALUES!r}")
