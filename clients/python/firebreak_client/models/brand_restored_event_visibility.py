from typing import Literal

BrandRestoredEventVisibility = Literal["client", "internal", "owners"]

BRAND_RESTORED_EVENT_VISIBILITY_VALUES: set[BrandRestoredEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_brand_restored_event_visibility(value: str) -> BrandRestoredEventVisibility:
    if value in BRAND_RESTORED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BRAND_RESTORED_EVENT_VISIBILITY_VALUES!r}")
