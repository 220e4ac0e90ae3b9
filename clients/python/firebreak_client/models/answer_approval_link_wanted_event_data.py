from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="AnswerApprovalLinkWantedEventData")


@_attrs_define
class AnswerApprovalLinkWantedEventData:
    """
    Attributes:
        approval (UUID):
    """

    approval: UUID

    def to_dict(self) -> dict[str, Any]:
        approval = str(self.approval)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "approval": approval,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        approval = UUID(d.pop("approval"))

        answer_approval_link_wanted_event_data = cls(
            approval=approval,
        )

        return answer_approval_link_wanted_event_data
