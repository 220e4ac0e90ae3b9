from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="AnswerEditedEventData")


@_attrs_define
class AnswerEditedEventData:
    """
    Attributes:
        sha256 (str):
        voided (int):
    """

    sha256: str
    voided: int

    def to_dict(self) -> dict[str, Any]:
        sha256 = self.sha256

        voided = self.voided

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "sha256": sha256,
                "voided": voided,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        sha256 = d.pop("sha256")

        voided = d.pop("voided")

        answer_edited_event_data = cls(
            sha256=sha256,
            voided=voided,
        )

        return answer_edited_event_data
