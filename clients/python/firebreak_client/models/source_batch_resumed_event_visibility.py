from typing import Literal

SourceBatchResumedEventVisibility = Literal["client", "internal", "owners"]

SOURCE_BATCH_RESUMED_EVENT_VISIBILITY_VALUES: set[SourceBatchResumedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_source_batch_resumed_event_visibility(value: str) -> SourceBatchResumedEventVisibility:
    if value in SOURCE_BATCH_RESUMED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_BATCH_RESUMED_EVENT_VISIBILITY_VALUES!r}")
