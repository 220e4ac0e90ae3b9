from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.patched_me_in_request_theme import PatchedMeInRequestTheme, check_patched_me_in_request_theme
from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedMeInRequest")


@_attrs_define
class PatchedMeInRequest:
    """What of oneself can be changed.

    Attributes:
        name (str | Unset):
        time_zone (str | Unset):
        theme (PatchedMeInRequestTheme | Unset): * `` -
            * `light` - light
            * `dark` - dark
        keys_on (bool | Unset):
    """

    name: str | Unset = UNSET
    time_zone: str | Unset = UNSET
    theme: PatchedMeInRequestTheme | Unset = UNSET
    keys_on: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        time_zone = self.time_zone

        theme: str | Unset = UNSET
        if not isinstance(self.theme, Unset):
            theme = self.theme

        keys_on = self.keys_on

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if theme is not UNSET:
            field_dict["theme"] = theme
        if keys_on is not UNSET:
            field_dict["keys_on"] = keys_on

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        time_zone = d.pop("time_zone", UNSET)

        _theme = d.pop("theme", UNSET)
        theme: PatchedMeInRequestTheme | Unset
        if isinstance(_theme, Unset):
            theme = UNSET
        else:
            theme = check_patched_me_in_request_theme(_theme)

        keys_on = d.pop("keys_on", UNSET)

        patched_me_in_request = cls(
            name=name,
            time_zone=time_zone,
            theme=theme,
            keys_on=keys_on,
        )

        patched_me_in_request.additional_properties = d
        return patched_me_in_request

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
