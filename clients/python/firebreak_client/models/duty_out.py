from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.duty_out_duty import DutyOutDuty, check_duty_out_duty

T = TypeVar("T", bound="DutyOut")


@_attrs_define
class DutyOut:
    """Who has which duty.

    Attributes:
        duty (DutyOutDuty): * `lead` - Lead
            * `comms` - Comms
            * `legal` - Legal
            * `monitor` - Monitor
            * `scribe` - Scribe
            * `client_liaison` - Client liaison
        user_id (int):
        name (str):
        since (datetime.datetime):
    """

    duty: DutyOutDuty
    user_id: int
    name: str
    since: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        duty: str = self.duty

        user_id = self.user_id

        name = self.name

        since = self.since.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "duty": duty,
                "user_id": user_id,
                "name": name,
                "since": since,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        duty = check_duty_out_duty(d.pop("duty"))

        user_id = d.pop("user_id")

        name = d.pop("name")

        since = datetime.datetime.fromisoformat(d.pop("since"))

        duty_out = cls(
            duty=duty,
            user_id=user_id,
            name=name,
            since=since,
        )

        duty_out.additional_properties = d
        return duty_out

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
