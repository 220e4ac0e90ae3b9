from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.duty_in_request_duty import DutyInRequestDuty, check_duty_in_request_duty

T = TypeVar("T", bound="DutyInRequest")


@_attrs_define
class DutyInRequest:
    """Who has which duty; null: nobody.

    Attributes:
        duty (DutyInRequestDuty): * `lead` - lead
            * `comms` - comms
            * `legal` - legal
            * `monitor` - monitor
            * `scribe` - scribe
            * `client_liaison` - client_liaison
        user_id (int | None):
    """

    duty: DutyInRequestDuty
    user_id: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        duty: str = self.duty

        user_id: int | None
        user_id = self.user_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "duty": duty,
                "user_id": user_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        duty = check_duty_in_request_duty(d.pop("duty"))

        def _parse_user_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        user_id = _parse_user_id(d.pop("user_id"))

        duty_in_request = cls(
            duty=duty,
            user_id=user_id,
        )

        duty_in_request.additional_properties = d
        return duty_in_request

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
