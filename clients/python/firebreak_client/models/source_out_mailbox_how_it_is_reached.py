from typing import Literal

SourceOutMailboxHowItIsReached = Literal["starttls", "tls"]

SOURCE_OUT_MAILBOX_HOW_IT_IS_REACHED_VALUES: set[SourceOutMailboxHowItIsReached] = {
    "starttls",
    "tls",
}


def check_source_out_mailbox_how_it_is_reached(value: str) -> SourceOutMailboxHowItIsReached:
    if value in SOURCE_OUT_MAILBOX_HOW_IT_IS_REACHED_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_OUT_MAILBOX_HOW_IT_IS_REACHED_VALUES!r}")
