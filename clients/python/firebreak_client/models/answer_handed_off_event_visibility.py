from typing import Literal

AnswerHandedOffEventVisibility = Literal["client", "internal", "owners"]

ANSWER_HANDED_OFF_EVENT_VISIBILITY_VALUES: set[AnswerHandedOffEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_answer_handed_off_event_visibility(value: str) -> AnswerHandedOffEventVisibility:
    if value in ANSWER_HANDED_OFF_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWER_HANDED_OFF_EVENT_VISIBILITY_VALUES!r}")
