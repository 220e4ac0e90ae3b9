from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="IncidentMergedOnEventData")


@_attrs_define
class IncidentMergedOnEventData:
    """
    Attributes:
        number (int):
        into (int):
    """

    number: int
    into: int

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        into = self.into

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "number": number,
                "into": into,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        number = d.pop("number")

        into = d.pop("into")

        incident_merged_on_event_data = cls(
            number=number,
            into=into,
        )

        return incident_merged_on_event_data
