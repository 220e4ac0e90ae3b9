from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.alert_raised_event_data_kind import AlertRaisedEventDataKind, check_alert_raised_event_data_kind

T = TypeVar("T", bound="AlertRaisedEventData")


@_attrs_define
class AlertRaisedEventData:
    """
    Attributes:
        rule (UUID):
        kind (AlertRaisedEventDataKind):
        window_start (datetime.datetime):
        window_end (datetime.datetime):
        seen (int | None):
    """

    rule: UUID
    kind: AlertRaisedEventDataKind
    window_start: datetime.datetime
    window_end: datetime.datetime
    seen: int | None

    def to_dict(self) -> dict[str, Any]:
        rule = str(self.rule)

        kind: str = self.kind

        window_start = self.window_start.isoformat()

        window_end = self.window_end.isoformat()

        seen: int | None
        seen = self.seen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "rule": rule,
                "kind": kind,
                "window_start": window_start,
                "window_end": window_end,
                "seen": seen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        rule = UUID(d.pop("rule"))

        kind = check_alert_raised_event_data_kind(d.pop("kind"))

        window_start = datetime.datetime.fromisoformat(d.pop("window_start"))

        window_end = datetime.datetime.fromisoformat(d.pop("window_end"))

        def _parse_seen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        seen = _parse_seen(d.pop("seen"))

        alert_raised_event_data = cls(
            rule=rule,
            kind=kind,
            window_start=window_start,
            window_end=window_end,
            seen=seen,
        )

        return alert_raised_event_data
