from typing import Literal

MemberInvitationWithdrawnEventVisibility = Literal["client", "internal", "owners"]

MEMBER_INVITATION_WITHDRAWN_EVENT_VISIBILITY_VALUES: set[MemberInvitationWithdrawnEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_member_invitation_withdrawn_event_visibility(value: str) -> MemberInvitationWithdrawnEventVisibility:
    if value in MEMBER_INVITATION_WITHDRAWN_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MEMBER_INVITATION_WITHDRAWN_EVENT_VISIBILITY_VALUES!r}"
    )
