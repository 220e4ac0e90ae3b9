from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.incident_update_sent_event_data_audience import (
    IncidentUpdateSentEventDataAudience,
    check_incident_update_sent_event_data_audience,
)

T = TypeVar("T", bound="IncidentUpdateSentEventData")


@_attrs_define
class IncidentUpdateSentEventData:
    """
    Attributes:
        update (UUID):
        audience (IncidentUpdateSentEventDataAudience):
        next_due_at (datetime.datetime | None):
        late (bool):
    """

    update: UUID
    audience: IncidentUpdateSentEventDataAudience
    next_due_at: datetime.datetime | None
    late: bool

    def to_dict(self) -> dict[str, Any]:
        update = str(self.update)

        audience: str = self.audience

        next_due_at: None | str
        if isinstance(self.next_due_at, datetime.datetime):
            next_due_at = self.next_due_at.isoformat()
        else:
            next_due_at = self.next_due_at

        late = self.late

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "update": update,
                "audience": audience,
                "next_due_at": next_due_at,
                "late": late,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        update = UUID(d.pop("update"))

        audience = check_incident_update_sent_event_data_audience(d.pop("audience"))

        def _parse_next_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_due_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_due_at = _parse_next_due_at(d.pop("next_due_at"))

        late = d.pop("late")

        incident_update_sent_event_data = cls(
            update=update,
            audience=audience,
            next_due_at=next_due_at,
            late=late,
        )

        return incident_update_sent_event_data
