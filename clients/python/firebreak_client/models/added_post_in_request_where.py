from typing import Literal

AddedPostInRequestWhere = Literal[
    "",
    "broadcast",
    "discord",
    "elsewhere",
    "email",
    "facebook",
    "in_person",
    "instagram",
    "letter",
    "phone",
    "print",
    "snapchat",
    "telegram",
    "tiktok",
    "whatsapp",
]

ADDED_POST_IN_REQUEST_WHERE_VALUES: set[AddedPostInRequestWhere] = {
    "",
    "broadcast",
    "discord",
    "elsewhere",
    "email",
    "facebook",
    "in_person",
    "instagram",
    "letter",
    "phone",
    "print",
    "snapchat",
    "telegram",
    "tiktok",
    "whatsapp",
}


def check_added_post_in_request_where(value: str) -> AddedPostInRequestWhere:
    if value in ADDED_POST_IN_REQUEST_WHERE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ADDED_POST_IN_REQUEST_WHERE_VALUES!r}")
