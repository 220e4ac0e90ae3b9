from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SourceFailedEventData")


@_attrs_define
class SourceFailedEventData:
    """
    Attributes:
        silent_since (datetime.datetime):
        error_code (str):
    """

    silent_since: datetime.datetime
    error_code: str

    def to_dict(self) -> dict[str, Any]:
        silent_since = self.silent_since.isoformat()

        error_code = self.error_code

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "silent_since": silent_since,
                "error_code": error_code,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        silent_since = datetime.datetime.fromisoformat(d.pop("silent_since"))

        error_code = d.pop("error_code")

        source_failed_event_data = cls(
            silent_since=silent_since,
            error_code=error_code,
        )

        return source_failed_event_data
