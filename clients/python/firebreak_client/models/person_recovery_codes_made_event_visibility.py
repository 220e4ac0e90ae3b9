from typing import Literal

PersonRecoveryCodesMadeEventVisibility = Literal["client", "internal", "owners"]

PERSON_RECOVERY_CODES_MADE_EVENT_VISIBILITY_VALUES: set[PersonRecoveryCodesMadeEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_person_recovery_codes_made_event_visibility(value: str) -> PersonRecoveryCodesMadeEventVisibility:
    if value in PERSON_RECOVERY_CODES_MADE_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PERSON_RECOVERY_CODES_MADE_EVENT_VISIBILITY_VALUES!r}"
    )
