from typing import Literal

PatchedSourceChangeRequestMailboxWhatItsEmailsAre = Literal["message", "review"]

PATCHED_SOURCE_CHANGE_REQUEST_MAILBOX_WHAT_ITS_EMAILS_ARE_VALUES: set[
    PatchedSourceChangeRequestMailboxWhatItsEmailsAre
] = {
    "message",
    "review",
}


def check_patched_source_change_request_mailbox_what_its_emails_are(
    value: str,
) -> PatchedSourceChangeRequestMailboxWhatItsEmailsAre:
    if value in PATCHED_SOURCE_CHANGE_REQUEST_MAILBOX_WHAT_ITS_EMAILS_ARE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PATCHED_SOURCE_CHANGE_REQUEST_MAILBOX_WHAT_ITS_EMAILS_ARE_VALUES!r}"
    )
