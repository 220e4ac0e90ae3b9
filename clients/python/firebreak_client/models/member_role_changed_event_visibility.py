from typing import Literal

MemberRoleChangedEventVisibility = Literal["client", "internal", "owners"]

MEMBER_ROLE_CHANGED_EVENT_VISIBILITY_VALUES: set[MemberRoleChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_member_role_changed_event_visibility(value: str) -> MemberRoleChangedEventVisibility:
    if value in MEMBER_ROLE_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MEMBER_ROLE_CHANGED_EVENT_VISIBILITY_VALUES!r}")
