from typing import Literal

WebhookRedeliveredEventVisibility = Literal["client", "internal", "owners"]

WEBHOOK_REDELIVERED_EVENT_VISIBILITY_VALUES: set[WebhookRedeliveredEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_webhook_redelivered_event_visibility(value: str) -> WebhookRedeliveredEventVisibility:
    if value in WEBHOOK_REDELIVERED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_REDELIVERED_EVENT_VISIBILITY_VALUES!r}")
