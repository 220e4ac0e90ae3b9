from typing import Literal

SourcePlaceInRequestMailboxWhatItsEmailsAre = Literal["message", "review"]

SOURCE_PLACE_IN_REQUEST_MAILBOX_WHAT_ITS_EMAILS_ARE_VALUES: set[SourcePlaceInRequestMailboxWhatItsEmailsAre] = {
    "message",
    "review",
}


def check_source_place_in_request_mailbox_what_its_emails_are(
    value: str,
) -> SourcePlaceInRequestMailboxWhatItsEmailsAre:
    if value in SOURCE_PLACE_IN_REQUEST_MAILBOX_WHAT_ITS_EMAILS_ARE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_PLACE_IN_REQUEST_MAILBOX_WHAT_ITS_EMAILS_ARE_VALUES!r}"
    )
