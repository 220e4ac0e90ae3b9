from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="PageUnansweredEventData")


@_attrs_define
class PageUnansweredEventData:
    """
    Attributes:
        of (str):
        woken (int):
    """

    of: str
    woken: int

    def to_dict(self) -> dict[str, Any]:
        of = self.of

        woken = self.woken

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "of": of,
                "woken": woken,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        of = d.pop("of")

        woken = d.pop("woken")

        page_unanswered_event_data = cls(
            of=of,
            woken=woken,
        )

        return page_unanswered_event_data
