from typing import Literal

MemberJoinedEventVisibility = Literal["client", "internal", "owners"]

MEMBER_JOINED_EVENT_VISIBILITY_VALUES: set[MemberJoinedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_member_joined_event_visibility(value: str) -> MemberJoinedEventVisibility:
    if value in MEMBER_JOINED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MEMBER_JOINED_EVENT_VISIBILITY_VALUES!r}")
