from typing import Literal

MemberInvitationResentEventVisibility = Literal["client", "internal", "owners"]

MEMBER_INVITATION_RESENT_EVENT_VISIBILITY_VALUES: set[MemberInvitationResentEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_member_invitation_resent_event_visibility(value: str) -> MemberInvitationResentEventVisibility:
    if value in MEMBER_INVITATION_RESENT_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MEMBER_INVITATION_RESENT_EVENT_VISIBILITY_VALUES!r}")
