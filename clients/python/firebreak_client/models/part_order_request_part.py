from typing import Literal

PartOrderRequestPart = Literal["contact", "section", "statement", "step", "trigger"]

PART_ORDER_REQUEST_PART_VALUES: set[PartOrderRequestPart] = {
    "contact",
    "section",
    "statement",
    "step",
    "trigger",
}


def check_part_order_request_part(value: str) -> PartOrderRequestPart:
    if value in PART_ORDER_REQUEST_PART_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PART_ORDER_REQUEST_PART_VALUES!r}")
