from typing import Literal

PatchedSourceChangeRequestWebhookKind = Literal[
    "bearer", "discourse", "github", "meltwater", "path", "slack", "standard", "trustpilot"
]

PATCHED_SOURCE_CHANGE_REQUEST_WEBHOOK_KIND_VALUES: set[PatchedSourceChangeRequestWebhookKind] = {
    "bearer",
    "discourse",
    "github",
    "meltwater",
    "path",
    "slack",
    "standard",
    "trustpilot",
}


def check_patched_source_change_request_webhook_kind(value: str) -> PatchedSourceChangeRequestWebhookKind:
    if value in PATCHED_SOURCE_CHANGE_REQUEST_WEBHOOK_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PATCHED_SOURCE_CHANGE_REQUEST_WEBHOOK_KIND_VALUES!r}"
    )
