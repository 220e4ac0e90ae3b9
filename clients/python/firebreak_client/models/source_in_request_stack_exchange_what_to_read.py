from typing import Literal

SourceInRequestStackExchangeWhatToRead = Literal["", "questions"]

SOURCE_IN_REQUEST_STACK_EXCHANGE_WHAT_TO_READ_VALUES: set[SourceInRequestStackExchangeWhatToRead] = {
    "",
    "questions",
}


def check_source_in_request_stack_exchange_what_to_read(value: str) -> SourceInRequestStackExchangeWhatToRead:
    if value in SOURCE_IN_REQUEST_STACK_EXCHANGE_WHAT_TO_READ_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_IN_REQUEST_STACK_EXCHANGE_WHAT_TO_READ_VALUES!r}"
    )
