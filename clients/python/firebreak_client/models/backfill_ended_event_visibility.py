from typing import Literal

BackfillEndedEventVisibility = Literal["client", "internal", "owners"]

BACKFILL_ENDED_EVENT_VISIBILITY_VALUES: set[BackfillEndedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_backfill_ended_event_visibility(value: str) -> BackfillEndedEventVisibility:
    if value in BACKFILL_ENDED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BACKFILL_ENDED_EVENT_VISIBILITY_VALUES!r}")
