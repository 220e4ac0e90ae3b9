from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.incident_stabilised_event_data_from import (
    IncidentStabilisedEventDataFrom,
    check_incident_stabilised_event_data_from,
)
from ..models.incident_stabilised_event_data_to import (
    IncidentStabilisedEventDataTo,
    check_incident_stabilised_event_data_to,
)

T = TypeVar("T", bound="IncidentStabilisedEventData")


@_attrs_define
class IncidentStabilisedEventData:
    """
    Attributes:
        from_ (IncidentStabilisedEventDataFrom):
        to (IncidentStabilisedEventDataTo):
    """

    from_: IncidentStabilisedEventDataFrom
    to: IncidentStabilisedEventDataTo

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
        from_ = check_incident_stabilised_event_data_from(d.pop("from"))

        to = check_incident_stabilised_event_data_to(d.pop("to"))

        incident_stabilised_event_data = cls(
            from_=from_,
            to=to,
        )

        return incident_stabilised_event_data
