from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.new_key_out_scopes_item import NewKeyOutScopesItem, check_new_key_out_scopes_item

T = TypeVar("T", bound="NewKeyOut")


@_attrs_define
class NewKeyOut:
    """A key as it is shown once.

    Attributes:
        id (UUID):
        name (str):
        member (str): For whom it acts
        member_id (int):
        is_machine (bool): Whether it acts for a machine member
        prefix (str):
        scopes (list[NewKeyOutScopesItem]):
        brands (list[UUID]):
        created_at (datetime.datetime):
        expires_at (datetime.datetime):
        revoked_at (datetime.datetime | None):
        previous_until (datetime.datetime | None): Until then the secret before the last rotation opens, too
        last_used_at (datetime.datetime | None):
        last_used_ip (None | str): Of IPv6 the network only
        updated_at (datetime.datetime):
        key (str):
    """

    id: UUID
    name: str
    member: str
    member_id: int
    is_machine: bool
    prefix: str
    scopes: list[NewKeyOutScopesItem]
    brands: list[UUID]
    created_at: datetime.datetime
    expires_at: datetime.datetime
    revoked_at: datetime.datetime | None
    previous_until: datetime.datetime | None
    last_used_at: datetime.datetime | None
    last_used_ip: None | str
    updated_at: datetime.datetime
    key: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        member = self.member

        member_id = self.member_id

        is_machine = self.is_machine

        prefix = self.prefix

        scopes = []
        for scopes_item_data in self.scopes:
            scopes_item: str = scopes_item_data
            scopes.append(scopes_item)

        brands = []
        for brands_item_data in self.brands:
            brands_item = str(brands_item_data)
            brands.append(brands_item)

        created_at = self.created_at.isoformat()

        expires_at = self.expires_at.isoformat()

        revoked_at: None | str
        if isinstance(self.revoked_at, datetime.datetime):
            revoked_at = self.revoked_at.isoformat()
        else:
            revoked_at = self.revoked_at

        previous_until: None | str
        if isinstance(self.previous_until, datetime.datetime):
            previous_until = self.previous_until.isoformat()
        else:
            previous_until = self.previous_until

        last_used_at: None | str
        if isinstance(self.last_used_at, datetime.datetime):
            last_used_at = self.last_used_at.isoformat()
        else:
            last_used_at = self.last_used_at

        last_used_ip: None | str
        last_used_ip = self.last_used_ip

        updated_at = self.updated_at.isoformat()

        key = self.key

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "member": member,
                "member_id": member_id,
                "is_machine": is_machine,
                "prefix": prefix,
                "scopes": scopes,
                "brands": brands,
                "created_at": created_at,
                "expires_at": expires_at,
                "revoked_at": revoked_at,
                "previous_until": previous_until,
                "last_used_at": last_used_at,
                "last_used_ip": last_used_ip,
                "updated_at": updated_at,
                "key": key,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        member = d.pop("member")

        member_id = d.pop("member_id")

        is_machine = d.pop("is_machine")

        prefix = d.pop("prefix")

        scopes = []
        _scopes = d.pop("scopes")
        for scopes_item_data in _scopes:
            scopes_item = check_new_key_out_scopes_item(scopes_item_data)

            scopes.append(scopes_item)

        brands = []
        _brands = d.pop("brands")
        for brands_item_data in _brands:
            brands_item = UUID(brands_item_data)

            brands.append(brands_item)

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        def _parse_revoked_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                revoked_at_type_0 = datetime.datetime.fromisoformat(data)

                return revoked_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        revoked_at = _parse_revoked_at(d.pop("revoked_at"))

        def _parse_previous_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                previous_until_type_0 = datetime.datetime.fromisoformat(data)

                return previous_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        previous_until = _parse_previous_until(d.pop("previous_until"))

        def _parse_last_used_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_used_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_used_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_used_at = _parse_last_used_at(d.pop("last_used_at"))

        def _parse_last_used_ip(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_used_ip = _parse_last_used_ip(d.pop("last_used_ip"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        key = d.pop("key")

        new_key_out = cls(
            id=id,
            name=name,
            member=member,
            member_id=member_id,
            is_machine=is_machine,
            prefix=prefix,
            scopes=scopes,
            brands=brands,
            created_at=created_at,
            expires_at=expires_at,
            revoked_at=revoked_at,
            previous_until=previous_until,
            last_used_at=last_used_at,
            last_used_ip=last_used_ip,
            updated_at=updated_at,
            key=key,
        )

        new_key_out.additional_properties = d
        return new_key_out

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
