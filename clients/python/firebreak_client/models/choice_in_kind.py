from typing import Literal

ChoiceInKind = Literal["alert", "approval", "incident", "key", "proposal", "source", "task", "update_due", "webhook"]

CHOICE_IN_KIND_VALUES: set[ChoiceInKind] = {
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


def check_choice_in_kind(value: str) -> ChoiceInKind:
    if value in CHOICE_IN_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CHOICE_IN_KIND_VALUES!r}")
