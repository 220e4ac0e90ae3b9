from typing import Literal

BrandArchivedEventVisibility = Literal["client", "internal", "owners"]

BRAND_ARCHIVED_EVENT_VISIBILITY_VALUES: set[BrandArchivedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_brand_archived_event_visibility(value: str) -> BrandArchivedEventVisibility:
    if value in BRAND_ARCHIVED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BRAND_ARCHIVED_EVENT_VISIBILITY_VALUES!r}")
