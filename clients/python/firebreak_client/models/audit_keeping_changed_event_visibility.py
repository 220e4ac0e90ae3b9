from typing import Literal

AuditKeepingChangedEventVisibility = Literal["client", "internal", "owners"]

AUDIT_KEEPING_CHANGED_EVENT_VISIBILITY_VALUES: set[AuditKeepingChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_audit_keeping_changed_event_visibility(value: str) -> AuditKeepingChangedEventVisibility:
    if value in AUDIT_KEEPING_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AUDIT_KEEPING_CHANGED_EVENT_VISIBILITY_VALUES!r}")
