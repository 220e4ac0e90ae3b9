from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="NewPlanRequest")


@_attrs_define
class NewPlanRequest:
    """A plan to make: from a starter (its key), or empty.

    Attributes:
        brand (UUID):
        name (str):
        starter (str | Unset): A key of /starters/. Default: ''.
    """

    brand: UUID
    name: str
    starter: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        brand = str(self.brand)

        name = self.name

        starter = self.starter

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "brand": brand,
                "name": name,
            }
        )
        if starter is not UNSET:
            field_dict["starter"] = starter

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        brand = UUID(d.pop("brand"))

        name = d.pop("name")

        starter = d.pop("starter", UNSET)

        new_plan_request = cls(
            brand=brand,
            name=name,
            starter=starter,
        )

        new_plan_request.additional_properties = d
        return new_plan_request

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
