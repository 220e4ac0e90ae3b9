from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.planned_event_out_kind import PlannedEventOutKind, check_planned_event_out_kind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.planned_event_out_expanded import PlannedEventOutExpanded


T = TypeVar("T", bound="PlannedEventOut")


@_attrs_define
class PlannedEventOut:
    """A time in which more is said than usual, and for a known reason.

    Attributes:
        id (UUID):
        brand (UUID):
        name (str):
        kind (PlannedEventOutKind): * `campaign` - Campaign
            * `launch` - Launch
            * `conference` - Conference
            * `other` - Other
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
        note (str):
        version (int):
        by (int):
        changed_at (datetime.datetime):
        updated_at (datetime.datetime):
        expanded (PlannedEventOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    brand: UUID
    name: str
    kind: PlannedEventOutKind
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    note: str
    version: int
    by: int
    changed_at: datetime.datetime
    updated_at: datetime.datetime
    expanded: PlannedEventOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        brand = str(self.brand)

        name = self.name

        kind: str = self.kind

        starts_at = self.starts_at.isoformat()

        ends_at = self.ends_at.isoformat()

        note = self.note

        version = self.version

        by = self.by

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
                "kind": kind,
                "starts_at": starts_at,
                "ends_at": ends_at,
                "note": note,
                "version": version,
                "by": by,
                "changed_at": changed_at,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.planned_event_out_expanded import PlannedEventOutExpanded  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        brand = UUID(d.pop("brand"))

        name = d.pop("name")

        kind = check_planned_event_out_kind(d.pop("kind"))

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        note = d.pop("note")

        version = d.pop("version")

        by = d.pop("by")

        changed_at = datetime.datetime.fromisoformat(d.pop("changed_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: PlannedEventOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = PlannedEventOutExpanded.from_dict(_expanded)

        planned_event_out = cls(
            id=id,
            brand=brand,
            name=name,
            kind=kind,
            starts_at=starts_at,
            ends_at=ends_at,
            note=note,
            version=version,
            by=by,
            changed_at=changed_at,
            updated_at=updated_at,
            expanded=expanded,
        )

        planned_event_out.additional_properties = d
        return planned_event_out

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
