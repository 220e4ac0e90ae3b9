from typing import Literal

RuleCreatedEventDataKind = Literal[
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

RULE_CREATED_EVENT_DATA_KIND_VALUES: set[RuleCreatedEventDataKind] = {
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


def check_rule_created_event_data_kind(value: str) -> RuleCreatedEventDataKind:
    if value in RULE_CREATED_EVENT_DATA_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RULE_CREATED_EVENT_DATA_KIND_VALUES!r}")
