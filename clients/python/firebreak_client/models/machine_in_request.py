from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.machine_in_request_role import MachineInRequestRole, check_machine_in_request_role

T = TypeVar("T", bound="MachineInRequest")


@_attrs_define
class MachineInRequest:
    """A machine member: its name, its role, its brands.

    Attributes:
        name (str):
        role (MachineInRequestRole): * `manager` - manager
            * `analyst` - analyst
            * `client` - client
        brands (list[UUID]):
    """

    name: str
    role: MachineInRequestRole
    brands: list[UUID]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        role: str = self.role

        brands = []
        for brands_item_data in self.brands:
            brands_item = str(brands_item_data)
            brands.append(brands_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "role": role,
                "brands": brands,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        role = check_machine_in_request_role(d.pop("role"))

        brands = []
        _brands = d.pop("brands")
        for brands_item_data in _brands:
            brands_item = UUID(brands_item_data)

            brands.append(brands_item)

        machine_in_request = cls(
            name=name,
            role=role,
            brands=brands,
        )

        machine_in_request.additional_properties = d
        return machine_in_request

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
