from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="FoundOut")


@_attrs_define
class FoundOut:
    """One thing that was found, and its page.

    Attributes:
        id (str):
        title (str):
        about (str):
        text (str):
        url (str):
        brand (None | UUID):
    """

    id: str
    title: str
    about: str
    text: str
    url: str
    brand: None | UUID
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        title = self.title

        about = self.about

        text = self.text

        url = self.url

        brand: None | str
        if isinstance(self.brand, UUID):
            brand = str(self.brand)
        else:
            brand = self.brand

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "title": title,
                "about": about,
                "text": text,
                "url": url,
                "brand": brand,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        title = d.pop("title")

        about = d.pop("about")

        text = d.pop("text")

        url = d.pop("url")

        def _parse_brand(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                brand_type_0 = UUID(data)

                return brand_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        brand = _parse_brand(d.pop("brand"))

        found_out = cls(
            id=id,
            title=title,
            about=about,
            text=text,
            url=url,
            brand=brand,
        )

        found_out.additional_properties = d
        return found_out

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
