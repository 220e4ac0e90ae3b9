from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="IncidentAlertLeftEventData")


@_attrs_define
class IncidentAlertLeftEventData:
    """
    Attributes:
        alert (UUID):
    """

    alert: UUID

    def to_dict(self) -> dict[str, Any]:
        alert = str(self.alert)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "alert": alert,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        alert = UUID(d.pop("alert"))

        incident_alert_left_event_data = cls(
            alert=alert,
        )

        return incident_alert_left_event_data
