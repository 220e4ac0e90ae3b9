from typing import Literal

BulkInRequestAction = Literal["assign", "sentiment", "status"]

BULK_IN_REQUEST_ACTION_VALUES: set[BulkInRequestAction] = {
    "assign",
    "sentiment",
    "status",
}


def check_bulk_in_request_action(value: str) -> BulkInRequestAction:
    if value in BULK_IN_REQUEST_ACTION_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BULK_IN_REQUEST_ACTION_VALUES!r}")
