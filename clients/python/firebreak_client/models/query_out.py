from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.query_out_expanded import QueryOutExpanded


T = TypeVar("T", bound="QueryOut")


@_attrs_define
class QueryOut:
    """A saved search.

    Attributes:
        id (UUID):
        brand (UUID):
        name (str):
        text (str):
        version (int):
        is_active (bool):
        created_at (datetime.datetime):
        changed_at (datetime.datetime):
        updated_at (datetime.datetime):
        expanded (QueryOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    brand: UUID
    name: str
    text: str
    version: int
    is_active: bool
    created_at: datetime.datetime
    changed_at: datetime.datetime
    updated_at: datetime.datetime
    expanded: QueryOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        brand = str(self.brand)

        name = self.name

        text = self.text

        version = self.version

        is_active = self.is_active

        created_at = self.created_at.isoformat()

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
                "brand": brand,
                "name": name,
                "text": text,
                "version": version,
                "is_active": is_active,
                "created_at": created_at,
                "changed_at": changed_at,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.query_out_expanded import QueryOutExpanded  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        brand = UUID(d.pop("brand"))

        name = d.pop("name")

        text = d.pop("text")

        version = d.pop("version")

        is_active = d.pop("is_active")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        changed_at = datetime.datetime.fromisoformat(d.pop("changed_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: QueryOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = QueryOutExpanded.from_dict(_expanded)

        query_out = cls(
            id=id,
            brand=brand,
            name=name,
            text=text,
            version=version,
            is_active=is_active,
            created_at=created_at,
            changed_at=changed_at,
            updated_at=updated_at,
            expanded=expanded,
        )

        query_out.additional_properties = d
        return query_out

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
