from typing import Literal

RuleChangedEventDataKind = Literal[
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

RULE_CHANGED_EVENT_DATA_KIND_VALUES: set[RuleChangedEventDataKind] = {
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


def check_rule_changed_event_data_kind(value: str) -> RuleChangedEventDataKind:
    if value in RULE_CHANGED_EVENT_DATA_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RULE_CHANGED_EVENT_DATA_KIND_VALUES!r}")
