from typing import Literal

WebhookDeliveryOutStatus = Literal["failed", "given_up", "not_needed", "queued", "sending", "sent", "withdrawn"]

WEBHOOK_DELIVERY_OUT_STATUS_VALUES: set[WebhookDeliveryOutStatus] = {
    "failed",
    "given_up",
    "not_needed",
    "queued",
    "sending",
    "sent",
    "withdrawn",
}


def check_webhook_delivery_out_status(value: str) -> WebhookDeliveryOutStatus:
    if value in WEBHOOK_DELIVERY_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_DELIVERY_OUT_STATUS_VALUES!r}")
