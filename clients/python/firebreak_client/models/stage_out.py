from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.stage_out_kind import StageOutKind, check_stage_out_kind

T = TypeVar("T", bound="StageOut")


@_attrs_define
class StageOut:
    """One milestone of the waterfall; minutes. `measured` and `target` from when its clock began: at detection, or anew
    when
    the incident was opened again.

        Attributes:
            kind (StageOutKind): * `first_mention` - first_mention
                * `detected` - detected
                * `acknowledged` - acknowledged
                * `drafted` - drafted
                * `approved` - approved
                * `published` - published
                * `answered` - answered
                * `resolved` - resolved
            at (datetime.datetime | None):
            took (int | None):
            since_detected (int | None):
            measured (int | None):
            target (int | None):
            missed (bool):
            longest (bool):
    """

    kind: StageOutKind
    at: datetime.datetime | None
    took: int | None
    since_detected: int | None
    measured: int | None
    target: int | None
    missed: bool
    longest: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        at: None | str
        if isinstance(self.at, datetime.datetime):
            at = self.at.isoformat()
        else:
            at = self.at

        took: int | None
        took = self.took

        since_detected: int | None
        since_detected = self.since_detected

        measured: int | None
        measured = self.measured

        target: int | None
        target = self.target

        missed = self.missed

        longest = self.longest

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "at": at,
                "took": took,
                "since_detected": since_detected,
                "measured": measured,
                "target": target,
                "missed": missed,
                "longest": longest,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = check_stage_out_kind(d.pop("kind"))

        def _parse_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                at_type_0 = datetime.datetime.fromisoformat(data)

                return at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        at = _parse_at(d.pop("at"))

        def _parse_took(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        took = _parse_took(d.pop("took"))

        def _parse_since_detected(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        since_detected = _parse_since_detected(d.pop("since_detected"))

        def _parse_measured(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        measured = _parse_measured(d.pop("measured"))

        def _parse_target(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        target = _parse_target(d.pop("target"))

        missed = d.pop("missed")

        longest = d.pop("longest")

        stage_out = cls(
            kind=kind,
            at=at,
            took=took,
            since_detected=since_detected,
            measured=measured,
            target=target,
            missed=missed,
            longest=longest,
        )

        stage_out.additional_properties = d
        return stage_out

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
