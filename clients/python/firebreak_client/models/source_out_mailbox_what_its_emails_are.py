from typing import Literal

SourceOutMailboxWhatItsEmailsAre = Literal["message", "review"]

SOURCE_OUT_MAILBOX_WHAT_ITS_EMAILS_ARE_VALUES: set[SourceOutMailboxWhatItsEmailsAre] = {
    "message",
    "review",
}


def check_source_out_mailbox_what_its_emails_are(value: str) -> SourceOutMailboxWhatItsEmailsAre:
    if value in SOURCE_OUT_MAILBOX_WHAT_ITS_EMAILS_ARE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SOURCE_OUT_MAILBOX_WHAT_ITS_EMAILS_ARE_VALUES!r}")
