from typing import Literal

ChoiceInChannel = Literal["mail", "push"]

CHOICE_IN_CHANNEL_VALUES: set[ChoiceInChannel] = {
    "mail",
    "push",
}


def check_choice_in_channel(value: str) -> ChoiceInChannel:
    if value in CHOICE_IN_CHANNEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CHOICE_IN_CHANNEL_VALUES!r}")
