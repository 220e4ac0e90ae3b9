from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WhyNotOut")


@_attrs_define
class WhyNotOut:
    """Why a rule, as it is now, did or did not fire at a moment, and the alerts it really raised in the hours around it.

    Attributes:
        at (datetime.datetime):
        sentence (str):
        alerts (list[UUID]):
    """

    at: datetime.datetime
    sentence: str
    alerts: list[UUID]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        sentence = self.sentence

        alerts = []
        for alerts_item_data in self.alerts:
            alerts_item = str(alerts_item_data)
            alerts.append(alerts_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "sentence": sentence,
                "alerts": alerts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        sentence = d.pop("sentence")

        alerts = []
        _alerts = d.pop("alerts")
        for alerts_item_data in _alerts:
            alerts_item = UUID(alerts_item_data)

            alerts.append(alerts_item)

        why_not_out = cls(
            at=at,
            sentence=sentence,
            alerts=alerts,
        )

        why_not_out.additional_properties = d
        return why_not_out

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
