from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="IncidentDebriefReopenedEventData")


@_attrs_define
class IncidentDebriefReopenedEventData:
    """
    Attributes:
        debrief (UUID):
    """

    debrief: UUID

    def to_dict(self) -> dict[str, Any]:
        debrief = str(self.debrief)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "debrief": debrief,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        debrief = UUID(d.pop("debrief"))

        incident_debrief_reopened_event_data = cls(
            debrief=debrief,
        )

        return incident_debrief_reopened_event_data
