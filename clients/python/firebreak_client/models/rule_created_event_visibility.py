from typing import Literal

RuleCreatedEventVisibility = Literal["client", "internal", "owners"]

RULE_CREATED_EVENT_VISIBILITY_VALUES: set[RuleCreatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_rule_created_event_visibility(value: str) -> RuleCreatedEventVisibility:
    if value in RULE_CREATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RULE_CREATED_EVENT_VISIBILITY_VALUES!r}")
