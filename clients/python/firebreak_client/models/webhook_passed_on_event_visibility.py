from typing import Literal

WebhookPassedOnEventVisibility = Literal["client", "internal", "owners"]

WEBHOOK_PASSED_ON_EVENT_VISIBILITY_VALUES: set[WebhookPassedOnEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_webhook_passed_on_event_visibility(value: str) -> WebhookPassedOnEventVisibility:
    if value in WEBHOOK_PASSED_ON_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_PASSED_ON_EVENT_VISIBILITY_VALUES!r}")
