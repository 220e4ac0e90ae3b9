from typing import Literal

SourceInRequestWebhookKind = Literal[
    "bearer", "discourse", "github", "meltwater", "path", "slack", "standard", "trustpilot"
]

SOURCE_IN_REQUEST_WEBHOOK_KIND_VALUES: set[SourceInRequestWebhookKind] = {
    "bearer",
    "discourse",
    "github",
    "meltwater",
    "path",
    "slack",
    "standard",
    "trustpilot",
}


def check_source_in_request_webhook_kind(value: str) -> SourceInRequestWebhookKind:
    if value in SOURCE_IN_REQUEST_WEBHOOK_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_IN_REQUEST_WEBHOOK_KIND_VALUES!r}")
