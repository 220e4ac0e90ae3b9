from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.fired_out_joined import FiredOutJoined, check_fired_out_joined

T = TypeVar("T", bound="FiredOut")


@_attrs_define
class FiredOut:
    """A moment it would have fired. `joined`: running (an incident really ran), own (one it had opened), or empty.

    Attributes:
        at (datetime.datetime):
        sentence (str):
        severity (int):
        joined (FiredOutJoined): * `` -
            * `running` - running
            * `own` - own
        incident (str):
        events (list[str]):
    """

    at: datetime.datetime
    sentence: str
    severity: int
    joined: FiredOutJoined
    incident: str
    events: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        sentence = self.sentence

        severity = self.severity

        joined: str = self.joined

        incident = self.incident

        events = self.events

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "sentence": sentence,
                "severity": severity,
                "joined": joined,
                "incident": incident,
                "events": events,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        sentence = d.pop("sentence")

        severity = d.pop("severity")

        joined = check_fired_out_joined(d.pop("joined"))

        incident = d.pop("incident")

        events = cast(list[str], d.pop("events"))

        fired_out = cls(
            at=at,
            sentence=sentence,
            severity=severity,
            joined=joined,
            incident=incident,
            events=events,
        )

        fired_out.additional_properties = d
        return fired_out

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
