from typing import Literal

MentionsExportStatus = Literal["done", "in_progress", "irrelevant", "open"]

MENTIONS_EXPORT_STATUS_VALUES: set[MentionsExportStatus] = {
    "done",
    "in_progress",
    "irrelevant",
    "open",
}


def check_mentions_export_status(value: str) -> MentionsExportStatus:
    if value in MENTIONS_EXPORT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTIONS_EXPORT_STATUS_VALUES!r}")
