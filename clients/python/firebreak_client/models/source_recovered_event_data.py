from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SourceRecoveredEventData")


@_attrs_define
class SourceRecoveredEventData:
    """
    Attributes:
        silent_since (datetime.datetime):
    """

    silent_since: datetime.datetime

    def to_dict(self) -> dict[str, Any]:
        silent_since = self.silent_since.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "silent_since": silent_since,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        silent_since = datetime.datetime.fromisoformat(d.pop("silent_since"))

        source_recovered_event_data = cls(
            silent_since=silent_since,
        )

        return source_recovered_event_data
