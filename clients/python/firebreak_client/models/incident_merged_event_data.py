from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.incident_merged_event_data_to import IncidentMergedEventDataTo, check_incident_merged_event_data_to

T = TypeVar("T", bound="IncidentMergedEventData")


@_attrs_define
class IncidentMergedEventData:
    """
    Attributes:
        into (int):
        to (IncidentMergedEventDataTo):
    """

    into: int
    to: IncidentMergedEventDataTo

    def to_dict(self) -> dict[str, Any]:
        into = self.into

        to: str = self.to

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "into": into,
                "to": to,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        into = d.pop("into")

        to = check_incident_merged_event_data_to(d.pop("to"))

        incident_merged_event_data = cls(
            into=into,
            to=to,
        )

        return incident_merged_event_data
