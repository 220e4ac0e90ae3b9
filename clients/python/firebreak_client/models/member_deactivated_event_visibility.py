from typing import Literal

MemberDeactivatedEventVisibility = Literal["client", "internal", "owners"]

MEMBER_DEACTIVATED_EVENT_VISIBILITY_VALUES: set[MemberDeactivatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_member_deactivated_event_visibility(value: str) -> MemberDeactivatedEventVisibility:
    if value in MEMBER_DEACTIVATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MEMBER_DEACTIVATED_EVENT_VISIBILITY_VALUES!r}")
