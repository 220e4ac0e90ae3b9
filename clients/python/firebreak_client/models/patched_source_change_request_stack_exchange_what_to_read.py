from typing import Literal

PatchedSourceChangeRequestStackExchangeWhatToRead = Literal["", "questions"]

PATCHED_SOURCE_CHANGE_REQUEST_STACK_EXCHANGE_WHAT_TO_READ_VALUES: set[
    PatchedSourceChangeRequestStackExchangeWhatToRead
] = {
    "",
    "questions",
}


def check_patched_source_change_request_stack_exchange_what_to_read(
    value: str,
) -> PatchedSourceChangeRequestStackExchangeWhatToRead:
    if value in PATCHED_SOURCE_CHANGE_REQUEST_STACK_EXCHANGE_WHAT_TO_READ_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PATCHED_SOURCE_CHANGE_REQUEST_STACK_EXCHANGE_WHAT_TO_READ_VALUES!r}"
    )
