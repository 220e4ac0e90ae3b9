from typing import Literal

SourceInRequestMailboxWhatItsEmailsAre = Literal["message", "review"]

SOURCE_IN_REQUEST_MAILBOX_WHAT_ITS_EMAILS_ARE_VALUES: set[SourceInRequestMailboxWhatItsEmailsAre] = {
    "message",
    "review",
}


def check_source_in_request_mailbox_what_its_emails_are(value: str) -> SourceInRequestMailboxWhatItsEmailsAre:
    if value in SOURCE_IN_REQUEST_MAILBOX_WHAT_ITS_EMAILS_ARE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_IN_REQUEST_MAILBOX_WHAT_ITS_EMAILS_ARE_VALUES!r}"
    )
