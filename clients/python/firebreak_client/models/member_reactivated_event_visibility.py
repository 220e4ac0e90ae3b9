from typing import Literal

MemberReactivatedEventVisibility = Literal["client", "internal", "owners"]

MEMBER_REACTIVATED_EVENT_VISIBILITY_VALUES: set[MemberReactivatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_member_reactivated_event_visibility(value: str) -> MemberReactivatedEventVisibility:
    if value in MEMBER_REACTIVATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MEMBER_REACTIVATED_EVENT_VISIBILITY_VALUES!r}")
