from typing import Literal

MemberInvitedEventVisibility = Literal["client", "internal", "owners"]

MEMBER_INVITED_EVENT_VISIBILITY_VALUES: set[MemberInvitedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_member_invited_event_visibility(value: str) -> MemberInvitedEventVisibility:
    if value in MEMBER_INVITED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MEMBER_INVITED_EVENT_VISIBILITY_VALUES!r}")
