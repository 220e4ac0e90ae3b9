from typing import Literal

ImportUploadedEventVisibility = Literal["client", "internal", "owners"]

IMPORT_UPLOADED_EVENT_VISIBILITY_VALUES: set[ImportUploadedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_import_uploaded_event_visibility(value: str) -> ImportUploadedEventVisibility:
    if value in IMPORT_UPLOADED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {IMPORT_UPLOADED_EVENT_VISIBILITY_VALUES!r}")
