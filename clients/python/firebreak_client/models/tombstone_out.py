from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.tombstone_out_what import TombstoneOutWhat, check_tombstone_out_what

T = TypeVar("T", bound="TombstoneOut")


@_attrs_define
class TombstoneOut:
    """One row that is in no list any more; or (`erased`) that is there still, and has lost what it said: forget that, too.

    Attributes:
        kind (str): As events name it: `contact`, `mention`, `plan_version`…
        id (str): Empty for an entry of a timeline: `incident` and `number` name it.
        what (TombstoneOutWhat): * `removed` - removed
            * `erased` - erased
        at (datetime.datetime):
        position (int): Of the event that says so.
        action (str): What happened.
        brand (None | UUID):
        incident (None | UUID):
        number (int | None):
    """

    kind: str
    id: str
    what: TombstoneOutWhat
    at: datetime.datetime
    position: int
    action: str
    brand: None | UUID
    incident: None | UUID
    number: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        id = self.id

        what: str = self.what

        at = self.at.isoformat()

        position = self.position

        action = self.action

        brand: None | str
        if isinstance(self.brand, UUID):
            brand = str(self.brand)
        else:
            brand = self.brand

        incident: None | str
        if isinstance(self.incident, UUID):
            incident = str(self.incident)
        else:
            incident = self.incident

        number: int | None
        number = self.number

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "id": id,
                "what": what,
                "at": at,
                "position": position,
                "action": action,
                "brand": brand,
                "incident": incident,
                "number": number,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = d.pop("kind")

        id = d.pop("id")

        what = check_tombstone_out_what(d.pop("what"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        position = d.pop("position")

        action = d.pop("action")

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

        def _parse_incident(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                incident_type_0 = UUID(data)

                return incident_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        incident = _parse_incident(d.pop("incident"))

        def _parse_number(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        number = _parse_number(d.pop("number"))

        tombstone_out = cls(
            kind=kind,
            id=id,
            what=what,
            at=at,
            position=position,
            action=action,
            brand=brand,
            incident=incident,
            number=number,
        )

        tombstone_out.additional_properties = d
        return tombstone_out

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
