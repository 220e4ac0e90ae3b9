from typing import Literal

PersonLoginLimitsLiftedEventVisibility = Literal["client", "internal", "owners"]

PERSON_LOGIN_LIMITS_LIFTED_EVENT_VISIBILITY_VALUES: set[PersonLoginLimitsLiftedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_person_login_limits_lifted_event_visibility(value: str) -> PersonLoginLimitsLiftedEventVisibility:
    if value in PERSON_LOGIN_LIMITS_LIFTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PERSON_LOGIN_LIMITS_LIFTED_EVENT_VISIBILITY_VALUES!r}"
    )
