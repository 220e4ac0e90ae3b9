from typing import Literal

WebhookTestedEventVisibility = Literal["client", "internal", "owners"]

WEBHOOK_TESTED_EVENT_VISIBILITY_VALUES: set[WebhookTestedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_webhook_tested_event_visibility(value: str) -> WebhookTestedEventVisibility:
    if value in WEBHOOK_TESTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_TESTED_EVENT_VISIBILITY_VALUES!r}")
