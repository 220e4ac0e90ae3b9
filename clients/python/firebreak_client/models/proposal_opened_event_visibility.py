from typing import Literal

ProposalOpenedEventVisibility = Literal["client", "internal", "owners"]

PROPOSAL_OPENED_EVENT_VISIBILITY_VALUES: set[ProposalOpenedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_proposal_opened_event_visibility(value: str) -> ProposalOpenedEventVisibility:
    if value in PROPOSAL_OPENED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROPOSAL_OPENED_EVENT_VISIBILITY_VALUES!r}")
