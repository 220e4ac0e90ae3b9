from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.span_out import SpanOut
    from ..models.tried_out import TriedOut


T = TypeVar("T", bound="TrialOut")


@_attrs_define
class TrialOut:
    """A back-test's answer. `limits` say in words what it can't tell; `alerts` are those really raised.

    Attributes:
        brand (UUID):
        asked_days (int):
        start (datetime.datetime):
        end (datetime.datetime):
        known_since (datetime.datetime | None):
        limits (list[str]):
        tries (list[TriedOut]):
        gaps (list[SpanOut]):
        events (list[SpanOut]):
        incidents (list[SpanOut]):
        alerts (list[UUID]):
    """

    brand: UUID
    asked_days: int
    start: datetime.datetime
    end: datetime.datetime
    known_since: datetime.datetime | None
    limits: list[str]
    tries: list[TriedOut]
    gaps: list[SpanOut]
    events: list[SpanOut]
    incidents: list[SpanOut]
    alerts: list[UUID]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        brand = str(self.brand)

        asked_days = self.asked_days

        start = self.start.isoformat()

        end = self.end.isoformat()

        known_since: None | str
        if isinstance(self.known_since, datetime.datetime):
            known_since = self.known_since.isoformat()
        else:
            known_since = self.known_since

        limits = self.limits

        tries = []
        for tries_item_data in self.tries:
            tries_item = tries_item_data.to_dict()
            tries.append(tries_item)

        gaps = []
        for gaps_item_data in self.gaps:
            gaps_item = gaps_item_data.to_dict()
            gaps.append(gaps_item)

        events = []
        for events_item_data in self.events:
            events_item = events_item_data.to_dict()
            events.append(events_item)

        incidents = []
        for incidents_item_data in self.incidents:
            incidents_item = incidents_item_data.to_dict()
            incidents.append(incidents_item)

        alerts = []
        for alerts_item_data in self.alerts:
            alerts_item = str(alerts_item_data)
            alerts.append(alerts_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "brand": brand,
                "asked_days": asked_days,
                "start": start,
                "end": end,
                "known_since": known_since,
                "limits": limits,
                "tries": tries,
                "gaps": gaps,
                "events": events,
                "incidents": incidents,
                "alerts": alerts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.span_out import SpanOut  # noqa: PLC0415
        from ..models.tried_out import TriedOut  # noqa: PLC0415

        d = dict(src_dict)
        brand = UUID(d.pop("brand"))

        asked_days = d.pop("asked_days")

        start = datetime.datetime.fromisoformat(d.pop("start"))

        end = datetime.datetime.fromisoformat(d.pop("end"))

        def _parse_known_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                known_since_type_0 = datetime.datetime.fromisoformat(data)

                return known_since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        known_since = _parse_known_since(d.pop("known_since"))

        limits = cast(list[str], d.pop("limits"))

        tries = []
        _tries = d.pop("tries")
        for tries_item_data in _tries:
            tries_item = TriedOut.from_dict(tries_item_data)

            tries.append(tries_item)

        gaps = []
        _gaps = d.pop("gaps")
        for gaps_item_data in _gaps:
            gaps_item = SpanOut.from_dict(gaps_item_data)

            gaps.append(gaps_item)

        events = []
        _events = d.pop("events")
        for events_item_data in _events:
            events_item = SpanOut.from_dict(events_item_data)

            events.append(events_item)

        incidents = []
        _incidents = d.pop("incidents")
        for incidents_item_data in _incidents:
            incidents_item = SpanOut.from_dict(incidents_item_data)

            incidents.append(incidents_item)

        alerts = []
        _alerts = d.pop("alerts")
        for alerts_item_data in _alerts:
            alerts_item = UUID(alerts_item_data)

            alerts.append(alerts_item)

        trial_out = cls(
            brand=brand,
            asked_days=asked_days,
            start=start,
            end=end,
            known_since=known_since,
            limits=limits,
            tries=tries,
            gaps=gaps,
            events=events,
            incidents=incidents,
            alerts=alerts,
        )

        trial_out.additional_properties = d
        return trial_out

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
