from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.key_in_request_scopes_item import KeyInRequestScopesItem, check_key_in_request_scopes_item
from ..types import UNSET, Unset

T = TypeVar("T", bound="KeyInRequest")


@_attrs_define
class KeyInRequest:
    """A key to make: for oneself or, with `machine_id`, for a machine member; on these brands, or on all of whom it acts
    for.

        Attributes:
            name (str):
            scopes (list[KeyInRequestScopesItem]):
            days (int | Unset):  Default: 90.
            brands (list[UUID] | Unset):
            machine_id (int | None | Unset):
    """

    name: str
    scopes: list[KeyInRequestScopesItem]
    days: int | Unset = 90
    brands: list[UUID] | Unset = UNSET
    machine_id: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        scopes = []
        for scopes_item_data in self.scopes:
            scopes_item: str = scopes_item_data
            scopes.append(scopes_item)

        days = self.days

        brands: list[str] | Unset = UNSET
        if not isinstance(self.brands, Unset):
            brands = []
            for brands_item_data in self.brands:
                brands_item = str(brands_item_data)
                brands.append(brands_item)

        machine_id: int | None | Unset
        if isinstance(self.machine_id, Unset):
            machine_id = UNSET
        else:
            machine_id = self.machine_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "scopes": scopes,
            }
        )
        if days is not UNSET:
            field_dict["days"] = days
        if brands is not UNSET:
            field_dict["brands"] = brands
        if machine_id is not UNSET:
            field_dict["machine_id"] = machine_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        scopes = []
        _scopes = d.pop("scopes")
        for scopes_item_data in _scopes:
            scopes_item = check_key_in_request_scopes_item(scopes_item_data)

            scopes.append(scopes_item)

        days = d.pop("days", UNSET)

        _brands = d.pop("brands", UNSET)
        brands: list[UUID] | Unset = UNSET
        if _brands is not UNSET:
            brands = []
            for brands_item_data in _brands:
                brands_item = UUID(brands_item_data)

                brands.append(brands_item)

        def _parse_machine_id(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        machine_id = _parse_machine_id(d.pop("machine_id", UNSET))

        key_in_request = cls(
            name=name,
            scopes=scopes,
            days=days,
            brands=brands,
            machine_id=machine_id,
        )

        key_in_request.additional_properties = d
        return key_in_request

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
