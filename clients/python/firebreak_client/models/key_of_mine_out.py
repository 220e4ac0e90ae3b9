from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.key_of_mine_out_scopes_item import KeyOfMineOutScopesItem, check_key_of_mine_out_scopes_item

T = TypeVar("T", bound="KeyOfMineOut")


@_attrs_define
class KeyOfMineOut:
    """The key one asks by. `brands` empty: all brands of whom it acts for.

    Attributes:
        id (UUID):
        name (str):
        scopes (list[KeyOfMineOutScopesItem]):
        brands (list[UUID]):
        expires_at (datetime.datetime):
    """

    id: UUID
    name: str
    scopes: list[KeyOfMineOutScopesItem]
    brands: list[UUID]
    expires_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        scopes = []
        for scopes_item_data in self.scopes:
            scopes_item: str = scopes_item_data
            scopes.append(scopes_item)

        brands = []
        for brands_item_data in self.brands:
            brands_item = str(brands_item_data)
            brands.append(brands_item)

        expires_at = self.expires_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "scopes": scopes,
                "brands": brands,
                "expires_at": expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        scopes = []
        _scopes = d.pop("scopes")
        for scopes_item_data in _scopes:
            scopes_item = check_key_of_mine_out_scopes_item(scopes_item_data)

            scopes.append(scopes_item)

        brands = []
        _brands = d.pop("brands")
        for brands_item_data in _brands:
            brands_item = UUID(brands_item_data)

            brands.append(brands_item)

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        key_of_mine_out = cls(
            id=id,
            name=name,
            scopes=scopes,
            brands=brands,
            expires_at=expires_at,
        )

        key_of_mine_out.additional_properties = d
        return key_of_mine_out

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
