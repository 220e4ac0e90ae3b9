from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.incident_entry_released_event_data_audience import (
    IncidentEntryReleasedEventDataAudience,
    check_incident_entry_released_event_data_audience,
)

T = TypeVar("T", bound="IncidentEntryReleasedEventData")


@_attrs_define
class IncidentEntryReleasedEventData:
    """
    Attributes:
        entry (int):
        audience (IncidentEntryReleasedEventDataAudience):
    """

    entry: int
    audience: IncidentEntryReleasedEventDataAudience

    def to_dict(self) -> dict[str, Any]:
        entry = self.entry

        audience: str = self.audience

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "entry": entry,
                "audience": audience,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        entry = d.pop("entry")

        audience = check_incident_entry_released_event_data_audience(d.pop("audience"))

        incident_entry_released_event_data = cls(
            entry=entry,
            audience=audience,
        )

        return incident_entry_released_event_data
