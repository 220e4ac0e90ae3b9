from typing import Literal

RuleUnmutedEventVisibility = Literal["client", "internal", "owners"]

RULE_UNMUTED_EVENT_VISIBILITY_VALUES: set[RuleUnmutedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_rule_unmuted_event_visibility(value: str) -> RuleUnmutedEventVisibility:
    if value in RULE_UNMUTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RULE_UNMUTED_EVENT_VISIBILITY_VALUES!r}")
