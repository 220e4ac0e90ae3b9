from typing import Literal

HandedOffOutChannel = Literal["any", "customer_care", "press", "social", "web"]

HANDED_OFF_OUT_CHANNEL_VALUES: set[HandedOffOutChannel] = {
    "any",
    "customer_care",
    "press",
    "social",
    "web",
}


def check_handed_off_out_channel(value: str) -> HandedOffOutChannel:
    if value in HANDED_OFF_OUT_CHANNEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {HANDED_OFF_OUT_CHANNEL_VALUES!r}")
