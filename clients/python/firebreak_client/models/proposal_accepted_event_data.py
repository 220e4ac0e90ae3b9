from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="ProposalAcceptedEventData")


@_attrs_define
class ProposalAcceptedEventData:
    """
    Attributes:
        plan (UUID):
        version (UUID):
    """

    plan: UUID
    version: UUID

    def to_dict(self) -> dict[str, Any]:
        plan = str(self.plan)

        version = str(self.version)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "plan": plan,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        plan = UUID(d.pop("plan"))

        version = UUID(d.pop("version"))

        proposal_accepted_event_data = cls(
            plan=plan,
            version=version,
        )

        return proposal_accepted_event_data
