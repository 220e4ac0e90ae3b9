from typing import Literal

RuleInRequestKind = Literal[
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

RULE_IN_REQUEST_KIND_VALUES: set[RuleInRequestKind] = {
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


def check_rule_in_request_kind(value: str) -> RuleInRequestKind:
    if value in RULE_IN_REQUEST_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RULE_IN_REQUEST_KIND_VALUES!r}")
