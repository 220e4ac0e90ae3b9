from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="PreviewInRequest")


@_attrs_define
class PreviewInRequest:
    """A query to try on what is stored.

    Attributes:
        brand (UUID):
        text (str):
        days (int | Unset):  Default: 30.
        query (None | Unset | UUID): the brand's query whose text it is to be: see `lost`
    """

    brand: UUID
    text: str
    days: int | Unset = 30
    query: None | Unset | UUID = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        brand = str(self.brand)

        text = self.text

        days = self.days

        query: None | str | Unset
        if isinstance(self.query, Unset):
            query = UNSET
        elif isinstance(self.query, UUID):
            query = str(self.query)
        else:
            query = self.query

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "brand": brand,
                "text": text,
            }
        )
        if days is not UNSET:
            field_dict["days"] = days
        if query is not UNSET:
            field_dict["query"] = query

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        brand = UUID(d.pop("brand"))

        text = d.pop("text")

        days = d.pop("days", UNSET)

        def _parse_query(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                query_type_0 = UUID(data)

                return query_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        query = _parse_query(d.pop("query", UNSET))

        preview_in_request = cls(
            brand=brand,
            text=text,
            days=days,
            query=query,
        )

        preview_in_request.additional_properties = d
        return preview_in_request

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
