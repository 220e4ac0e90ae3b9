from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.incident_released_event_data_audience import (
    IncidentReleasedEventDataAudience,
    check_incident_released_event_data_audience,
)

T = TypeVar("T", bound="IncidentReleasedEventData")


@_attrs_define
class IncidentReleasedEventData:
    """
    Attributes:
        audience (IncidentReleasedEventDataAudience):
    """

    audience: IncidentReleasedEventDataAudience

    def to_dict(self) -> dict[str, Any]:
        audience: str = self.audience

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "audience": audience,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        audience = check_incident_released_event_data_audience(d.pop("audience"))

        incident_released_event_data = cls(
            audience=audience,
        )

        return incident_released_event_data
