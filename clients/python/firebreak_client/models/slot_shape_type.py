from typing import Literal

SlotShapeType = Literal["number", "text", "time", "url"]

SLOT_SHAPE_TYPE_VALUES: set[SlotShapeType] = {
    "number",
    "text",
    "time",
    "url",
}


def check_slot_shape_type(value: str) -> SlotShapeType:
    if value in SLOT_SHAPE_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SLOT_SHAPE_TYPE_VALUES!r}")
