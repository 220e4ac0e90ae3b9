from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.patched_planned_event_fields_request_kind import (
    PatchedPlannedEventFieldsRequestKind,
    check_patched_planned_event_fields_request_kind,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedPlannedEventFieldsRequest")


@_attrs_define
class PatchedPlannedEventFieldsRequest:
    """What an event says.

    Attributes:
        name (str | Unset):
        kind (PatchedPlannedEventFieldsRequestKind | Unset): * `campaign` - campaign
            * `launch` - launch
            * `conference` - conference
            * `other` - other Default: 'campaign'.
        starts_at (datetime.datetime | Unset):
        ends_at (datetime.datetime | Unset): after the start, at most a year
        note (str | Unset):  Default: ''.
    """

    name: str | Unset = UNSET
    kind: PatchedPlannedEventFieldsRequestKind | Unset = "campaign"
    starts_at: datetime.datetime | Unset = UNSET
    ends_at: datetime.datetime | Unset = UNSET
    note: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind

        starts_at: str | Unset = UNSET
        if not isinstance(self.starts_at, Unset):
            starts_at = self.starts_at.isoformat()

        ends_at: str | Unset = UNSET
        if not isinstance(self.ends_at, Unset):
            ends_at = self.ends_at.isoformat()

        note = self.note

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if kind is not UNSET:
            field_dict["kind"] = kind
        if starts_at is not UNSET:
            field_dict["starts_at"] = starts_at
        if ends_at is not UNSET:
            field_dict["ends_at"] = ends_at
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        _kind = d.pop("kind", UNSET)
        kind: PatchedPlannedEventFieldsRequestKind | Unset
        if isinstance(_kind, Unset):
            kind = UNSET
        else:
            kind = check_patched_planned_event_fields_request_kind(_kind)

        _starts_at = d.pop("starts_at", UNSET)
        starts_at: datetime.datetime | Unset
        if isinstance(_starts_at, Unset):
            starts_at = UNSET
        else:
            starts_at = datetime.datetime.fromisoformat(_starts_at)

        _ends_at = d.pop("ends_at", UNSET)
        ends_at: datetime.datetime | Unset
        if isinstance(_ends_at, Unset):
            ends_at = UNSET
        else:
            ends_at = datetime.datetime.fromisoformat(_ends_at)

        note = d.pop("note", UNSET)

        patched_planned_event_fields_request = cls(
            name=name,
            kind=kind,
            starts_at=starts_at,
            ends_at=ends_at,
            note=note,
        )

        patched_planned_event_fields_request.additional_properties = d
        return patched_planned_event_fields_request

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
