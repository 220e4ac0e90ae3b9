from typing import Literal

SourceOutWebhookKind = Literal["bearer", "discourse", "github", "meltwater", "path", "slack", "standard", "trustpilot"]

SOURCE_OUT_WEBHOOK_KIND_VALUES: set[SourceOutWebhookKind] = {
    "bearer",
    "discourse",
    "github",
    "meltwater",
    "path",
    "slack",
    "standard",
    "trustpilot",
}


def check_source_out_webhook_kind(value: str) -> SourceOutWebhookKind:
    if value in SOURCE_OUT_WEBHOOK_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_OUT_WEBHOOK_KIND_VALUES!r}")
