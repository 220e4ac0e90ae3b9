from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="IncidentAlertJoinedEventData")


@_attrs_define
class IncidentAlertJoinedEventData:
    """
    Attributes:
        alert (UUID):
        began_with (bool):
    """

    alert: UUID
    began_with: bool

    def to_dict(self) -> dict[str, Any]:
        alert = str(self.alert)

        began_with = self.began_with

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "alert": alert,
                "began_with": began_with,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        alert = UUID(d.pop("alert"))

        began_with = d.pop("began_with")

        incident_alert_joined_event_data = cls(
            alert=alert,
            began_with=began_with,
        )

        return incident_alert_joined_event_data
