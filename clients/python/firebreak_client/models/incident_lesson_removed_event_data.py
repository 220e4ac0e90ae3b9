from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="IncidentLessonRemovedEventData")


@_attrs_define
class IncidentLessonRemovedEventData:
    """
    Attributes:
        lesson (UUID):
    """

    lesson: UUID

    def to_dict(self) -> dict[str, Any]:
        lesson = str(self.lesson)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "lesson": lesson,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        lesson = UUID(d.pop("lesson"))

        incident_lesson_removed_event_data = cls(
            lesson=lesson,
        )

        return incident_lesson_removed_event_data
