from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="AlertOpenedIncidentEventData")


@_attrs_define
class AlertOpenedIncidentEventData:
    """
    Attributes:
        rule (UUID):
    """

    rule: UUID

    def to_dict(self) -> dict[str, Any]:
        rule = str(self.rule)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "rule": rule,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        rule = UUID(d.pop("rule"))

        alert_opened_incident_event_data = cls(
            rule=rule,
        )

        return alert_opened_incident_event_data
