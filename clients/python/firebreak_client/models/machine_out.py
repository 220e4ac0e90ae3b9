from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.machine_out_role import MachineOutRole, check_machine_out_role
from ..models.machine_out_status import MachineOutStatus, check_machine_out_status

T = TypeVar("T", bound="MachineOut")


@_attrs_define
class MachineOut:
    """A machine member. `brands` are those of its brands that whoever asks may see.

    Attributes:
        id (int):
        user_id (int): Under which records name it
        name (str):
        role (MachineOutRole): * `manager` - manager
            * `analyst` - analyst
            * `client` - client
        status (MachineOutStatus): * `active` - Active
            * `deactivated` - Deactivated
        brands (list[UUID]): Without those of others.
        made_by_id (int): The user id of who answers for it
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: int
    user_id: int
    name: str
    role: MachineOutRole
    status: MachineOutStatus
    brands: list[UUID]
    made_by_id: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        user_id = self.user_id

        name = self.name

        role: str = self.role

        status: str = self.status

        brands = []
        for brands_item_data in self.brands:
            brands_item = str(brands_item_data)
            brands.append(brands_item)

        made_by_id = self.made_by_id

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "user_id": user_id,
                "name": name,
                "role": role,
                "status": status,
                "brands": brands,
                "made_by_id": made_by_id,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        user_id = d.pop("user_id")

        name = d.pop("name")

        role = check_machine_out_role(d.pop("role"))

        status = check_machine_out_status(d.pop("status"))

        brands = []
        _brands = d.pop("brands")
        for brands_item_data in _brands:
            brands_item = UUID(brands_item_data)

            brands.append(brands_item)

        made_by_id = d.pop("made_by_id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        machine_out = cls(
            id=id,
            user_id=user_id,
            name=name,
            role=role,
            status=status,
            brands=brands,
            made_by_id=made_by_id,
            created_at=created_at,
            updated_at=updated_at,
        )

        machine_out.additional_properties = d
        return machine_out

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
