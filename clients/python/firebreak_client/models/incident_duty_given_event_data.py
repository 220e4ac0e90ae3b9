from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.incident_duty_given_event_data_duty import (
    IncidentDutyGivenEventDataDuty,
    check_incident_duty_given_event_data_duty,
)

T = TypeVar("T", bound="IncidentDutyGivenEventData")


@_attrs_define
class IncidentDutyGivenEventData:
    """
    Attributes:
        duty (IncidentDutyGivenEventDataDuty):
        to_user (int | None):
    """

    duty: IncidentDutyGivenEventDataDuty
    to_user: int | None

    def to_dict(self) -> dict[str, Any]:
        duty: str = self.duty

        to_user: int | None
        to_user = self.to_user

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "duty": duty,
                "to_user": to_user,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        duty = check_incident_duty_given_event_data_duty(d.pop("duty"))

        def _parse_to_user(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        to_user = _parse_to_user(d.pop("to_user"))

        incident_duty_given_event_data = cls(
            duty=duty,
            to_user=to_user,
        )

        return incident_duty_given_event_data
