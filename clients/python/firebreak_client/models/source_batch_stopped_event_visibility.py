from typing import Literal

SourceBatchStoppedEventVisibility = Literal["client", "internal", "owners"]

SOURCE_BATCH_STOPPED_EVENT_VISIBILITY_VALUES: set[SourceBatchStoppedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_source_batch_stopped_event_visibility(value: str) -> SourceBatchStoppedEventVisibility:
    if value in SOURCE_BATCH_STOPPED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_BATCH_STOPPED_EVENT_VISIBILITY_VALUES!r}")
