from typing import Literal

BrandCreatedEventVisibility = Literal["client", "internal", "owners"]

BRAND_CREATED_EVENT_VISIBILITY_VALUES: set[BrandCreatedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_brand_created_event_visibility(value: str) -> BrandCreatedEventVisibility:
    if value in BRAND_CREATED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BRAND_CREATED_EVENT_VISIBILITY_VALUES!r}")
