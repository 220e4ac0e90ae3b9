from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedAgencyInRequest")


@_attrs_define
class PatchedAgencyInRequest:
    """What of an agency can be changed.

    Attributes:
        name (str | Unset):
        time_zone (str | Unset):
        require_mfa (bool | Unset):
    """

    name: str | Unset = UNSET
    time_zone: str | Unset = UNSET
    require_mfa: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        time_zone = self.time_zone

        require_mfa = self.require_mfa

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if require_mfa is not UNSET:
            field_dict["require_mfa"] = require_mfa

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        time_zone = d.pop("time_zone", UNSET)

        require_mfa = d.pop("require_mfa", UNSET)

        patched_agency_in_request = cls(
            name=name,
            time_zone=time_zone,
            require_mfa=require_mfa,
        )

        patched_agency_in_request.additional_properties = d
        return patched_agency_in_request

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
