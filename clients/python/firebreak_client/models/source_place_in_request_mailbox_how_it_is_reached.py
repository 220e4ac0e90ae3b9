from typing import Literal

SourcePlaceInRequestMailboxHowItIsReached = Literal["starttls", "tls"]

SOURCE_PLACE_IN_REQUEST_MAILBOX_HOW_IT_IS_REACHED_VALUES: set[SourcePlaceInRequestMailboxHowItIsReached] = {
    "starttls",
    "tls",
}


def check_source_place_in_request_mailbox_how_it_is_reached(value: str) -> SourcePlaceInRequestMailboxHowItIsReached:
    if value in SOURCE_PLACE_IN_REQUEST_MAILBOX_HOW_IT_IS_REACHED_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_PLACE_IN_REQUEST_MAILBOX_HOW_IT_IS_REACHED_VALUES!r}"
    )
