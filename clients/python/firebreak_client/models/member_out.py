from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.member_out_role import MemberOutRole, check_member_out_role
from ..models.member_out_status import MemberOutStatus, check_member_out_status

T = TypeVar("T", bound="MemberOut")


@_attrs_define
class MemberOut:
    """Somebody's place.

    Attributes:
        id (int):
        user_id (int):
        name (str):
        email (str):
        role (MemberOutRole): * `owner` - Owner
            * `admin` - Admin
            * `manager` - Manager
            * `analyst` - Analyst
            * `client` - Client
        status (MemberOutStatus): * `active` - Active
            * `deactivated` - Deactivated
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: int
    user_id: int
    name: str
    email: str
    role: MemberOutRole
    status: MemberOutStatus
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        user_id = self.user_id

        name = self.name

        email = self.email

        role: str = self.role

        status: str = self.status

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "user_id": user_id,
                "name": name,
                "email": email,
                "role": role,
                "status": status,
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

        email = d.pop("email")

        role = check_member_out_role(d.pop("role"))

        status = check_member_out_status(d.pop("status"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        member_out = cls(
            id=id,
            user_id=user_id,
            name=name,
            email=email,
            role=role,
            status=status,
            created_at=created_at,
            updated_at=updated_at,
        )

        member_out.additional_properties = d
        return member_out

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
