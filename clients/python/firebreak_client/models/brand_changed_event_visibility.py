from typing import Literal

BrandChangedEventVisibility = Literal["client", "internal", "owners"]

BRAND_CHANGED_EVENT_VISIBILITY_VALUES: set[BrandChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_brand_changed_event_visibility(value: str) -> BrandChangedEventVisibility:
    if value in BRAND_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BRAND_CHANGED_EVENT_VISIBILITY_VALUES!r}")
