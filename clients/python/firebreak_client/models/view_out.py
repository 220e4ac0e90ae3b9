from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.view_out_expanded import ViewOutExpanded
    from ..models.view_out_filters import ViewOutFilters


T = TypeVar("T", bound="ViewOut")


@_attrs_define
class ViewOut:
    """A named filter of the inbox. `GET /api/v1/mentions/?view={id}` lists what it shows.

    Attributes:
        id (UUID):
        name (str):
        brand (None | UUID):
        shared (bool): Whether the brand's team has it.
        filters (ViewOutFilters):
        text (str):
        is_default (bool): Whether the inbox of whoever asks opens with it.
        version (int):
        changed_at (datetime.datetime):
        updated_at (datetime.datetime):
        expanded (ViewOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    name: str
    brand: None | UUID
    shared: bool
    filters: ViewOutFilters
    text: str
    is_default: bool
    version: int
    changed_at: datetime.datetime
    updated_at: datetime.datetime
    expanded: ViewOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        brand: None | str
        if isinstance(self.brand, UUID):
            brand = str(self.brand)
        else:
            brand = self.brand

        shared = self.shared

        filters = self.filters.to_dict()

        text = self.text

        is_default = self.is_default

        version = self.version

        changed_at = self.changed_at.isoformat()

        updated_at = self.updated_at.isoformat()

        expanded: dict[str, Any] | Unset = UNSET
        if not isinstance(self.expanded, Unset):
            expanded = self.expanded.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "brand": brand,
                "shared": shared,
                "filters": filters,
                "text": text,
                "is_default": is_default,
                "version": version,
                "changed_at": changed_at,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.view_out_expanded import ViewOutExpanded  # noqa: PLC0415
        from ..models.view_out_filters import ViewOutFilters  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

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

        shared = d.pop("shared")

        filters = ViewOutFilters.from_dict(d.pop("filters"))

        text = d.pop("text")

        is_default = d.pop("is_default")

        version = d.pop("version")

        changed_at = datetime.datetime.fromisoformat(d.pop("changed_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: ViewOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = ViewOutExpanded.from_dict(_expanded)

        view_out = cls(
            id=id,
            name=name,
            brand=brand,
            shared=shared,
            filters=filters,
            text=text,
            is_default=is_default,
            version=version,
            changed_at=changed_at,
            updated_at=updated_at,
            expanded=expanded,
        )

        view_out.additional_properties = d
        return view_out

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
