from typing import Literal

AgencySettingsChangedEventVisibility = Literal["client", "internal", "owners"]

AGENCY_SETTINGS_CHANGED_EVENT_VISIBILITY_VALUES: set[AgencySettingsChangedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_agency_settings_changed_event_visibility(value: str) -> AgencySettingsChangedEventVisibility:
    if value in AGENCY_SETTINGS_CHANGED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AGENCY_SETTINGS_CHANGED_EVENT_VISIBILITY_VALUES!r}")
