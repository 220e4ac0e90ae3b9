from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="PlanCreatedEventData")


@_attrs_define
class PlanCreatedEventData:
    """
    Attributes:
        version (UUID):
        kind (str):
    """

    version: UUID
    kind: str

    def to_dict(self) -> dict[str, Any]:
        version = str(self.version)

        kind = self.kind

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "kind": kind,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        version = UUID(d.pop("version"))

        kind = d.pop("kind")

        plan_created_event_data = cls(
            version=version,
            kind=kind,
        )

        return plan_created_event_data
