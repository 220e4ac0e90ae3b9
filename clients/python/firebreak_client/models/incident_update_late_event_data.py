from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="IncidentUpdateLateEventData")


@_attrs_define
class IncidentUpdateLateEventData:
    """
    Attributes:
        due_at (datetime.datetime):
    """

    due_at: datetime.datetime

    def to_dict(self) -> dict[str, Any]:
        due_at = self.due_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "due_at": due_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        incident_update_late_event_data = cls(
            due_at=due_at,
        )

        return incident_update_late_event_data
