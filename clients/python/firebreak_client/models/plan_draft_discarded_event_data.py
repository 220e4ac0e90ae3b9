from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="PlanDraftDiscardedEventData")


@_attrs_define
class PlanDraftDiscardedEventData:
    """
    Attributes:
        version (UUID):
        reopened (list[UUID]):
    """

    version: UUID
    reopened: list[UUID]

    def to_dict(self) -> dict[str, Any]:
        version = str(self.version)

        reopened = []
        for reopened_item_data in self.reopened:
            reopened_item = str(reopened_item_data)
            reopened.append(reopened_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "reopened": reopened,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        version = UUID(d.pop("version"))

        reopened = []
        _reopened = d.pop("reopened")
        for reopened_item_data in _reopened:
            reopened_item = UUID(reopened_item_data)

            reopened.append(reopened_item)

        plan_draft_discarded_event_data = cls(
            version=version,
            reopened=reopened,
        )

        return plan_draft_discarded_event_data
