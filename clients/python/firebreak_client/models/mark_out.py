from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.mark_out_what import MarkOutWhat, check_mark_out_what

T = TypeVar("T", bound="MarkOut")


@_attrs_define
class MarkOut:
    """A moment on the curve.

    Attributes:
        at (datetime.datetime):
        what (MarkOutWhat): * `began` - began
            * `opened` - opened
            * `published` - published
    """

    at: datetime.datetime
    what: MarkOutWhat
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        what: str = self.what

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "what": what,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        what = check_mark_out_what(d.pop("what"))

        mark_out = cls(
            at=at,
            what=what,
        )

        mark_out.additional_properties = d
        return mark_out

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
