from typing import Literal

SourceBatchEndedEventVisibility = Literal["client", "internal", "owners"]

SOURCE_BATCH_ENDED_EVENT_VISIBILITY_VALUES: set[SourceBatchEndedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_source_batch_ended_event_visibility(value: str) -> SourceBatchEndedEventVisibility:
    if value in SOURCE_BATCH_ENDED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_BATCH_ENDED_EVENT_VISIBILITY_VALUES!r}")
