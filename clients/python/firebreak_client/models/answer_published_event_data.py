from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="AnswerPublishedEventData")


@_attrs_define
class AnswerPublishedEventData:
    """
    Attributes:
        sha256 (str):
        url (str):
    """

    sha256: str
    url: str

    def to_dict(self) -> dict[str, Any]:
        sha256 = self.sha256

        url = self.url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "sha256": sha256,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        sha256 = d.pop("sha256")

        url = d.pop("url")

        answer_published_event_data = cls(
            sha256=sha256,
            url=url,
        )

        return answer_published_event_data
