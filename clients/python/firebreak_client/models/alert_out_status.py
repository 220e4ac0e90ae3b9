from typing import Literal

AlertOutStatus = Literal["dismissed", "joined", "open", "opened"]

ALERT_OUT_STATUS_VALUES: set[AlertOutStatus] = {
    "dismissed",
    "joined",
    "open",
    "opened",
}


def check_alert_out_status(value: str) -> AlertOutStatus:
    if value in ALERT_OUT_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ALERT_OUT_STATUS_VALUES!r}")
