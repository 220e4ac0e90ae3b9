from typing import Literal

PatchedSourceChangeRequestMailboxHowItIsReached = Literal["starttls", "tls"]

PATCHED_SOURCE_CHANGE_REQUEST_MAILBOX_HOW_IT_IS_REACHED_VALUES: set[PatchedSourceChangeRequestMailboxHowItIsReached] = {
    "starttls",
    "tls",
}


def check_patched_source_change_request_mailbox_how_it_is_reached(
    value: str,
) -> PatchedSourceChangeRequestMailboxHowItIsReached:
    if value in PATCHED_SOURCE_CHANGE_REQUEST_MAILBOX_HOW_IT_IS_REACHED_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PATCHED_SOURCE_CHANGE_REQUEST_MAILBOX_HOW_IT_IS_REACHED_VALUES!r}"
    )
