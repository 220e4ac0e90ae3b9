from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="IncidentEntryCorrectedEventData")


@_attrs_define
class IncidentEntryCorrectedEventData:
    """
    Attributes:
        entry (int):
    """

    entry: int

    def to_dict(self) -> dict[str, Any]:
        entry = self.entry

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "entry": entry,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        entry = d.pop("entry")

        incident_entry_corrected_event_data = cls(
            entry=entry,
        )

        return incident_entry_corrected_event_data
