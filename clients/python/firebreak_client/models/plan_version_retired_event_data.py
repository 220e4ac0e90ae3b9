from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="PlanVersionRetiredEventData")


@_attrs_define
class PlanVersionRetiredEventData:
    """
    Attributes:
        version (UUID):
        number (int):
    """

    version: UUID
    number: int

    def to_dict(self) -> dict[str, Any]:
        version = str(self.version)

        number = self.number

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "number": number,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        version = UUID(d.pop("version"))

        number = d.pop("number")

        plan_version_retired_event_data = cls(
            version=version,
            number=number,
        )

        return plan_version_retired_event_data
