from typing import Literal

SourceInRequestMailboxHowItIsReached = Literal["starttls", "tls"]

SOURCE_IN_REQUEST_MAILBOX_HOW_IT_IS_REACHED_VALUES: set[SourceInRequestMailboxHowItIsReached] = {
    "starttls",
    "tls",
}


def check_source_in_request_mailbox_how_it_is_reached(value: str) -> SourceInRequestMailboxHowItIsReached:
    if value in SOURCE_IN_REQUEST_MAILBOX_HOW_IT_IS_REACHED_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_IN_REQUEST_MAILBOX_HOW_IT_IS_REACHED_VALUES!r}"
    )
