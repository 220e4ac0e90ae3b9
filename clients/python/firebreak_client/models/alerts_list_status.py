from typing import Literal

AlertsListStatus = Literal["dismissed", "joined", "open", "opened"]

ALERTS_LIST_STATUS_VALUES: set[AlertsListStatus] = {
    "dismissed",
    "joined",
    "open",
    "opened",
}


def check_alerts_list_status(value: str) -> AlertsListStatus:
    if value in ALERTS_LIST_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERTS_LIST_STATUS_VALUES!r}")
