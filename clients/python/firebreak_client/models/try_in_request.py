from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.setting_in_request import SettingInRequest


T = TypeVar("T", bound="TryInRequest")


@_attrs_define
class TryInRequest:
    """One setting, or two side by side, over a brand's past. `at`: a moment to explain.

    Attributes:
        brand (UUID):
        rules (list[SettingInRequest]):
        days (int | Unset):  Default: 30.
        incident_hours (int | Unset):  Default: 4.
        at (datetime.datetime | None | Unset):
    """

    brand: UUID
    rules: list[SettingInRequest]
    days: int | Unset = 30
    incident_hours: int | Unset = 4
    at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        brand = str(self.brand)

        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        days = self.days

        incident_hours = self.incident_hours

        at: None | str | Unset
        if isinstance(self.at, Unset):
            at = UNSET
        elif isinstance(self.at, datetime.datetime):
            at = self.at.isoformat()
        else:
            at = self.at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "brand": brand,
                "rules": rules,
            }
        )
        if days is not UNSET:
            field_dict["days"] = days
        if incident_hours is not UNSET:
            field_dict["incident_hours"] = incident_hours
        if at is not UNSET:
            field_dict["at"] = at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.setting_in_request import SettingInRequest  # noqa: PLC0415

        d = dict(src_dict)
        brand = UUID(d.pop("brand"))

        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = SettingInRequest.from_dict(rules_item_data)

            rules.append(rules_item)

        days = d.pop("days", UNSET)

        incident_hours = d.pop("incident_hours", UNSET)

        def _parse_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                at_type_0 = datetime.datetime.fromisoformat(data)

                return at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        at = _parse_at(d.pop("at", UNSET))

        try_in_request = cls(
            brand=brand,
            rules=rules,
            days=days,
            incident_hours=incident_hours,
            at=at,
        )

        try_in_request.additional_properties = d
        return try_in_request

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
