from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.planned_event_in_request_kind import PlannedEventInRequestKind, check_planned_event_in_request_kind
from ..types import UNSET, Unset

T = TypeVar("T", bound="PlannedEventInRequest")


@_attrs_define
class PlannedEventInRequest:
    """An event to enter.

    Attributes:
        name (str):
        starts_at (datetime.datetime):
        ends_at (datetime.datetime): after the start, at most a year
        brand (UUID):
        kind (PlannedEventInRequestKind | Unset): * `campaign` - campaign
            * `launch` - launch
            * `conference` - conference
            * `other` - other Default: 'campaign'.
        note (str | Unset):  Default: ''.
    """

    name: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    brand: UUID
    kind: PlannedEventInRequestKind | Unset = "campaign"
    note: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        starts_at = self.starts_at.isoformat()

        ends_at = self.ends_at.isoformat()

        brand = str(self.brand)

        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind

        note = self.note

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "starts_at": starts_at,
                "ends_at": ends_at,
                "brand": brand,
            }
        )
        if kind is not UNSET:
            field_dict["kind"] = kind
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        brand = UUID(d.pop("brand"))

        _kind = d.pop("kind", UNSET)
        kind: PlannedEventInRequestKind | Unset
        if isinstance(_kind, Unset):
            kind = UNSET
        else:
            kind = check_planned_event_in_request_kind(_kind)

        note = d.pop("note", UNSET)

        planned_event_in_request = cls(
            name=name,
            starts_at=starts_at,
            ends_at=ends_at,
            brand=brand,
            kind=kind,
            note=note,
        )

        planned_event_in_request.additional_properties = d
        return planned_event_in_request

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
