from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="AnswerApprovalLateEventData")


@_attrs_define
class AnswerApprovalLateEventData:
    """
    Attributes:
        approval (UUID):
        due_at (datetime.datetime):
    """

    approval: UUID
    due_at: datetime.datetime

    def to_dict(self) -> dict[str, Any]:
        approval = str(self.approval)

        due_at = self.due_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "approval": approval,
                "due_at": due_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        approval = UUID(d.pop("approval"))

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        answer_approval_late_event_data = cls(
            approval=approval,
            due_at=due_at,
        )

        return answer_approval_late_event_data
