from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="TaskFinishedEventData")


@_attrs_define
class TaskFinishedEventData:
    """
    Attributes:
        late_minutes (int | None):
    """

    late_minutes: int | None

    def to_dict(self) -> dict[str, Any]:
        late_minutes: int | None
        late_minutes = self.late_minutes

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "late_minutes": late_minutes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_late_minutes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        late_minutes = _parse_late_minutes(d.pop("late_minutes"))

        task_finished_event_data = cls(
            late_minutes=late_minutes,
        )

        return task_finished_event_data
