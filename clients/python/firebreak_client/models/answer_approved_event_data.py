from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="AnswerApprovedEventData")


@_attrs_define
class AnswerApprovedEventData:
    """
    Attributes:
        sha256 (str):
        approval (UUID):
    """

    sha256: str
    approval: UUID

    def to_dict(self) -> dict[str, Any]:
        sha256 = self.sha256

        approval = str(self.approval)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "sha256": sha256,
                "approval": approval,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        sha256 = d.pop("sha256")

        approval = UUID(d.pop("approval"))

        answer_approved_event_data = cls(
            sha256=sha256,
            approval=approval,
        )

        return answer_approved_event_data
