from typing import Literal

EventsExportForm = Literal["csv", "ndjson"]

EVENTS_EXPORT_FORM_VALUES: set[EventsExportForm] = {
    "csv",
    "ndjson",
}


def check_events_export_form(value: str) -> EventsExportForm:
    if value in EVENTS_EXPORT_FORM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EVENTS_EXPORT_FORM_VALUES!r}")
