from typing import Literal

AnswerDraftedEventVisibility = Literal["client", "internal", "owners"]

ANSWER_DRAFTED_EVENT_VISIBILITY_VALUES: set[AnswerDraftedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_answer_drafted_event_visibility(value: str) -> AnswerDraftedEventVisibility:
    if value in ANSWER_DRAFTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWER_DRAFTED_EVENT_VISIBILITY_VALUES!r}")
