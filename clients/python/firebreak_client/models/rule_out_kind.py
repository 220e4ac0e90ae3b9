from typing import Literal

RuleOutKind = Literal[
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

RULE_OUT_KIND_VALUES: set[RuleOutKind] = {
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


def check_rule_out_kind(value: str) -> RuleOutKind:
    if value in RULE_OUT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RULE_OUT_KIND_VALUES!r}")
