from typing import Literal

RuleSuggestionAdoptedEventVisibility = Literal["client", "internal", "owners"]

RULE_SUGGESTION_ADOPTED_EVENT_VISIBILITY_VALUES: set[RuleSuggestionAdoptedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_rule_suggestion_adopted_event_visibility(value: str) -> RuleSuggestionAdoptedEventVisibility:
    if value in RULE_SUGGESTION_ADOPTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RULE_SUGGESTION_ADOPTED_EVENT_VISIBILITY_VALUES!r}")
