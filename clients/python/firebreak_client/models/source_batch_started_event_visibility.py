from typing import Literal

SourceBatchStartedEventVisibility = Literal["client", "internal", "owners"]

SOURCE_BATCH_STARTED_EVENT_VISIBILITY_VALUES: set[SourceBatchStartedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_source_batch_started_event_visibility(value: str) -> SourceBatchStartedEventVisibility:
    if value in SOURCE_BATCH_STARTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_BATCH_STARTED_EVENT_VISIBILITY_VALUES!r}")
