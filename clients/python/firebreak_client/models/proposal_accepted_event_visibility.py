from typing import Literal

ProposalAcceptedEventVisibility = Literal["client", "internal", "owners"]

PROPOSAL_ACCEPTED_EVENT_VISIBILITY_VALUES: set[ProposalAcceptedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_proposal_accepted_event_visibility(value: str) -> ProposalAcceptedEventVisibility:
    if value in PROPOSAL_ACCEPTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROPOSAL_ACCEPTED_EVENT_VISIBILITY_VALUES!r}")
