from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.patched_machine_in_request_role import PatchedMachineInRequestRole, check_patched_machine_in_request_role
from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedMachineInRequest")


@_attrs_define
class PatchedMachineInRequest:
    """A machine member: its name, its role, its brands.

    Attributes:
        name (str | Unset):
        role (PatchedMachineInRequestRole | Unset): * `manager` - manager
            * `analyst` - analyst
            * `client` - client
        brands (list[UUID] | Unset):
    """

    name: str | Unset = UNSET
    role: PatchedMachineInRequestRole | Unset = UNSET
    brands: list[UUID] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        role: str | Unset = UNSET
        if not isinstance(self.role, Unset):
            role = self.role

        brands: list[str] | Unset = UNSET
        if not isinstance(self.brands, Unset):
            brands = []
            for brands_item_data in self.brands:
                brands_item = str(brands_item_data)
                brands.append(brands_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if role is not UNSET:
            field_dict["role"] = role
        if brands is not UNSET:
            field_dict["brands"] = brands

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        _role = d.pop("role", UNSET)
        role: PatchedMachineInRequestRole | Unset
        if isinstance(_role, Unset):
            role = UNSET
        else:
            role = check_patched_machine_in_request_role(_role)

        _brands = d.pop("brands", UNSET)
        brands: list[UUID] | Unset = UNSET
        if _brands is not UNSET:
            brands = []
            for brands_item_data in _brands:
                brands_item = UUID(brands_item_data)

                brands.append(brands_item)

        patched_machine_in_request = cls(
            name=name,
            role=role,
            brands=brands,
        )

        patched_machine_in_request.additional_properties = d
        return patched_machine_in_request

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
