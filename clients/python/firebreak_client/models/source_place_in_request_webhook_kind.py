from typing import Literal

SourcePlaceInRequestWebhookKind = Literal[
    "bearer", "discourse", "github", "meltwater", "path", "slack", "standard", "trustpilot"
]

SOURCE_PLACE_IN_REQUEST_WEBHOOK_KIND_VALUES: set[SourcePlaceInRequestWebhookKind] = {
    "bearer",
    "discourse",
    "github",
    "meltwater",
    "path",
    "slack",
    "standard",
    "trustpilot",
}


def check_source_place_in_request_webhook_kind(value: str) -> SourcePlaceInRequestWebhookKind:
    if value in SOURCE_PLACE_IN_REQUEST_WEBHOOK_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_PLACE_IN_REQUEST_WEBHOOK_KIND_VALUES!r}")
