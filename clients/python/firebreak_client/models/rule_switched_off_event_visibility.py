from typing import Literal

RuleSwitchedOffEventVisibility = Literal["client", "internal", "owners"]

RULE_SWITCHED_OFF_EVENT_VISIBILITY_VALUES: set[RuleSwitchedOffEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_rule_switched_off_event_visibility(value: str) -> RuleSwitchedOffEventVisibility:
    if value in RULE_SWITCHED_OFF_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RULE_SWITCHED_OFF_EVENT_VISIBILITY_VALUES!r}")
