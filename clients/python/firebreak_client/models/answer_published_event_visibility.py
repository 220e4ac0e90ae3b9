from typing import Literal

AnswerPublishedEventVisibility = Literal["client", "internal", "owners"]

ANSWER_PUBLISHED_EVENT_VISIBILITY_VALUES: set[AnswerPublishedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_answer_published_event_visibility(value: str) -> AnswerPublishedEventVisibility:
    if value in ANSWER_PUBLISHED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWER_PUBLISHED_EVENT_VISIBILITY_VALUES!r}")
