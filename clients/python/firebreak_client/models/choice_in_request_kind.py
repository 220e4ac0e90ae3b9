from typing import Literal

ChoiceInRequestKind = Literal[
    "alert", "approval", "incident", "key", "proposal", "source", "task", "update_due", "webhook"
]

CHOICE_IN_REQUEST_KIND_VALUES: set[ChoiceInRequestKind] = {
    "alert",
    "approval",
    "incident",
    "key",
    "proposal",
    "source",
    "task",
    "update_due",
    "webhook",
}


def check_choice_in_request_kind(value: str) -> ChoiceInRequestKind:
    if value in CHOICE_IN_REQUEST_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CHOICE_IN_REQUEST_KIND_VALUES!r}")
