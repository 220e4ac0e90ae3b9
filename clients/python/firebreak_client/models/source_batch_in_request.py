from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceBatchInRequest")


@_attrs_define
class SourceBatchInRequest:
    """A list of sources for a brand.

    Attributes:
        brand (UUID):
        text (str): A line for each (at most 300): an address, a handle, a hashtag. Or an OPML document.
        everything (bool | Unset): All their posts are about the brand Default: False.
    """

    brand: UUID
    text: str
    everything: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        brand = str(self.brand)

        text = self.text

        everything = self.everything

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "brand": brand,
                "text": text,
            }
        )
        if everything is not UNSET:
            field_dict["everything"] = everything

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        brand = UUID(d.pop("brand"))

        text = d.pop("text")

        everything = d.pop("everything", UNSET)

        source_batch_in_request = cls(
            brand=brand,
            text=text,
            everything=everything,
        )

        source_batch_in_request.additional_properties = d
        return source_batch_in_request

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
