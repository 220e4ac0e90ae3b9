from typing import Literal

ChoiceInRequestChannel = Literal["mail", "push"]

CHOICE_IN_REQUEST_CHANNEL_VALUES: set[ChoiceInRequestChannel] = {
    "mail",
    "push",
}


def check_choice_in_request_channel(value: str) -> ChoiceInRequestChannel:
    if value in CHOICE_IN_REQUEST_CHANNEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CHOICE_IN_REQUEST_CHANNEL_VALUES!r}")
