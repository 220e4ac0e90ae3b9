from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="IncidentPlanPinnedEventData")


@_attrs_define
class IncidentPlanPinnedEventData:
    """
    Attributes:
        version_id (UUID):
        version (int):
        tasks (int):
    """

    version_id: UUID
    version: int
    tasks: int

    def to_dict(self) -> dict[str, Any]:
        version_id = str(self.version_id)

        version = self.version

        tasks = self.tasks

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version_id": version_id,
                "version": version,
                "tasks": tasks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        version_id = UUID(d.pop("version_id"))

        version = d.pop("version")

        tasks = d.pop("tasks")

        incident_plan_pinned_event_data = cls(
            version_id=version_id,
            version=version,
            tasks=tasks,
        )

        return incident_plan_pinned_event_data
