from typing import Literal

BrandTeamChangedEventVisibility = Literal["client", "internal", "owners"]

BRAND_TEAM_CHANGED_EVENT_VISIBILITY_VALUES: set[BrandTeamChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_brand_team_changed_event_visibility(value: str) -> BrandTeamChangedEventVisibility:
    if value in BRAND_TEAM_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BRAND_TEAM_CHANGED_EVENT_VISIBILITY_VALUES!r}")
