from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="PlanDraftRestoredEventData")


@_attrs_define
class PlanDraftRestoredEventData:
    """
    Attributes:
        version (UUID):
        based_on (UUID):
    """

    version: UUID
    based_on: UUID

    def to_dict(self) -> dict[str, Any]:
        version = str(self.version)

        based_on = str(self.based_on)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "based_on": based_on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        version = UUID(d.pop("version"))

        based_on = UUID(d.pop("based_on"))

        plan_draft_restored_event_data = cls(
            version=version,
            based_on=based_on,
        )

        return plan_draft_restored_event_data
