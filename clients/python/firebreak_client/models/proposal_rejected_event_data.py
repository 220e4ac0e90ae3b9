from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="ProposalRejectedEventData")


@_attrs_define
class ProposalRejectedEventData:
    """
    Attributes:
        plan (UUID):
    """

    plan: UUID

    def to_dict(self) -> dict[str, Any]:
        plan = str(self.plan)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "plan": plan,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        plan = UUID(d.pop("plan"))

        proposal_rejected_event_data = cls(
            plan=plan,
        )

        return proposal_rejected_event_data
