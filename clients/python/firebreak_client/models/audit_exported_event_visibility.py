from typing import Literal

AuditExportedEventVisibility = Literal["client", "internal", "owners"]

AUDIT_EXPORTED_EVENT_VISIBILITY_VALUES: set[AuditExportedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_audit_exported_event_visibility(value: str) -> AuditExportedEventVisibility:
    if value in AUDIT_EXPORTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AUDIT_EXPORTED_EVENT_VISIBILITY_VALUES!r}")
