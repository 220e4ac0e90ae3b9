from typing import Literal

RuleSwitchedOnEventVisibility = Literal["client", "internal", "owners"]

RULE_SWITCHED_ON_EVENT_VISIBILITY_VALUES: set[RuleSwitchedOnEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_rule_switched_on_event_visibility(value: str) -> RuleSwitchedOnEventVisibility:
    if value in RULE_SWITCHED_ON_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RULE_SWITCHED_ON_EVENT_VISIBILITY_VALUES!r}")
