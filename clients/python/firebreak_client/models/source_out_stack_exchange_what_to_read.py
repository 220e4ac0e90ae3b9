from typing import Literal

SourceOutStackExchangeWhatToRead = Literal["", "questions"]

SOURCE_OUT_STACK_EXCHANGE_WHAT_TO_READ_VALUES: set[SourceOutStackExchangeWhatToRead] = {
    "",
    "questions",
}


def check_source_out_stack_exchange_what_to_read(value: str) -> SourceOutStackExchangeWhatToRead:
    if value in SOURCE_OUT_STACK_EXCHANGE_WHAT_TO_READ_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_OUT_STACK_EXCHANGE_WHAT_TO_READ_VALUES!r}")
