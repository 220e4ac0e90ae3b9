from typing import Literal

BrandOutStatus = Literal["active", "archived", "onboarding"]

BRAND_OUT_STATUS_VALUES: set[BrandOutStatus] = {
    "active",
    "archived",
    "onboarding",
}


def check_brand_out_status(value: str) -> BrandOutStatus:
    if value in BRAND_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BRAND_OUT_STATUS_VALUES!r}")
