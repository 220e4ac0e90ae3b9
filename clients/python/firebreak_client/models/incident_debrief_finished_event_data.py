from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="IncidentDebriefFinishedEventData")


@_attrs_define
class IncidentDebriefFinishedEventData:
    """
    Attributes:
        debrief (UUID):
        lessons (int):
    """

    debrief: UUID
    lessons: int

    def to_dict(self) -> dict[str, Any]:
        debrief = str(self.debrief)

        lessons = self.lessons

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "debrief": debrief,
                "lessons": lessons,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        debrief = UUID(d.pop("debrief"))

        lessons = d.pop("lessons")

        incident_debrief_finished_event_data = cls(
            debrief=debrief,
            lessons=lessons,
        )

        return incident_debrief_finished_event_data
