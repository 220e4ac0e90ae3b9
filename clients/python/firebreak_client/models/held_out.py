from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="HeldOut")


@_attrs_define
class HeldOut:
    """One thing that waits for somebody by name.

    Attributes:
        kind (str):
        key (str):
        title (str):
        path (str): Its page, on the agency's host
        brand (str):
    """

    kind: str
    key: str
    title: str
    path: str
    brand: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        key = self.key

        title = self.title

        path = self.path

        brand = self.brand

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "key": key,
                "title": title,
                "path": path,
                "brand": brand,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = d.pop("kind")

        key = d.pop("key")

        title = d.pop("title")

        path = d.pop("path")

        brand = d.pop("brand")

        held_out = cls(
            kind=kind,
            key=key,
            title=title,
            path=path,
            brand=brand,
        )

        held_out.additional_properties = d
        return held_out

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
