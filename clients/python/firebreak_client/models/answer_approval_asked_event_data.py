from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="AnswerApprovalAskedEventData")


@_attrs_define
class AnswerApprovalAskedEventData:
    """
    Attributes:
        sha256 (str):
        asked (list[int]):
    """

    sha256: str
    asked: list[int]

    def to_dict(self) -> dict[str, Any]:
        sha256 = self.sha256

        asked = self.asked

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "sha256": sha256,
                "asked": asked,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        sha256 = d.pop("sha256")

        asked = cast(list[int], d.pop("asked"))

        answer_approval_asked_event_data = cls(
            sha256=sha256,
            asked=asked,
        )

        return answer_approval_asked_event_data
