from typing import Literal

MemberHoldingsPassedOnEventVisibility = Literal["client", "internal", "owners"]

MEMBER_HOLDINGS_PASSED_ON_EVENT_VISIBILITY_VALUES: set[MemberHoldingsPassedOnEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_member_holdings_passed_on_event_visibility(value: str) -> MemberHoldingsPassedOnEventVisibility:
    if value in MEMBER_HOLDINGS_PASSED_ON_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MEMBER_HOLDINGS_PASSED_ON_EVENT_VISIBILITY_VALUES!r}"
    )
