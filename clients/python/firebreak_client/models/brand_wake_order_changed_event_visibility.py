from typing import Literal

BrandWakeOrderChangedEventVisibility = Literal["client", "internal", "owners"]

BRAND_WAKE_ORDER_CHANGED_EVENT_VISIBILITY_VALUES: set[BrandWakeOrderChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_brand_wake_order_changed_event_visibility(value: str) -> BrandWakeOrderChangedEventVisibility:
    if value in BRAND_WAKE_ORDER_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BRAND_WAKE_ORDER_CHANGED_EVENT_VISIBILITY_VALUES!r}")
