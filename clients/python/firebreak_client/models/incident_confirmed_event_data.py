from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.incident_confirmed_event_data_from import (
    IncidentConfirmedEventDataFrom,
    check_incident_confirmed_event_data_from,
)
from ..models.incident_confirmed_event_data_to import (
    IncidentConfirmedEventDataTo,
    check_incident_confirmed_event_data_to,
)

T = TypeVar("T", bound="IncidentConfirmedEventData")


@_attrs_define
class IncidentConfirmedEventData:
    """
    Attributes:
        from_ (IncidentConfirmedEventDataFrom):
        to (IncidentConfirmedEventDataTo):
    """

    from_: IncidentConfirmedEventDataFrom
    to: IncidentConfirmedEventDataTo

    def to_dict(self) -> dict[str, Any]:
        from_: str = self.from_

        to: str = self.to

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "from": from_,
                "to": to,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        from_ = check_incident_confirmed_event_data_from(d.pop("from"))

        to = check_incident_confirmed_event_data_to(d.pop("to"))

        incident_confirmed_event_data = cls(
            from_=from_,
            to=to,
        )

        return incident_confirmed_event_data
