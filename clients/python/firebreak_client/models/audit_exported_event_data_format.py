from typing import Literal

AuditExportedEventDataFormat = Literal["csv", "ndjson"]

AUDIT_EXPORTED_EVENT_DATA_FORMAT_VALUES: set[AuditExportedEventDataFormat] = {
    "csv",
    "ndjson",
}


def check_audit_exported_event_data_format(value: str) -> AuditExportedEventDataFormat:
    if value in AUDIT_EXPORTED_EVENT_DATA_FORMAT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AUDIT_EXPORTED_EVENT_DATA_FORMAT_VALUES!r}")
