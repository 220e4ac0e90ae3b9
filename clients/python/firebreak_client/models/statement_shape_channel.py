from typing import Literal

StatementShapeChannel = Literal["any", "customer_care", "press", "social", "web"]

STATEMENT_SHAPE_CHANNEL_VALUES: set[StatementShapeChannel] = {
    "any",
    "customer_care",
    "press",
    "social",
    "web",
}


def check_statement_shape_channel(value: str) -> StatementShapeChannel:
    if value in STATEMENT_SHAPE_CHANNEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {STATEMENT_SHAPE_CHANNEL_VALUES!r}")
