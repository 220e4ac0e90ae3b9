from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.audit_exported_event_data_format import (
    AuditExportedEventDataFormat,
    check_audit_exported_event_data_format,
)

T = TypeVar("T", bound="AuditExportedEventData")


@_attrs_define
class AuditExportedEventData:
    """
    Attributes:
        format_ (AuditExportedEventDataFormat):
        actions (list[str]):
        since (datetime.datetime | None):
        until (datetime.datetime | None):
    """

    format_: AuditExportedEventDataFormat
    actions: list[str]
    since: datetime.datetime | None
    until: datetime.datetime | None

    def to_dict(self) -> dict[str, Any]:
        format_: str = self.format_

        actions = self.actions

        since: None | str
        if isinstance(self.since, datetime.datetime):
            since = self.since.isoformat()
        else:
            since = self.since

        until: None | str
        if isinstance(self.until, datetime.datetime):
            until = self.until.isoformat()
        else:
            until = self.until

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "format": format_,
                "actions": actions,
                "since": since,
                "until": until,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        format_ = check_audit_exported_event_data_format(d.pop("format"))

        actions = cast(list[str], d.pop("actions"))

        def _parse_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                since_type_0 = datetime.datetime.fromisoformat(data)

                return since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        since = _parse_since(d.pop("since"))

        def _parse_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = datetime.datetime.fromisoformat(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        until = _parse_until(d.pop("until"))

        audit_exported_event_data = cls(
            format_=format_,
            actions=actions,
            since=since,
            until=until,
        )

        return audit_exported_event_data
