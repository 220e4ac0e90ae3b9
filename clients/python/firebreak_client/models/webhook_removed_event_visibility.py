from typing import Literal

WebhookRemovedEventVisibility = Literal["client", "internal", "owners"]

WEBHOOK_REMOVED_EVENT_VISIBILITY_VALUES: set[WebhookRemovedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_webhook_removed_event_visibility(value: str) -> WebhookRemovedEventVisibility:
    if value in WEBHOOK_REMOVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_REMOVED_EVENT_VISIBILITY_VALUES!r}")
