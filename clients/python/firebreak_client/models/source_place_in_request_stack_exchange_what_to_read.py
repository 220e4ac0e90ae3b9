from typing import Literal

SourcePlaceInRequestStackExchangeWhatToRead = Literal["", "questions"]

SOURCE_PLACE_IN_REQUEST_STACK_EXCHANGE_WHAT_TO_READ_VALUES: set[SourcePlaceInRequestStackExchangeWhatToRead] = {
    "",
    "questions",
}


def check_source_place_in_request_stack_exchange_what_to_read(
    value: str,
) -> SourcePlaceInRequestStackExchangeWhatToRead:
    if value in SOURCE_PLACE_IN_REQUEST_STACK_EXCHANGE_WHAT_TO_READ_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_PLACE_IN_REQUEST_STACK_EXCHANGE_WHAT_TO_READ_VALUES!r}"
    )
