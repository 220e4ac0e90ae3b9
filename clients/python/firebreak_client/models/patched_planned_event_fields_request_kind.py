from typing import Literal

PatchedPlannedEventFieldsRequestKind = Literal["campaign", "conference", "launch", "other"]

PATCHED_PLANNED_EVENT_FIELDS_REQUEST_KIND_VALUES: set[PatchedPlannedEventFieldsRequestKind] = {
    "campaign",
    "conference",
    "launch",
    "other",
}


def check_patched_planned_event_fields_request_kind(value: str) -> PatchedPlannedEventFieldsRequestKind:
    if value in PATCHED_PLANNED_EVENT_FIELDS_REQUEST_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PATCHED_PLANNED_EVENT_FIELDS_REQUEST_KIND_VALUES!r}")
