from typing import Literal

SourceRecoveredEventVisibility = Literal["client", "internal", "owners"]

SOURCE_RECOVERED_EVENT_VISIBILITY_VALUES: set[SourceRecoveredEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_source_recovered_event_visibility(value: str) -> SourceRecoveredEventVisibility:
    if value in SOURCE_RECOVERED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_RECOVERED_EVENT_VISIBILITY_VALUES!r}")
