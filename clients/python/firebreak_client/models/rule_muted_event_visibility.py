from typing import Literal

RuleMutedEventVisibility = Literal["client", "internal", "owners"]

RULE_MUTED_EVENT_VISIBILITY_VALUES: set[RuleMutedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_rule_muted_event_visibility(value: str) -> RuleMutedEventVisibility:
    if value in RULE_MUTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RULE_MUTED_EVENT_VISIBILITY_VALUES!r}")
