from typing import Literal

AnswerEditedEventVisibility = Literal["client", "internal", "owners"]

ANSWER_EDITED_EVENT_VISIBILITY_VALUES: set[AnswerEditedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_answer_edited_event_visibility(value: str) -> AnswerEditedEventVisibility:
    if value in ANSWER_EDITED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWER_EDITED_EVENT_VISIBILITY_VALUES!r}")
