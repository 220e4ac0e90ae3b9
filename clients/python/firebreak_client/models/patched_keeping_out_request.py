from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedKeepingOutRequest")


@_attrs_define
class PatchedKeepingOutRequest:
    """How many days events are kept: changes of power, and all else.

    Attributes:
        owners (int | Unset):
        others (int | Unset):
    """

    owners: int | Unset = UNSET
    others: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        owners = self.owners

        others = self.others

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if owners is not UNSET:
            field_dict["owners"] = owners
        if others is not UNSET:
            field_dict["others"] = others

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        owners = d.pop("owners", UNSET)

        others = d.pop("others", UNSET)

        patched_keeping_out_request = cls(
            owners=owners,
            others=others,
        )

        patched_keeping_out_request.additional_properties = d
        return patched_keeping_out_request

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
