from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="IncidentLeadChangedEventData")


@_attrs_define
class IncidentLeadChangedEventData:
    """
    Attributes:
        to_user (int):
    """

    to_user: int

    def to_dict(self) -> dict[str, Any]:
        to_user = self.to_user

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "to_user": to_user,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        to_user = d.pop("to_user")

        incident_lead_changed_event_data = cls(
            to_user=to_user,
        )

        return incident_lead_changed_event_data
