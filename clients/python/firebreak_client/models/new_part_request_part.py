from typing import Literal

NewPartRequestPart = Literal["contact", "section", "statement", "step", "trigger"]

NEW_PART_REQUEST_PART_VALUES: set[NewPartRequestPart] = {
    "contact",
    "section",
    "statement",
    "step",
    "trigger",
}


def check_new_part_request_part(value: str) -> NewPartRequestPart:
    if value in NEW_PART_REQUEST_PART_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_PART_REQUEST_PART_VALUES!r}")
