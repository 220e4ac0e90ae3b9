from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.view_in_request_filters import ViewInRequestFilters


T = TypeVar("T", bound="ViewInRequest")


@_attrs_define
class ViewInRequest:
    """A view to save. Without a brand it looks at all of one's brands; a shared one needs its brand.

    Attributes:
        name (str):
        filters (ViewInRequestFilters | Unset):
        text (str | Unset):  Default: ''.
        brand (None | Unset | UUID):
        shared (bool | Unset):  Default: False.
    """

    name: str
    filters: ViewInRequestFilters | Unset = UNSET
    text: str | Unset = ""
    brand: None | Unset | UUID = UNSET
    shared: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        filters: dict[str, Any] | Unset = UNSET
        if not isinstance(self.filters, Unset):
            filters = self.filters.to_dict()

        text = self.text

        brand: None | str | Unset
        if isinstance(self.brand, Unset):
            brand = UNSET
        elif isinstance(self.brand, UUID):
            brand = str(self.brand)
        else:
            brand = self.brand

        shared = self.shared

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
            }
        )
        if filters is not UNSET:
            field_dict["filters"] = filters
        if text is not UNSET:
            field_dict["text"] = text
        if brand is not UNSET:
            field_dict["brand"] = brand
        if shared is not UNSET:
            field_dict["shared"] = shared

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.view_in_request_filters import ViewInRequestFilters  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        _filters = d.pop("filters", UNSET)
        filters: ViewInRequestFilters | Unset
        if isinstance(_filters, Unset):
            filters = UNSET
        else:
            filters = ViewInRequestFilters.from_dict(_filters)

        text = d.pop("text", UNSET)

        def _parse_brand(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                brand_type_0 = UUID(data)

                return brand_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        brand = _parse_brand(d.pop("brand", UNSET))

        shared = d.pop("shared", UNSET)

        view_in_request = cls(
            name=name,
            filters=filters,
            text=text,
            brand=brand,
            shared=shared,
        )

        view_in_request.additional_properties = d
        return view_in_request

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
