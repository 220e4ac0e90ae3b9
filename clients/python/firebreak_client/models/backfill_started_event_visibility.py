from typing import Literal

BackfillStartedEventVisibility = Literal["client", "internal", "owners"]

BACKFILL_STARTED_EVENT_VISIBILITY_VALUES: set[BackfillStartedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_backfill_started_event_visibility(value: str) -> BackfillStartedEventVisibility:
    if value in BACKFILL_STARTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BACKFILL_STARTED_EVENT_VISIBILITY_VALUES!r}")
