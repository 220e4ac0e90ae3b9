from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.invitation_out_role import InvitationOutRole, check_invitation_out_role

T = TypeVar("T", bound="InvitationOut")


@_attrs_define
class InvitationOut:
    """An open offer of a place. `mailed_at` null: its link is not mailed yet, `mail_error` says why.

    Attributes:
        id (UUID):
        email (str):
        role (InvitationOutRole): * `owner` - Owner
            * `admin` - Admin
            * `manager` - Manager
            * `analyst` - Analyst
            * `client` - Client
        brand_ids (list[UUID]):
        invited_by (str):
        created_at (datetime.datetime):
        expires_at (datetime.datetime):
        mailed_at (datetime.datetime | None):
        mail_error (str):
        updated_at (datetime.datetime):
    """

    id: UUID
    email: str
    role: InvitationOutRole
    brand_ids: list[UUID]
    invited_by: str
    created_at: datetime.datetime
    expires_at: datetime.datetime
    mailed_at: datetime.datetime | None
    mail_error: str
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        email = self.email

        role: str = self.role

        brand_ids = []
        for brand_ids_item_data in self.brand_ids:
            brand_ids_item = str(brand_ids_item_data)
            brand_ids.append(brand_ids_item)

        invited_by = self.invited_by

        created_at = self.created_at.isoformat()

        expires_at = self.expires_at.isoformat()

        mailed_at: None | str
        if isinstance(self.mailed_at, datetime.datetime):
            mailed_at = self.mailed_at.isoformat()
        else:
            mailed_at = self.mailed_at

        mail_error = self.mail_error

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "email": email,
                "role": role,
                "brand_ids": brand_ids,
                "invited_by": invited_by,
                "created_at": created_at,
                "expires_at": expires_at,
                "mailed_at": mailed_at,
                "mail_error": mail_error,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        email = d.pop("email")

        role = check_invitation_out_role(d.pop("role"))

        brand_ids = []
        _brand_ids = d.pop("brand_ids")
        for brand_ids_item_data in _brand_ids:
            brand_ids_item = UUID(brand_ids_item_data)

            brand_ids.append(brand_ids_item)

        invited_by = d.pop("invited_by")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        def _parse_mailed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                mailed_at_type_0 = datetime.datetime.fromisoformat(data)

                return mailed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        mailed_at = _parse_mailed_at(d.pop("mailed_at"))

        mail_error = d.pop("mail_error")

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        invitation_out = cls(
            id=id,
            email=email,
            role=role,
            brand_ids=brand_ids,
            invited_by=invited_by,
            created_at=created_at,
            expires_at=expires_at,
            mailed_at=mailed_at,
            mail_error=mail_error,
            updated_at=updated_at,
        )

        invitation_out.additional_properties = d
        return invitation_out

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
