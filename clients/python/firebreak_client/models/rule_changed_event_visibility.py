from typing import Literal

RuleChangedEventVisibility = Literal["client", "internal", "owners"]

RULE_CHANGED_EVENT_VISIBILITY_VALUES: set[RuleChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_rule_changed_event_visibility(value: str) -> RuleChangedEventVisibility:
    if value in RULE_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RULE_CHANGED_EVENT_VISIBILITY_VALUES!r}")
