from typing import Literal

BackfillResumedEventVisibility = Literal["client", "internal", "owners"]

BACKFILL_RESUMED_EVENT_VISIBILITY_VALUES: set[BackfillResumedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_backfill_resumed_event_visibility(value: str) -> BackfillResumedEventVisibility:
    if value in BACKFILL_RESUMED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BACKFILL_RESUMED_EVENT_VISIBILITY_VALUES!r}")
