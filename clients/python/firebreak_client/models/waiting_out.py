from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WaitingOut")


@_attrs_define
class WaitingOut:
    """One thing that waits for me.

    Attributes:
        kind (str):
        id (UUID):
        title (str):
        brand_id (UUID):
        brand (str):
        url (str):
        due_at (datetime.datetime | None):
        severity (int | None):
        mine (bool):
    """

    kind: str
    id: UUID
    title: str
    brand_id: UUID
    brand: str
    url: str
    due_at: datetime.datetime | None
    severity: int | None
    mine: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        id = str(self.id)

        title = self.title

        brand_id = str(self.brand_id)

        brand = self.brand

        url = self.url

        due_at: None | str
        if isinstance(self.due_at, datetime.datetime):
            due_at = self.due_at.isoformat()
        else:
            due_at = self.due_at

        severity: int | None
        severity = self.severity

        mine = self.mine

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "id": id,
                "title": title,
                "brand_id": brand_id,
                "brand": brand,
                "url": url,
                "due_at": due_at,
                "severity": severity,
                "mine": mine,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = d.pop("kind")

        id = UUID(d.pop("id"))

        title = d.pop("title")

        brand_id = UUID(d.pop("brand_id"))

        brand = d.pop("brand")

        url = d.pop("url")

        def _parse_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_at_type_0 = datetime.datetime.fromisoformat(data)

                return due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        due_at = _parse_due_at(d.pop("due_at"))

        def _parse_severity(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        severity = _parse_severity(d.pop("severity"))

        mine = d.pop("mine")

        waiting_out = cls(
            kind=kind,
            id=id,
            title=title,
            brand_id=brand_id,
            brand=brand,
            url=url,
            due_at=due_at,
            severity=severity,
            mine=mine,
        )

        waiting_out.additional_properties = d
        return waiting_out

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
