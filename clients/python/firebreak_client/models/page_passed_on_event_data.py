from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="PagePassedOnEventData")


@_attrs_define
class PagePassedOnEventData:
    """
    Attributes:
        of (str):
        to (list[int]):
        round_ (int):
    """

    of: str
    to: list[int]
    round_: int

    def to_dict(self) -> dict[str, Any]:
        of = self.of

        to = self.to

        round_ = self.round_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "of": of,
                "to": to,
                "round": round_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        of = d.pop("of")

        to = cast(list[int], d.pop("to"))

        round_ = d.pop("round")

        page_passed_on_event_data = cls(
            of=of,
            to=to,
            round_=round_,
        )

        return page_passed_on_event_data
