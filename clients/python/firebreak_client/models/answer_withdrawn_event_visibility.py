from typing import Literal

AnswerWithdrawnEventVisibility = Literal["client", "internal", "owners"]

ANSWER_WITHDRAWN_EVENT_VISIBILITY_VALUES: set[AnswerWithdrawnEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_answer_withdrawn_event_visibility(value: str) -> AnswerWithdrawnEventVisibility:
    if value in ANSWER_WITHDRAWN_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWER_WITHDRAWN_EVENT_VISIBILITY_VALUES!r}")
