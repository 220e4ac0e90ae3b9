from typing import Literal

WebhookSecretChangedEventVisibility = Literal["client", "internal", "owners"]

WEBHOOK_SECRET_CHANGED_EVENT_VISIBILITY_VALUES: set[WebhookSecretChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_webhook_secret_changed_event_visibility(value: str) -> WebhookSecretChangedEventVisibility:
    if value in WEBHOOK_SECRET_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_SECRET_CHANGED_EVENT_VISIBILITY_VALUES!r}")
