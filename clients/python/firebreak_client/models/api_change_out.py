from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ApiChangeOut")


@_attrs_define
class ApiChangeOut:
    """One change. `breaking`: whoever does nothing gets something else.

    Attributes:
        on (datetime.date): The day it came
        about (str): The address it concerns
        says (str): What changed, and what to do
        breaking (bool):
    """

    on: datetime.date
    about: str
    says: str
    breaking: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        on = self.on.isoformat()

        about = self.about

        says = self.says

        breaking = self.breaking

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "on": on,
                "about": about,
                "says": says,
                "breaking": breaking,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        on = datetime.date.fromisoformat(d.pop("on"))

        about = d.pop("about")

        says = d.pop("says")

        breaking = d.pop("breaking")

        api_change_out = cls(
            on=on,
            about=about,
            says=says,
            breaking=breaking,
        )

        api_change_out.additional_properties = d
        return api_change_out

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
