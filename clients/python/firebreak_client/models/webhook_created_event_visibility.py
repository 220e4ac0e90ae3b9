from typing import Literal

WebhookCreatedEventVisibility = Literal["client", "internal", "owners"]

WEBHOOK_CREATED_EVENT_VISIBILITY_VALUES: set[WebhookCreatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_webhook_created_event_visibility(value: str) -> WebhookCreatedEventVisibility:
    if value in WEBHOOK_CREATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_CREATED_EVENT_VISIBILITY_VALUES!r}")
