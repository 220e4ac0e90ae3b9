from typing import Literal

BackfillCancelledEventVisibility = Literal["client", "internal", "owners"]

BACKFILL_CANCELLED_EVENT_VISIBILITY_VALUES: set[BackfillCancelledEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_backfill_cancelled_event_visibility(value: str) -> BackfillCancelledEventVisibility:
    if value in BACKFILL_CANCELLED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BACKFILL_CANCELLED_EVENT_VISIBILITY_VALUES!r}")
