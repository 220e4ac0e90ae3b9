from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.connection_out_scopes_item import ConnectionOutScopesItem, check_connection_out_scopes_item

T = TypeVar("T", bound="ConnectionOut")


@_attrs_define
class ConnectionOut:
    """What somebody agreed to. `brands` empty: all brands of theirs. Records name it as `key`.

    Attributes:
        id (UUID):
        application (UUID):
        name (str):
        member (str): For whom it acts
        member_id (int):
        scopes (list[ConnectionOutScopesItem]):
        brands (list[UUID]):
        created_at (datetime.datetime):
        expires_at (datetime.datetime):
        last_used_at (datetime.datetime | None):
        last_used_ip (None | str): Of IPv6 the network only
        updated_at (datetime.datetime):
    """

    id: UUID
    application: UUID
    name: str
    member: str
    member_id: int
    scopes: list[ConnectionOutScopesItem]
    brands: list[UUID]
    created_at: datetime.datetime
    expires_at: datetime.datetime
    last_used_at: datetime.datetime | None
    last_used_ip: None | str
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        application = str(self.application)

        name = self.name

        member = self.member

        member_id = self.member_id

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

        last_used_at: None | str
        if isinstance(self.last_used_at, datetime.datetime):
            last_used_at = self.last_used_at.isoformat()
        else:
            last_used_at = self.last_used_at

        last_used_ip: None | str
        last_used_ip = self.last_used_ip

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "application": application,
                "name": name,
                "member": member,
                "member_id": member_id,
                "scopes": scopes,
                "brands": brands,
                "created_at": created_at,
                "expires_at": expires_at,
                "last_used_at": last_used_at,
                "last_used_ip": last_used_ip,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        application = UUID(d.pop("application"))

        name = d.pop("name")

        member = d.pop("member")

        member_id = d.pop("member_id")

        scopes = []
        _scopes = d.pop("scopes")
        for scopes_item_data in _scopes:
            scopes_item = check_connection_out_scopes_item(scopes_item_data)

            scopes.append(scopes_item)

        brands = []
        _brands = d.pop("brands")
        for brands_item_data in _brands:
            brands_item = UUID(brands_item_data)

            brands.append(brands_item)

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

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

        connection_out = cls(
            id=id,
            application=application,
            name=name,
            member=member,
            member_id=member_id,
            scopes=scopes,
            brands=brands,
            created_at=created_at,
            expires_at=expires_at,
            last_used_at=last_used_at,
            last_used_ip=last_used_ip,
            updated_at=updated_at,
        )

        connection_out.additional_properties = d
        return connection_out

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
