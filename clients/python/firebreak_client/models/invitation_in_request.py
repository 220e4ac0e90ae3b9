from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.invitation_in_request_role import InvitationInRequestRole, check_invitation_in_request_role
from ..types import UNSET, Unset

T = TypeVar("T", bound="InvitationInRequest")


@_attrs_define
class InvitationInRequest:
    """Whom to invite.

    Attributes:
        email (str):
        role (InvitationInRequestRole): * `owner` - owner
            * `admin` - admin
            * `manager` - manager
            * `analyst` - analyst
            * `client` - client
        brands (list[UUID] | Unset):
    """

    email: str
    role: InvitationInRequestRole
    brands: list[UUID] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        email = self.email

        role: str = self.role

        brands: list[str] | Unset = UNSET
        if not isinstance(self.brands, Unset):
            brands = []
            for brands_item_data in self.brands:
                brands_item = str(brands_item_data)
                brands.append(brands_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "email": email,
                "role": role,
            }
        )
        if brands is not UNSET:
            field_dict["brands"] = brands

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        email = d.pop("email")

        role = check_invitation_in_request_role(d.pop("role"))

        _brands = d.pop("brands", UNSET)
        brands: list[UUID] | Unset = UNSET
        if _brands is not UNSET:
            brands = []
            for brands_item_data in _brands:
                brands_item = UUID(brands_item_data)

                brands.append(brands_item)

        invitation_in_request = cls(
            email=email,
            role=role,
            brands=brands,
        )

        invitation_in_request.additional_properties = d
        return invitation_in_request

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
