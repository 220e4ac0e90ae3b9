from typing import Literal

WebhookDisabledEventVisibility = Literal["client", "internal", "owners"]

WEBHOOK_DISABLED_EVENT_VISIBILITY_VALUES: set[WebhookDisabledEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_webhook_disabled_event_visibility(value: str) -> WebhookDisabledEventVisibility:
    if value in WEBHOOK_DISABLED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_DISABLED_EVENT_VISIBILITY_VALUES!r}")
