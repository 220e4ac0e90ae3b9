from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="AnswerDraftedEventData")


@_attrs_define
class AnswerDraftedEventData:
    """
    Attributes:
        sha256 (str):
    """

    sha256: str

    def to_dict(self) -> dict[str, Any]:
        sha256 = self.sha256

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "sha256": sha256,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        sha256 = d.pop("sha256")

        answer_drafted_event_data = cls(
            sha256=sha256,
        )

        return answer_drafted_event_data
