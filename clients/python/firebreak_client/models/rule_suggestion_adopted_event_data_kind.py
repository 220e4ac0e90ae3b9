from typing import Literal

RuleSuggestionAdoptedEventDataKind = Literal[
    "change",
    "drop",
    "negative_post",
    "negative_share",
    "new_source",
    "returning_critic",
    "silence",
    "spike",
    "threshold",
    "vip",
    "words",
]

RULE_SUGGESTION_ADOPTED_EVENT_DATA_KIND_VALUES: set[RuleSuggestionAdoptedEventDataKind] = {
    "change",
    "drop",
    "negative_post",
    "negative_share",
    "new_source",
    "returning_critic",
    "silence",
    "spike",
    "threshold",
    "vip",
    "words",
}


def check_rule_suggestion_adopted_event_data_kind(value: str) -> RuleSuggestionAdoptedEventDataKind:
    if value in RULE_SUGGESTION_ADOPTED_EVENT_DATA_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RULE_SUGGESTION_ADOPTED_EVENT_DATA_KIND_VALUES!r}")
