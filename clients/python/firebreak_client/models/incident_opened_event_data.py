from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.incident_opened_event_data_status import (
    IncidentOpenedEventDataStatus,
    check_incident_opened_event_data_status,
)

T = TypeVar("T", bound="IncidentOpenedEventData")


@_attrs_define
class IncidentOpenedEventData:
    """
    Attributes:
        severity (int):
        status (IncidentOpenedEventDataStatus):
        mentions (int):
    """

    severity: int
    status: IncidentOpenedEventDataStatus
    mentions: int

    def to_dict(self) -> dict[str, Any]:
        severity = self.severity

        status: str = self.status

        mentions = self.mentions

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "severity": severity,
                "status": status,
                "mentions": mentions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        severity = d.pop("severity")

        status = check_incident_opened_event_data_status(d.pop("status"))

        mentions = d.pop("mentions")

        incident_opened_event_data = cls(
            severity=severity,
            status=status,
            mentions=mentions,
        )

        return incident_opened_event_data
